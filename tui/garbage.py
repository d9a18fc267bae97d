"""Looking for garbage while nobody types: through all that a session has made it takes up to 60 ms,
in which no key would be answered."""

import gc
import time

YOUNG = 1_000
"""New objects after which Python looks through them; through ten times as many, in 3 ms."""

NEVER = 1_000_000_000
QUIET_S = 1.0
LOOK_EVERY_S = 3.0


class Sweeper:
    """Once made, Python looks through everything only in `sweep`."""

    def __init__(self) -> None:
        self._last_key = time.monotonic()
        self._swept = False
        gc.set_threshold(YOUNG, 10, NEVER)

    def key(self) -> None:
        """Somebody types."""
        self._last_key = time.monotonic()
        self._swept = False

    def sweep(self) -> None:
        """To be called every LOOK_EVERY_S; it looks once in each pause between keys."""
        if not self._swept and time.monotonic() - self._last_key > QUIET_S:
            self._swept = True
            gc.collect()
