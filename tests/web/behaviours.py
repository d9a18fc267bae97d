"""What a hostile or broken server does with a connection, for `TestWeb.raw`."""

import asyncio
import zlib
from functools import cache

from tests.web.server import Raw

HTML = b"<!doctype html><title>A page</title><p>It says something."
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MEBIBYTE = 1024 * 1024


@cache
def packed_zeros(mebibytes: int, wbits: int = 31) -> bytes:
    """So many MiB of zeros, packed (by default as gzip) without ever being held unpacked."""
    engine = zlib.compressobj(9, zlib.DEFLATED, wbits)
    block = bytes(MEBIBYTE)
    return b"".join(engine.compress(block) for _ in range(mebibytes)) + engine.flush()


def with_length(body: bytes, *headers: bytes) -> bytes:
    """A whole answer."""
    lines = b"".join(header + b"\r\n" for header in headers)
    return HEAD + lines + b"Content-Length: %d\r\n\r\n" % len(body) + body


def hang(before: bytes = b"", seconds: float = 30.0) -> Raw:
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


def flood(before: bytes, each: bytes) -> Raw:
    """Sends as fast as it can, for ever."""

    async def writes(writer: asyncio.StreamWriter) -> None:
        writer.write(before)
        while True:
            writer.write(each)
            await writer.drain()
            await asyncio.sleep(0)

    return writes


async def slam(writer: asyncio.StreamWriter) -> None:
    """Resets the connection."""
    writer.transport.abort()
