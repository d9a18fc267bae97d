"""Hours that pass in an instant, for many sleepers at once."""

import asyncio
import contextlib
import heapq
import itertools
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

_BREATH_S = 0.002
"""Real seconds between two sleepers' waking, in which the others' requests are answered."""


class NightClock:
    """Whoever sleeps longest wakes last, whatever the others do meanwhile; seconds."""

    def __init__(self, start: datetime = datetime(2026, 3, 1, tzinfo=UTC)) -> None:
        self.at = 1_000.0
        self._start = start - timedelta(seconds=self.at)
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._tickets = itertools.count()

    def __call__(self) -> float:
        return self.at

    def now(self) -> datetime:
        """The same, as a date."""
        return self.as_date(self.at)

    def as_date(self, at: float) -> datetime:
        """What `now` said at this second."""
        return self._start + timedelta(seconds=at)

    async def sleep(self, seconds: float) -> None:
        """Until it is this sleeper's turn to wake."""
        wake = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.at + seconds, next(self._tickets), wake))
        await wake

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Time passes while this context is open."""
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(_BREATH_S)
            if self._sleepers:
                at, _, wake = heapq.heappop(self._sleepers)
                self.at = max(self.at, at)
                if not wake.done():
                    wake.set_result(None)
