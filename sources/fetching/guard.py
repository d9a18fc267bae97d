"""The one place that dials: only public addresses, and only the ones that were checked.

The name is looked up once for each connection, every answer is judged, and the very address
that was judged is dialled, so that a name cannot point elsewhere a moment later (DNS rebinding).
TLS keeps asking for the name.
"""

import asyncio

import httpcore

from citewiki.domain.outcomes import Outcome
from sources.fetching.addresses import is_public, literal
from sources.fetching.dialling import SocketOptions
from sources.fetching.faults import Fault
from sources.fetching.resolving import Resolver

PORTS = frozenset({80, 443})
MAX_DIALS = 3


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
        socket_options: SocketOptions | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises Fault where we may not dial, httpcore.ConnectError where nobody answers."""
        addresses = await self._checked(host, port)
        each = timeout if timeout is None or len(addresses) == 1 else timeout / 2
        failure: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                return await self._dialler.connect_tcp(
                    address, port, each, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: SocketOptions | None = None,
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
