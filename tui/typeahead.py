"""One key at a time: what a key does is done before it is asked whom the next one is for.

Textual hands a key to the widget that has the focus as it arrives, and what it is bound to is done
when it has come up from there to the app. In a burst (a slow line, a busy machine, a quick hand)
the letters behind “/” would be with the list by then, which has no use for them. A form reads what
it begins with in a worker: the letters behind its key wait until it is there.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from textual.app import App
from textual.dom import DOMNode
from textual.events import Key

LONGEST_S = 0.3
"""A key whose way was lost (its widget has gone), or whose form does not come, holds up the others
for so long at the most."""

LOOK_EVERY_S = 0.005

FORMS = "form"
"""The group of the workers that open one."""

TURN = "turn"
"""The group of those after which the next key is for something else."""


def to_come(app: App[None]) -> Callable[[], bool]:
    """To be called before a key is handed on; tells from then on whether what it opens is yet to
    come. What other keys began (a form that stays open) counts for nothing."""
    before, screen = set(app.workers), app.screen

    def still() -> bool:
        if app.screen is not screen:
            return not app.screen.is_mounted
        return any(
            worker.group in (FORMS, TURN) and not worker.is_finished
            for worker in app.workers
            if worker not in before
        )

    return still


class TypeAhead:
    """The keys that wait; `deliver` is how the app hands one on, `focused` whom it is for, `opens`
    what tells whether it has opened anything that is yet `to_come`."""

    def __init__(
        self,
        app: DOMNode,
        deliver: Callable[[Key], Awaitable[None]],
        focused: Callable[[], DOMNode],
        opens: Callable[[], Callable[[], bool]],
    ) -> None:
        self._app, self._deliver, self._focused, self._opens = app, deliver, focused, opens
        self._to_come: Callable[[], bool] = lambda: False
        self._waiting: deque[Key] = deque()
        self._number = 0
        self._under_way = False
        self._patience: asyncio.TimerHandle | None = None

    @property
    def at_rest(self) -> bool:
        """Whether every key that has come has done its work."""
        return not (self._under_way or self._waiting)

    async def take(self, key: Key) -> None:
        """A key has come: deliver it, or let it wait for the one that is under way."""
        self._waiting.append(key)
        if not self._under_way:
            await self._next()

    async def _next(self) -> None:
        self._under_way = True
        self._number += 1
        number, to = self._number, self._focused()
        self._to_come = self._opens()
        await self._deliver(self._waiting.popleft())
        self._patience = asyncio.get_running_loop().call_later(LONGEST_S, self._give_up, number)
        self._follow(to, number)

    def _follow(self, node: DOMNode, number: int) -> None:
        """Go the way that the key goes, behind it, from the widget up to the app."""
        if not node.call_later(self._passed, node, number):
            self._lost(number)

    def _give_up(self, number: int) -> None:
        if number == self._number:
            self._patience = None
            self._lost(number)

    def _lost(self, number: int) -> None:
        self._app.call_later(self._passed, self._app, number)

    async def _passed(self, node: DOMNode, number: int) -> None:
        if number != self._number or not self._under_way:
            return
        parent = None if node is self._app else node.parent
        if parent is not None:
            self._follow(parent, number)
        else:  # what it is bound to may leave the app something to do: `focus` does
            self._app.call_later(self._done, number)

    async def _done(self, number: int) -> None:
        if number != self._number or not self._under_way:
            return
        if self._patience is not None:
            if self._to_come():
                asyncio.get_running_loop().call_later(LOOK_EVERY_S, self._lost, number)
                return
            self._patience.cancel()
        self._under_way = False
        if self._waiting:
            await self._next()
