"""One request at a time to a host, with a pause between two; and only so many hosts at once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from citewiki.domain.outcomes import Outcome
from sources.fetching.faults import Fault
from sources.fetching.settings import FetchSettings
from sources.fetching.slots import Slots

LONGEST_WAIT_S = 30.0
"""A host that asks for a longer pause is not asked again in this run until it is over."""

LONGEST_CRAWL_DELAY_S = 30.0
MAX_HOSTS = 1_024
"""Hosts remembered; idle ones without a pause are forgotten beyond that."""


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    behind: int = 0
    spacing_s: float = 0.0
    next_at: float = 0.0
    paused_until: float = 0.0


class Politeness:
    """Hands out turns. `clock` and `sleep` are in seconds, monotonic."""

    def __init__(
        self,
        settings: FetchSettings,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._delay_s = settings.delay_s
        self._slots = Slots(settings.concurrency)
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits for this host's turn, then for a slot, so that nobody waits inside a slot; of
        the hosts whose turn has come, the one with the most to follow gets the next slot.

        Raises Fault (RATE_LIMITED) where the host asked for a pause that is too long to wait.
        """
        state = self._of(host)
        state.waiting += 1
        try:
            async with state.lock:
                await self._pause(host, state)
                async with self._slots.one(state.behind):
                    try:
                        yield
                    finally:
                        state.next_at = self._clock() + max(self._delay_s, state.spacing_s)
        finally:
            state.waiting -= 1

    def expect(self, host: str, behind: int) -> None:
        """So many more requests to this host are to follow the next one."""
        self._of(host).behind = behind

    def pause(self, host: str, seconds: float) -> None:
        """The host wants to be left alone for so long."""
        state = self._of(host)
        state.paused_until = max(state.paused_until, self._clock() + seconds)

    def crawl_delay(self, host: str, seconds: float) -> None:
        """The host wants so long a pause between two requests; a cap holds."""
        self._of(host).spacing_s = min(max(seconds, 0.0), LONGEST_CRAWL_DELAY_S)

    async def _pause(self, host: str, state: _Host) -> None:
        while (left := max(state.next_at, state.paused_until) - self._clock()) > 0:
            if state.paused_until - self._clock() > LONGEST_WAIT_S:
                seconds = int(state.paused_until - self._clock()) + 1
                raise Fault(
                    Outcome.RATE_LIMITED,
                    f"not asked: {host} wants to be left alone for another {seconds} s",
                    retry_after_s=seconds,
                )
            await self._sleep(left)

    def _of(self, host: str) -> _Host:
        state = self._hosts.get(host)
        if state is None:
            if len(self._hosts) >= MAX_HOSTS:
                self._forget()
            state = self._hosts[host] = _Host(next_at=self._clock())
        return state

    def _forget(self) -> None:
        now = self._clock()
        self._hosts = {
            host: state
            for host, state in self._hosts.items()
            if state.waiting or state.next_at > now or state.paused_until > now or state.spacing_s
        }
