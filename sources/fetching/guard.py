"""The one place that dials: only public addresses, and only the ones that were checked.

The name is looked up once for each connection, every answer is judged, and the very address
that was judged is dialled, so that a name cannot point elsewhere a moment later (DNS rebinding).
TLS keeps asking for the name.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpcore
import httpx

from citewiki.domain.outcomes import Outcome
from sources.fetching.addresses import is_public, literal
from sources.fetching.connection import Connection, as_httpx
from sources.fetching.faults import Fault

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host name and port -> its addresses; raises OSError or UnicodeError where there are none."""

_Origin = tuple[str, bytes, int]

PORTS = frozenset({80, 443})
MAX_DIALS = 3
READ_BYTES = 4_096
"""At most so much is read at once, and parsed before another host has its turn: httpcore's 64 KiB
of chunks of one byte keep the loop for a second, and every other fetch with it."""

LOOKUPS = 16
"""Threads for lookups, which cannot be broken off: slow name servers must not block the rest."""

_SocketOptions = Iterable[
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
]


class SystemResolver:
    """The system's lookup, in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(LOOKUPS, thread_name_prefix="lookup")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._threads,
            lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM),
        )
        return [str(answer[4][0]) for answer in found]

    def close(self) -> None:
        """Does not wait for lookups under way."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Judges, then lets `dialler` dial. `allow` are (address, port) pairs that tests may reach."""

    def __init__(
        self,
        resolver: Resolver,
        allow: frozenset[tuple[str, int]],
        dialler: httpcore.AsyncNetworkBackend,
    ) -> None:
        self._resolver = resolver
        self._allow = allow
        self._dialler = dialler

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _SocketOptions | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises Fault where we may not dial, httpcore.ConnectError where nobody answers."""
        addresses = await self._checked(host, port)
        each = timeout if timeout is None or len(addresses) == 1 else timeout / 2
        failure: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                stream = await self._dialler.connect_tcp(
                    address, port, each, local_address, socket_options
                )
                return _Stream(stream)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: _SocketOptions | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never."""
        raise Fault(Outcome.ADDRESS_REFUSED, "a socket of this machine")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[str]:
        """Up to MAX_DIALS addresses, all of the host's answers being allowed."""
        if port not in PORTS and all(port != open_port for _, open_port in self._allow):
            raise Fault(Outcome.URL_REFUSED, f"only the ports 80 and 443 are asked, not {port}")
        answers = await self._answers(host, port)
        for address in answers:
            if (address, port) in self._allow:
                continue
            if not is_public(address):
                raise Fault(Outcome.ADDRESS_REFUSED, f"{host} is at {address}, which is not public")
            if port not in PORTS:
                raise Fault(Outcome.URL_REFUSED, f"only the ports 80 and 443 are asked, not {port}")
        return _of_both_families(answers)[:MAX_DIALS]

    async def _answers(self, host: str, port: int) -> list[str]:
        try:
            own = literal(host)
        except ValueError as error:
            raise Fault(Outcome.URL_REFUSED, f"the host {host} is no address") from error
        if own is not None:
            return [own]
        try:
            answers = await self._resolver(host, port)
        except TimeoutError:
            raise
        except (OSError, UnicodeError) as error:
            raise Fault(Outcome.DNS_FAILED, f"{host}: {error}") from error
        if not answers:
            raise Fault(Outcome.DNS_FAILED, f"{host} has no address")
        return list(dict.fromkeys(answers))


def _of_both_families(addresses: list[str]) -> list[str]:
    """In turns from either family, so that one without a route does not use up all dials."""
    first = [address for address in addresses if (":" in address) == (":" in addresses[0])]
    other = [address for address in addresses if (":" in address) != (":" in addresses[0])]
    mixed = [each for pair in zip(first, other, strict=False) for each in pair]
    shorter = min(len(first), len(other))
    return mixed + first[shorter:] + other[shorter:]


class _Stream(httpcore.AsyncNetworkStream):
    """Reads a little at a time; and closes the connection when a TLS handshake is broken off:
    httpcore 1.0 leaves it open where the deadline cancels it."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._stream.read(min(max_bytes, READ_BYTES), timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            return _Stream(await self._stream.start_tls(ssl_context, server_hostname, timeout))
        except BaseException:
            await self._stream.aclose()
            raise

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


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
                stream = await stream.start_tls(self._tls, name, timeout)
        return Connection(stream)

    async def _end(self, origin: _Origin, used: Connection) -> None:
        if used.next_cycle() and self._kept is None:
            self._kept = (origin, used)
        else:
            await used.aclose()
