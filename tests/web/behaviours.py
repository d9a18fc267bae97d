"""Hostile and broken servers by name, for `TestWeb.raw`."""

import asyncio
import gzip
import zlib
from collections.abc import Iterator
from functools import cache

from tests.web.server import Raw, TestWeb

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


def hostile() -> Iterator[tuple[str, Raw | bytes]]:
    """Name and behaviour; none of them leads to a page."""
    gzipped = gzip.compress(HTML * 100)
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    packed = HEAD + b"Content-Encoding: gzip\r\n"
    yield "gzip bomb", with_length(packed_zeros(100), b"Content-Encoding: gzip")
    yield "deflate bomb", with_length(packed_zeros(100, 15), b"Content-Encoding: deflate")
    yield "raw deflate bomb", with_length(packed_zeros(100, -15), b"Content-Encoding: deflate")
    yield (
        "gzip twice",
        with_length(gzip.compress(packed_zeros(100)), b"Content-Encoding: gzip, gzip"),
    )
    yield (
        "gzip twice in two headers",
        with_length(gzipped, b"Content-Encoding: gzip", b"Content-Encoding: gzip"),
    )
    yield "brotli", with_length(b"\x0b\x02\x80HTML\x03", b"Content-Encoding: br")
    yield "zstd", with_length(b"\x28\xb5\x2f\xfd\x00", b"Content-Encoding: zstd")
    yield "made-up coding", with_length(HTML, b"Content-Encoding: \x1b]52;c;eA==\x07")
    yield "gzip cut short", with_length(gzipped[:-20], b"Content-Encoding: gzip")
    yield "gzip damaged", with_length(gzipped[:20] + b"\xff" * 40, b"Content-Encoding: gzip")
    yield "gzip only in the header", with_length(HTML, b"Content-Encoding: gzip")
    yield "deflate only in the header", with_length(b"\xff" * 99, b"Content-Encoding: deflate")
    yield (
        "a million gzip members",
        with_length(gzip.compress(b"") * 50_000, b"Content-Encoding: gzip"),
    )
    yield "gzip of nothing", with_length(gzip.compress(b""), b"Content-Encoding: gzip")
    yield "empty", with_length(b"")
    yield "blank", with_length(b" \r\n\t" * 100)
    yield "no content", b"HTTP/1.1 204 No Content\r\n\r\n"
    yield "body in drips", drip(HEAD + b"Content-Length: 100000\r\n\r\n", b"x", 0.02)
    yield "packed body in drips", drip(packed + b"\r\n" + gzipped[:10], b"\x00", 0.02)
    yield "headers in drips", drip(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x", 0.02)
    yield "silent", hang()
    yield "silent after the head", hang(HEAD + b"Content-Length: 10\r\n\r\n")
    yield "refusal that drips", drip(b"HTTP/1.1 403 No\r\n\r\n", b"x", 0.02)
    yield "endless chunks", flood(chunked, b"10000\r\n" + b"x" * 65_536 + b"\r\n")
    yield "endless tiny chunks", flood(chunked, b"1\r\nx\r\n" * 500)
    yield "endless body", flood(HEAD + b"\r\n", b"x" * 65_536)
    yield "endless early hints", flood(b"", b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" * 50)
    yield "endless headers", flood(b"HTTP/1.1 200 OK\r\n", b"X-Flood: " + b"x" * 990 + b"\r\n")
    yield "endless trailers", flood(chunked + b"0\r\n", b"X-Trailer: " + b"x" * 990 + b"\r\n")
    yield "one endless header", flood(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 65_536)
    yield "length of a petabyte", hang(HEAD + b"Content-Length: 1000000000000000\r\n\r\n")
    yield "length that is too long", HEAD + b"Content-Length: 5000\r\n\r\n" + HTML
    yield "two lengths", HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + HTML
    yield "negative length", HEAD + b"Content-Length: -1\r\n\r\n" + HTML
    yield "chunk cut short", chunked + b"ff\r\nabc"
    yield "chunk size that is none", chunked + b"zz\r\nabc\r\n0\r\n\r\n"
    yield "unknown transfer coding", HEAD + b"Transfer-Encoding: gzip\r\n\r\n" + gzipped
    yield "no status line", b"hello there\r\n\r\n"
    yield "status of four digits", b"HTTP/1.1 2000 OK\r\n\r\n" + HTML
    yield "another protocol", b"SSH-2.0-OpenSSH_9.6\r\n"
    yield "HTTP/0.9", HTML
    yield "nul in a header", HEAD + b"X-Nul: a\x00b\r\nContent-Length: 3\r\n\r\nabc"
    yield "switching protocols", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + HTML
    yield "partial content", b"HTTP/1.1 206 Partial\r\nContent-Length: 3\r\n\r\nabc"
    yield "not modified unasked", b"HTTP/1.1 304 Not Modified\r\n\r\n"
    yield "hangs up at once", b""
    yield "resets", slam
    yield "redirect to nowhere", b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"
    yield (
        "redirect of a megabyte",
        b"HTTP/1.1 302 Found\r\nLocation: /" + b"x" * MEBIBYTE + b"\r\n\r\n",
    )
    yield (
        "redirect of 3000 characters",
        b"HTTP/1.1 302 Found\r\nLocation: /" + b"x" * 3000 + b"\r\nContent-Length: 0\r\n\r\n",
    )
    for scheme in (b"file:///etc/passwd", b"javascript:alert(1)", b"data:text/html,x", b"ftp://a/"):
        name = scheme.partition(b":")[0].decode()
        yield (
            f"redirect to {name}",
            b"HTTP/1.1 302 Found\r\nLocation: " + scheme + b"\r\nContent-Length: 0\r\n\r\n",
        )


def serve_hostile(web: TestWeb) -> dict[str, str]:
    """Puts all of them up, each at a path of its own; name -> path."""
    paths = {}
    for number, (name, behaviour) in enumerate(hostile()):
        paths[name] = f"/hostile/{number}"
        web.raw(paths[name], behaviour)
    return paths
