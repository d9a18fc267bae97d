"""Stand-ins for the outside world: time, names, and the network itself."""

import asyncio
import socket
from collections.abc import Iterable, Sequence

import httpcore


class SleepingClock:
    """Seconds that pass only when somebody sleeps."""

    def __init__(self) -> None:
        self.at = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)


async def loopback(host: str, port: int) -> Sequence[str]:
    """Every name ending in .test is this machine; no other name is known."""
    if host.endswith(".test"):
        return ["127.0.0.1"]
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


class CountingDialler(httpcore.AsyncNetworkBackend):
    """Notes every dial and answers with fixed bytes, or (None) as if nobody were there."""

    def __init__(self, answer: bytes | None) -> None:
        self.dials: list[tuple[str, int]] = []
        self._answer = answer

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[object] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.dials.append((host, port))
        if self._answer is None:
            raise httpcore.ConnectError("unreachable")
        return httpcore.AsyncMockStream([self._answer])


class Names:
    """A resolver by table, which counts; a list of lists gives each lookup its own answer."""

    def __init__(self, table: dict[str, list[str] | list[list[str]]]) -> None:
        self.lookups: list[str] = []
        self._table = table

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.lookups.append(host)
        found = self._table.get(host)
        if found is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if found and isinstance(found[0], list):
            asked = self.lookups.count(host) - 1
            chosen = found[min(asked, len(found) - 1)]
            assert isinstance(chosen, list)
            return chosen
        return [each for each in found if isinstance(each, str)]
