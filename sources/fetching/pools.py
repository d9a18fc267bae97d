"""A connection pool for each host, so that one that hangs takes no connection from another."""

import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from sources.fetching.guard import GuardedBackend
from sources.fetching.transport import GuardedTransport

MAX_HOSTS = 64
"""Pools kept; the one that was idle longest is closed first."""


class Pools:
    """Transports by host. They are used without httpx's client: no cookies, no netrc, no proxy
    from the environment, no redirects of its own."""

    def __init__(self, backend: GuardedBackend, tls: ssl.SSLContext | None) -> None:
        self._backend = backend
        self._tls = tls
        self._transports: OrderedDict[str, GuardedTransport] = OrderedDict()
        self._in_use: dict[str, int] = {}

    @asynccontextmanager
    async def send(self, request: httpx.Request) -> AsyncIterator[httpx.Response]:
        """The response with its body unread; closed in the end, read or not."""
        host = request.url.host
        transport = self._transports.pop(host, None) or self._new()
        self._transports[host] = transport
        self._in_use[host] = self._in_use.get(host, 0) + 1
        try:
            await self._shrink()
            response = await transport.handle_async_request(request)
            try:
                yield response
            finally:
                await response.aclose()
        finally:
            self._in_use[host] -= 1
            if not self._in_use[host]:
                del self._in_use[host]

    async def aclose(self) -> None:
        """Closes every connection."""
        while self._transports:
            _, transport = self._transports.popitem()
            await transport.aclose()

    def _new(self) -> GuardedTransport:
        if self._tls is None:
            self._tls = httpx.create_ssl_context(trust_env=False)
        return GuardedTransport(self._backend, self._tls)

    async def _shrink(self) -> None:
        idle = [host for host in self._transports if host not in self._in_use]
        for host in idle[: max(0, len(self._transports) - MAX_HOSTS)]:
            transport = self._transports.pop(host, None)
            if transport is not None:
                await transport.aclose()
