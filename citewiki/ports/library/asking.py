"""A question to the library that may be given up while it is being answered."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Asking:
    """Whoever asked holds it, and gives the question up from any thread; the library ends the
    answer then, and returns what is of no use to anybody."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stop: Callable[[], None] | None = None
        self._given_up = False

    @property
    def given_up(self) -> bool:
        return self._given_up

    def give_up(self) -> None:
        """Nobody waits for the answer any more."""
        with self._lock:
            self._given_up = True
            if self._stop is not None:
                self._stop()

    @contextmanager
    def ended_by(self, stop: Callable[[], None]) -> Iterator[None]:
        """For the library: `stop` ends what is done inside, and is never called after it."""
        with self._lock:
            self._stop = stop
        try:
            yield
        finally:
            with self._lock:
                self._stop = None
