"""One key at a time: what a key does is done before it is asked whom the next one is for.

Textual hands a key to the widget that has the focus as it arrives, and what it is bound to is done
when it has come up from there to the app. In a burst (a slow line, a busy machine, a quick hand)
the letters behind “/” would be with the list by then, which has no use for them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from textual.events import Key
from textual.message_pump import MessagePump

LONGEST_S = 0.3
"""A key whose way was lost (its widget has gone) holds up the others for so long at the most."""


class TypeAhead:
    """The keys that wait; `deliver` is how the app hands one on, `focused` whom it is for."""

    def __init__(
        self,
        app: MessagePump,
        deliver: Callable[[Key], Awaitable[None]],
        focused: Callable[[], MessagePump],
    ) -> None:
        self._app, self._deliver, self._focused = app, deliver, focused
        self._waiting: deque[Key] = deque()
        self._number = 0
        self._under_way = False
        self._patience: asyncio.TimerHandle | None = None

    async def take(self, key: Key) -> None:
        """A key has come: deliver it, or let it wait for the one that is under way."""
        self._waiting.append(key)
        if not self._under_way:
            await self._next()

    async def _next(self) -> None:
        self._under_way = True
        self._number += 1
        number, to = self._number, self._focused()
        await self._deliver(self._waiting.popleft())
        self._patience = asyncio.get_running_loop().call_later(LONGEST_S, self._lost, number)
        self._follow(to, number)

    def _follow(self, pump: MessagePump, number: int) -> None:
        """Go the way that the key goes, behind it, from the widget up to the app."""
        if not pump.call_later(self._passed, pump, number):
            self._lost(number)

    def _lost(self, number: int) -> None:
        self._app.call_later(self._passed, self._app, number)

    async def _passed(self, pump: MessagePump, number: int) -> None:
        if number != self._number or not self._under_way:
            return
        parent = None if pump is self._app else pump._parent
        if parent is not None:
            self._follow(parent, number)
            return
        if self._patience is not None:
            self._patience.cancel()
        self._under_way = False
        if self._waiting:
            await self._next()
