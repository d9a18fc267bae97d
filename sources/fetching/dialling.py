"""Dialling an address, and the stream that comes of it, by the event loop's own transports.

It is what the guard lets dial; it judges nothing. httpcore's own, over AnyIO, serves a second
async library that nobody here uses.
"""

import asyncio
import ssl
from collections.abc import Iterable
from typing import cast

import httpcore

HELD_BYTES = 256 * 1024
"""What may wait unread; a site that sends more is not read from until it is fetched away."""

SocketOptions = Iterable[
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
]


class Dialler(httpcore.AsyncNetworkBackend):
    """Raises httpcore's errors."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """`host` is an address, which the guard has judged."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(timeout):
                _, wire = await loop.create_connection(_Wire, host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        return _Stream(wire)


class _Wire(asyncio.Protocol):
    """Holds what came until it is read."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.held = bytearray()
        self.over = False
        self.error: Exception | None = None
        self._paused = False
        self._news: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's are none by name

    def data_received(self, data: bytes) -> None:
        self.held += data
        if not self._paused and len(self.held) > HELD_BYTES and self.transport is not None:
            self._paused = True
            self.transport.pause_reading()
        self._tell()

    def eof_received(self) -> None:
        self.over = True
        self._tell()

    def connection_lost(self, error: Exception | None) -> None:
        self.over, self.error = True, error
        self._tell()

    async def read(self, most: int) -> bytes:
        """Up to so many bytes; b"" at the end. Raises what broke the connection."""
        if self.held:  # between two parts of what came at once, other hosts have their turn
            await asyncio.sleep(0)
        while not self.held:
            if self.error is not None:
                raise self.error
            if self.over:
                return b""
            self._news = asyncio.get_running_loop().create_future()
            await self._news
        taken = bytes(self.held[:most])
        del self.held[:most]
        if self._paused and len(self.held) <= HELD_BYTES and self.transport is not None:
            self._paused = False
            self.transport.resume_reading()
        return taken

    def _tell(self) -> None:
        if self._news is not None and not self._news.done():
            self._news.set_result(None)


class _Stream(httpcore.AsyncNetworkStream):
    def __init__(self, wire: _Wire) -> None:
        self._wire = wire

    @property
    def _transport(self) -> asyncio.Transport:
        assert self._wire.transport is not None
        return self._wire.transport

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            async with asyncio.timeout(timeout):
                return await self._wire.read(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Hands it to the transport, whose buffer takes any request of ours."""
        if self._wire.over or self._transport.is_closing():
            raise httpcore.WriteError("the connection is closed")
        self._transport.write(buffer)

    async def aclose(self) -> None:
        """At once: a site that does not say goodbye is not waited for."""
        self._transport.abort()
        await asyncio.sleep(0)  # in which the loop lets go of it

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(timeout):
                self._wire.transport = await loop.start_tls(
                    self._transport, self._wire, ssl_context, server_hostname=server_hostname
                )
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        except OSError as error:  # SSLError is one
            raise httpcore.ConnectError(str(error)) from error
        return self

    def get_extra_info(self, info: str) -> object:
        if info == "is_readable":
            return bool(self._wire.held) or self._wire.over or self._transport.is_closing()
        return self._transport.get_extra_info(info)
