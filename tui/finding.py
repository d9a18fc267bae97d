"""Words that are looked for in a text, the places where they stand, and which one is shown."""

from bisect import bisect_left
from dataclasses import dataclass, field

from tui.document import Span, places


@dataclass(slots=True)
class Finding:
    """`words` is what was asked for; `places` are ordered and `now` is one of them, from 0."""

    words: str = ""
    places: list[tuple[int, int]] = field(default_factory=list)
    now: int = 0

    def look(self, text: str, words: str, origin: int) -> None:
        """Look for words; the first place from `origin` on is the one shown."""
        self.words = words
        self.places = places(text, words)
        starts = [start for start, _ in self.places]
        self.now = bisect_left(starts, origin) % max(1, len(starts))

    def step(self, by: int) -> None:
        if self.places:
            self.now = (self.now + by) % len(self.places)

    def drop(self) -> bool:
        """Whether anything was asked for."""
        there = bool(self.places or self.words)
        self.words, self.places, self.now = "", [], 0
        return there

    @property
    def place(self) -> tuple[int, int] | None:
        """The place that is shown."""
        return self.places[self.now] if self.places else None

    @property
    def count(self) -> tuple[int, int]:
        """(which one is shown, from 1; how many); (0, 0) for none."""
        return (self.now + 1, len(self.places)) if self.places else (0, 0)

    def toned(self, start: int, end: int) -> list[list[Span]]:
        """The marks on a stretch, lowest layer first."""
        if not self.places:
            return []
        first = max(0, bisect_left(self.places, (start, 0)) - 1)
        near = self.places[first : first + end - start + 2]
        marks = [Span(one, other, "match") for one, other in near]
        return [marks, [Span(*self.places[self.now], "match-now")]]
