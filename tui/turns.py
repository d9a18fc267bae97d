"""Keys for rows that are yet to come: each is done in its turn, once the rows that it needs are
there."""

import asyncio
from collections import deque
from collections.abc import Callable


class Turns:
    """What waits for the list that was asked for last. An act tells whether it could be done with
    the rows that there are; where not, it and what was wanted after it wait for the rest."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], bool]] = deque()
        self._begun = self.whole = False
        self._there = asyncio.Event()

    @property
    def expecting(self) -> bool:
        """Whether what was asked for is yet to come, even its beginning."""
        return not self._begun

    def expect(self) -> None:
        """Others were asked for: what waited for those before them is let go."""
        self._waiting.clear()
        self._begun = False
        self._there.clear()

    def come(self, *, whole: bool) -> None:
        """They are there, the whole of them or their beginning."""
        self._begun, self.whole = True, whole
        self._do()

    def fail(self) -> None:
        """They do not come: those before them stay, and what waited is let go."""
        self._waiting.clear()
        self.come(whole=True)

    def take(self, act: Callable[[], bool]) -> None:
        """Do it in its turn."""
        self._waiting.append(act)
        self._do()

    async def there(self) -> None:
        """Wait until all that was wanted is done."""
        while not self._there.is_set():  # who waited longer may have asked for others just now
            await self._there.wait()

    def _do(self) -> None:
        while self._begun and self._waiting and self._waiting[0]():
            self._waiting.popleft()
        if self._begun and not self._waiting:
            self._there.set()
        else:
            self._there.clear()
