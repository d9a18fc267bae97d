"""A caret in a text, and the selection between it and where it was fixed."""

import re
from dataclasses import dataclass

_WORD_BEGINS = re.compile(r"(?<!\S)\S")


@dataclass(slots=True)
class Caret:
    """`at` is a character, None where no caret is shown; `fixed` the selection's other end."""

    at: int | None = None
    fixed: int | None = None

    def selection(self, length: int) -> tuple[int, int] | None:
        """(start, end) of the selected characters of a text so long, end exclusive; None where
        there are none."""
        if self.fixed is None or self.at is None:
            return None
        low, high = sorted((self.fixed, self.at))
        return low, min(high + 1, length)

    def put(self, start: int, end: int) -> None:
        """Select these characters, end exclusive, the caret on the last."""
        self.fixed, self.at = start, max(start, end - 1)

    def turn(self) -> bool:
        """Let the selection's other end move, or begin one here; whether there is a caret."""
        if self.at is not None:
            self.at, self.fixed = (self.at if self.fixed is None else self.fixed), self.at
        return self.at is not None

    def drop(self) -> bool:
        """Whether there was a caret."""
        there = self.at is not None
        self.at = self.fixed = None
        return there

    def word(self, text: str, by: int) -> int | None:
        """Where the caret goes by a word (`by` is 1 or -1): a selection grows to its end, a lone
        caret goes to where one begins."""
        if self.at is None:
            return None
        at = self.at + by
        if by > 0 and self.fixed is None:
            return next((found.start() for found in _WORD_BEGINS.finditer(text, at)), at)
        while 0 < at < len(text) - 1 and text[at].isspace():
            at += by
        while 0 < at < len(text) - 1 and not text[at + by].isspace():
            at += by
        return at
