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

LOOK_EVERY_S = 1.0
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
