"""Requests to one host, over connections that the guard lets us dial."""

import ssl

import httpx

from sources.fetching.connection import Connection, as_httpx
from sources.fetching.guard import GuardedBackend

_Origin = tuple[str, bytes, int]


class GuardedTransport(httpx.AsyncBaseTransport):
    """HTTP/1.1 to one host, over connections that are dialled through the guard.

    The last connection whose answer was read to its end is kept for the next request.
    """

    def __init__(self, backend: GuardedBackend, tls: ssl.SSLContext) -> None:
        self._backend = backend
        self._tls = tls
        self._tls.set_alpn_protocols(["http/1.1"])
        self._kept: tuple[_Origin, Connection] | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises Fault where the guard refuses, else what httpx's own transport does."""
        url = request.url
        origin = (url.scheme, url.raw_host, url.port or (443 if url.scheme == "https" else 80))
        connection = await self._again(origin) or await self._dialled(origin, request)

        async def over(used: Connection) -> None:
            await self._end(origin, used)

        try:
            return await connection.ask(request, over)
        except BaseException:
            await connection.aclose()
            raise

    async def aclose(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            await kept[1].aclose()

    async def _again(self, origin: _Origin) -> Connection | None:
        kept, self._kept = self._kept, None
        if kept is None:
            return None
        if kept[0] == origin and kept[1].usable:
            return kept[1]
        await kept[1].aclose()
        return None

    async def _dialled(self, origin: _Origin, request: httpx.Request) -> Connection:
        scheme, host, port = origin
        name = host.decode("ascii")
        timeout = request.extensions.get("timeout", {}).get("connect")
        with as_httpx():
            stream = await self._backend.connect_tcp(name, port, timeout)
            if scheme == "https":
                try:
                    stream = await stream.start_tls(self._tls, name, timeout)
                except BaseException:  # the deadline may break a handshake off
                    await stream.aclose()
                    raise
        return Connection(stream)

    async def _end(self, origin: _Origin, used: Connection) -> None:
        if used.next_cycle() and self._kept is None:
            self._kept = (origin, used)
        else:
            await used.aclose()
