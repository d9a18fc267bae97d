"""How many bytes of fetched bodies may be held at once, waiting to be read.

Sites can send faster than parsers read. Without a bound the bodies of every host pile up; with
it the fetcher waits, and the sites with it.
"""

import asyncio
from collections import deque


class Room:
    """So many bytes, given out in the order of asking. For one event loop."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._asking: deque[tuple[int, asyncio.Future[None]]] = deque()

    @property
    def held(self) -> int:
        """Bytes given out."""
        return self._held

    def place(self) -> "Place":
        """An empty place for one body; the caller leaves it."""
        return Place(self)

    async def take(self, size: int) -> int:
        """Waits for room; the bytes taken: a body larger than all of it takes all of it."""
        wanted = min(size, self._size)
        if self._asking or self._held + wanted > self._size:
            turn = asyncio.get_running_loop().create_future()
            self._asking.append((wanted, turn))
            try:
                await turn
            except asyncio.CancelledError:
                self._withdraw(wanted, turn)
                raise
        else:
            self._held += wanted
        return wanted

    def give(self, taken: int) -> None:
        """Back, for whoever asks next."""
        self._held -= taken
        while self._asking and self._held + self._asking[0][0] <= self._size:
            wanted, turn = self._asking.popleft()
            if not turn.done():
                self._held += wanted
                turn.set_result(None)

    def _withdraw(self, wanted: int, turn: "asyncio.Future[None]") -> None:
        if turn.cancelled():  # it may have stood before others that fit
            self._asking = deque(each for each in self._asking if each[1] is not turn)
            self.give(0)
        else:
            self.give(wanted)


class Place:
    """One body's place in a room."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._taken: int | None = None

    async def take(self, size: int) -> None:
        """Waits until the body may be held; nothing the second time."""
        if self._taken is None:
            self._taken = await self._room.take(size)

    def leave(self) -> None:
        """The body is no longer held."""
        if self._taken is not None:
            self._room.give(self._taken)
            self._taken = None
