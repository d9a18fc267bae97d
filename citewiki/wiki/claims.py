"""Which sentence of a text a citation supports."""

import re
from bisect import bisect_left

from citewiki.wiki.indents import BREAK, FILLER

MAX_CHARS = 1_000
"""A claim longer than this is cut: no sentence is."""

_END = re.compile(r"[.!?…][\"'”’)\]\x01]*+(?=[\s\x02]++[\"'“‘(\[\x01]*+[A-Z0-9À-Þ$€£@])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:al|e\.g|i\.e|cf|vs|etc|Dr|Mr|Mrs|Ms|Prof|St|Fig|Figs|No|Nos|Vol|pp|p|Inc|Ltd|Corp|Co|Jr|Sr|U\.S|U\.K|"
    r"approx|ca|est|Sec|Ch|ed|eds|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)


class Sentences:
    """The sentences of one block of plain text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: list[int] = []
        self._told: dict[int, str] = {}  # a sentence may hold thousands of marks
        for found in _END.finditer(text):
            before = text[max(0, found.start() - 12) : found.start() + 1]
            if not _ABBREVIATION.search(before):
                self._ends.append(found.end())
        self._ends.append(len(text))

    def number(self, position: int) -> int:
        """Which sentence holds this position, from 0; a mark right behind a sentence's end, as
        footnotes stand, belongs to that sentence."""
        return min(bisect_left(self._ends, position), len(self._ends) - 1)

    def spanning(self, start: int, end: int) -> str:
        """The sentence at `start`; for a link's words that have full stops in them, from
        "RAND (2024)." to "AI and the Future of Cyber Conflict", all that they reach into."""
        n = self.number(start)
        last = n if end <= self._ends[n] else self.number(end)
        if last > n:
            return tidy(self._text[self._begin(n) : self._ends[last]])
        if n not in self._told:
            self._told[n] = tidy(self._text[self._begin(n) : self._ends[n]])
        return self._told[n]

    def _begin(self, n: int) -> int:
        return self._ends[n - 1] if n else 0

    def __len__(self) -> int:
        return len(self._ends)


def tidy(text: str) -> str:
    """One line without fillers, at most MAX_CHARS."""
    if FILLER in text or BREAK in text:
        text = text.replace(FILLER, "").replace(BREAK, " ")
    line = " ".join(text.split())
    return line if len(line) <= MAX_CHARS else line[: MAX_CHARS - 1] + "…"
