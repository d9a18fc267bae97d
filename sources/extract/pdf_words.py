"""Words divided at a line's end: whole again, or compounds that keep their hyphen."""

import re
from collections.abc import Iterable

from sources.extract.pdf_pages import Page

_LAST = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*$")
_LONGEST = 60  # letters, of a word that is looked at
_FIRST = re.compile(r"[^\W\d_]+")
_AND = frozenset({"and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e"})
_MARKS = ".,;:!?()[]{}\"'“”‘’«»…"


class Words:
    """The words of one document, which decide how its divided words were meant.

    "speci|fic" is joined, for "specific" is what the other pages write; "cost|effective" keeps
    its hyphen where they write "cost-effective", or where "cost-" begins some compound of
    theirs and "effective" is a word. What no other line bears is joined between small letters,
    as most divided words are, and else keeps its hyphen ("GPT|based", "Anglo|American"). A
    hyphen before "and" or "or" stands for a word to come ("pre- and post-training").
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        text = "\n".join(line.text for page in pages for line in page)
        found = set(text.casefold().replace("\u2010", "-").replace("\u2011", "-").split())
        self._words = {word.strip(_MARKS) for word in found}
        self._compounds = {word for word in self._words if "-" in word}
        self._starts = {compound.partition("-")[0] for compound in self._compounds}

    def knows(self, word: str) -> bool:
        """Whether some line of the document bears the word."""
        return word.strip(_MARKS).casefold() in self._words

    def joined(self, first: str, second: str) -> str:
        """`first`, which ends in a divided word, and the line `second` that follows it."""
        last, rest = _LAST.search(first[-_LONGEST:]), _FIRST.match(second)
        if last is None or rest is None:
            return f"{first}-{second}"
        if self._whole(last[0], rest[0]):
            return f"{first}{second}"
        return f"{first}-{' ' if rest[0] in _AND else ''}{second}"

    def _whole(self, last: str, rest: str) -> bool:
        left, right = last.casefold(), rest.casefold()
        if left + right in self._words:
            return True
        if right in _AND:
            return False
        if f"{left}-{right}" in self._compounds:
            return False
        if left in self._starts and len(left) > 1 and right in self._words:
            return False
        return last[-1].islower() and rest.islower()
