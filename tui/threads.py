"""Blocking work for a screen, done beside it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual.message_pump import MessagePump

T = TypeVar("T")


async def away(asking: MessagePump, work: Callable[[], T]) -> T:
    """What `work` returns, done in a thread.

    Where the screen that asks has left meanwhile this does not return: Textual takes a screen's
    widgets away first, and only then cancels its workers. One that asks on its way out is answered.
    """
    here = asking.is_running
    found = await asyncio.to_thread(work)
    if here and not asking.is_running:
        raise asyncio.CancelledError
    return found
