"""From a host's name to its addresses."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host name and port -> its addresses; raises OSError or UnicodeError where there are none."""

LOOKUPS = 16
"""Threads for lookups, which cannot be broken off: slow name servers must not block the rest."""


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
