"""A web of many hosts on this machine, light enough not to be what is measured.

`python -m benchmarks.loopback HOSTS` listens on 127.0.0.1 to 127.0.0.HOSTS, prints its port, and
serves until it is ended. Every page is there, has the same ETag, and never changes.
"""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ETAG = '"unchanged"'
PAGE = b"<!doctype html><title>A page</title><p>It says what it always said.</p>"
ROBOTS = b"User-agent: *\nDisallow: /private/\n"
_NOT_MODIFIED = f"HTTP/1.1 304 Not Modified\r\nETag: {ETAG}\r\n\r\n".encode()


def _ok(body: bytes, kind: str) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nETag: {ETAG}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


class _Connection(asyncio.Protocol):
    """HTTP/1.1 as far as well-behaved GETs need it."""

    def __init__(self) -> None:
        self._left = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        *requests, self._left = (self._left + data).split(b"\r\n\r\n")
        for request in requests:
            if request.startswith(b"GET /robots.txt "):
                self._transport.write(_ok(ROBOTS, "text/plain"))
            elif b"\r\nif-none-match:" in request.lower():
                self._transport.write(_NOT_MODIFIED)
            else:
                self._transport.write(_ok(PAGE, "text/html"))


def addresses(hosts: int) -> list[str]:
    return [f"127.0.0.{n + 1}" for n in range(hosts)]


async def _serve(hosts: int) -> None:
    loop = asyncio.get_running_loop()
    first = await loop.create_server(_Connection, "127.0.0.1", 0)
    port = first.sockets[0].getsockname()[1]
    for address in addresses(hosts)[1:]:
        await loop.create_server(_Connection, address, port, family=socket.AF_INET)
    print(port, flush=True)
    await asyncio.Event().wait()


@contextmanager
def web(hosts: int) -> Iterator[int]:
    """The web in a process of its own; its port."""
    argv = [sys.executable, "-m", "benchmarks.loopback", str(hosts)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.kill()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
