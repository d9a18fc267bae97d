"""What a pure program cannot know: the time, chance, and who is listening."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time, aware and in UTC."""

    def now(self) -> datetime: ...


class Ids(Protocol):
    """New identifiers."""

    def stable_id(self) -> str:
        """10 random characters of [A-Za-z0-9]."""
        ...


class Narrator(Protocol):
    """Where a long use case tells how far it is; silence is a fine narrator.

    `what` is text of our own; names and titles go into `item` and are made harmless by the
    narrator. `total` is None where it is not known.
    """

    def progress(self, what: str, done: int, total: int | None, item: str = "") -> None: ...

    def note(self, text: str) -> None:
        """One line worth reading, e.g. a problem as it turns up."""
        ...
