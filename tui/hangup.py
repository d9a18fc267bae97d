"""When the terminal goes away: a closed window, a broken connection.

Nothing tells Textual, which would read the end of its input for ever; and a program that is
killed outright could not keep what was being typed.
"""

import asyncio
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Protocol, runtime_checkable

LOOK_EVERY_S = 1.0

LET_IN_S = 0.2
"""A key sent just before the end is read within so long: it overtakes none that came before it."""

AT_MOST_S = 5.0
"""So long typed keys may hold up the end: what runs programs kills those that take 10 s or more."""

_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


def leave_on_signals(leave: Callable[[], object]) -> None:
    """Leave in order where the system asks to; to be called on the running loop."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGHUP, signal.SIGTERM):
        # beside the main thread, as some tests run the app, no signal can be heard
        with suppress(RuntimeError, ValueError):
            loop.add_signal_handler(name, leave)


def terminal_is_gone() -> bool:
    """Whether the other end of standard input, a terminal when the app began, is closed."""
    if sys.__stdin__ is None:
        return False
    poll = select.poll()
    try:
        poll.register(sys.__stdin__.fileno(), 0)  # these three are told unasked
    except (OSError, ValueError):
        return False  # closed by us: a test's
    return any(what & _GONE for _, what in poll.poll(0))


@runtime_checkable
class Typing(Protocol):
    """A screen in which an editor is writing."""

    def take(self) -> None:
        """Take what stands in the widgets."""


class Leaving:
    """Puts the end off until the keys that were sent before it have done their work."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._since: float | None = None

    def too_soon(self, *, at_rest: bool) -> bool:
        """To be asked again and again once the end was asked for; `at_rest` where no key that has
        come is under way."""
        if self._since is None:
            self._since = self._now()
        waited = self._now() - self._since
        return waited < LET_IN_S or (not at_rest and waited < AT_MOST_S)
