"""So many requests at once over all hosts; who waits longest in its own queue goes first.

A run is as long as its longest queue of one host, asked one at a time. First come, first served
would let that host wait at every turn behind hosts that have hours to spare.
"""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count


class Slots:
    """For one event loop."""

    def __init__(self, number: int) -> None:
        self._free = number
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = count()

    @asynccontextmanager
    async def one(self, behind: int) -> AsyncIterator[None]:
        """A slot, once there is one; `behind` is how many more requests of this host follow."""
        await self._take(behind)
        try:
            yield
        finally:
            self._give()

    async def _take(self, behind: int) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (-behind, next(self._order), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # it was given in the same moment
                self._give()
            raise

    def _give(self) -> None:
        while self._waiting:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)  # the slot passes on without being free
                return
        self._free += 1
