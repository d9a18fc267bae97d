"""What a hostile or broken server does with a connection, for `TestWeb.raw`."""

import asyncio
import struct
import zlib

from tests.web.server import Raw

HTML = b"<!doctype html><title>A page</title><p>It says something."
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MEBIBYTE = 1024 * 1024


def packed_zeros(mebibytes: int, wbits: int = 31) -> bytes:
    """So many MiB of zeros in one stream: gzip (31), zlib (15) or raw deflate (-15).

    After a full flush the same packed MiB can be put down again and again.
    """
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(MEBIBYTE)
    packed = engine.compress(block) + engine.flush(zlib.Z_FULL_FLUSH)
    stream = packed * mebibytes + b"\x03\x00"  # an empty last block
    if wbits == 31:
        checksum = 0
        for _ in range(mebibytes):
            checksum = zlib.crc32(block, checksum)
        head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
        return head + stream + struct.pack("<II", checksum, mebibytes * MEBIBYTE)
    if wbits == 15:
        # Adler-32 of n zeros: 1, and n times 1, modulo 65521 (RFC 1950)
        return b"\x78\xda" + stream + struct.pack(">HH", mebibytes * MEBIBYTE % 65_521, 1)
    return stream


def with_length(body: bytes, *headers: bytes) -> bytes:
    """A whole answer."""
    lines = b"".join(header + b"\r\n" for header in headers)
    return HEAD + lines + b"Content-Length: %d\r\n\r\n" % len(body) + body


def hang(before: bytes = b"", seconds: float = 60.0) -> Raw:
    """Sends something and then says nothing more."""

    async def writes(writer: asyncio.StreamWriter) -> None:
        writer.write(before)
        await writer.drain()
        await asyncio.sleep(seconds)

    return writes


def drip(before: bytes, each: bytes, pause_s: float) -> Raw:
    """Sends a little now and then, for ever."""

    async def writes(writer: asyncio.StreamWriter) -> None:
        writer.write(before)
        while True:
            writer.write(each)
            await writer.drain()
            await asyncio.sleep(pause_s)

    return writes


def flood(before: bytes, each: bytes, pause_s: float = 0.0) -> Raw:
    """Sends as fast as it can, or with a pause now and then, for ever."""

    async def writes(writer: asyncio.StreamWriter) -> None:
        writer.write(before)
        while True:
            writer.write(each)
            await writer.drain()
            await asyncio.sleep(pause_s)

    return writes


async def slam(writer: asyncio.StreamWriter) -> None:
    """Resets the connection."""
    writer.transport.abort()


def trickle(answer: bytes, pieces: int, seconds: float) -> Raw:
    """Sends a whole answer in so many pieces over so long."""

    async def writes(writer: asyncio.StreamWriter) -> None:
        step = -(-len(answer) // pieces)
        for start in range(0, len(answer), step):
            writer.write(answer[start : start + step])
            await writer.drain()
            await asyncio.sleep(seconds / pieces)

    return writes
