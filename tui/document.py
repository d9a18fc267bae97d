"""A text to read, with tones on stretches of it, and finding words in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

MOST_FOUND = 10_000
"""Places that a search in a text marks."""


@dataclass(frozen=True, slots=True)
class Span:
    """A tone on the characters from `start` to `end` (exclusive)."""

    start: int
    end: int
    tone: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it is; `spans` are ordered by start and do not overlap. With `hang`, lines that
    had to be broken go on below the paragraph's first word. `items` are the characters at which
    what can be chosen begins, in order."""

    text: str
    spans: tuple[Span, ...] = ()
    hang: bool = False
    items: tuple[int, ...] = ()


@dataclass(slots=True)
class Writer:
    """Builds a document line by line."""

    _parts: list[str] = field(default_factory=list)
    _spans: list[Span] = field(default_factory=list)
    _items: list[int] = field(default_factory=list)
    _at: int = 0

    def item(self) -> "Writer":
        """What follows can be chosen; its first line shows that it is."""
        self._items.append(self._at)
        return self

    def add(self, text: str, tone: str = "") -> "Writer":
        """Go on in the current line."""
        if tone and text:
            self._spans.append(Span(self._at, self._at + len(text), tone))
        self._parts.append(text)
        self._at += len(text)
        return self

    def line(self, text: str = "", tone: str = "") -> "Writer":
        """The rest of the current line, and its end."""
        return self.add(text, tone).add("\n")

    def heading(self, text: str) -> "Writer":
        return (self.line() if self._parts else self).line(text, "heading")

    def document(self) -> Document:
        text = "".join(self._parts).rstrip("\n")
        return Document(text, tuple(self._spans), hang=True, items=tuple(self._items))


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text, any case, with any white space between them."""
    parts = words.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)
    found: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        found.append(match.span())
        if len(found) >= MOST_FOUND:
            break
    return found


def painted(start: int, end: int, layers: Iterable[Iterable[Span]]) -> list[tuple[int, int, str]]:
    """A stretch cut into pieces, each with the tone of the topmost (last) layer on it."""
    edges = {start, end}
    on_it: list[Span] = []
    for layer in layers:
        for span in layer:
            if span.start < end and span.end > start:
                on_it.append(span)
                edges |= {max(start, span.start), min(end, span.end)}
    order = sorted(edges)
    pieces = []
    for one, next_ in pairwise(order):
        tone = ""
        for span in on_it:
            if span.start <= one and span.end >= next_:
                tone = span.tone
        pieces.append((one, next_, tone))
    return pieces
