"""A text as words and paragraphs, for comparing it with another."""

import re
from bisect import bisect_left

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that are written without spaces: each of their characters counts as a word."""

_WORD = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


class Text:
    """A text, where its words stand, and which words are one paragraph.

    `known` numbers words and paragraphs; two texts that share it have equal numbers for equal
    ones. Words carry their punctuation.
    """

    def __init__(self, text: str, known: dict[object, int]) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.ids: list[int] = []
        for found in _WORD.finditer(text):
            self.starts.append(found.start())
            self.ends.append(found.end())
            self.ids.append(known.setdefault(found[0], len(known)))
        self.paragraphs = self._paragraphs()
        self.paragraph_ids = [
            known.setdefault(tuple(self.ids[one.start : one.stop]), len(known))
            for one in self.paragraphs
        ]

    def __len__(self) -> int:
        return len(self.ids)

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The characters from word `start` to before word `stop`; of none, the place between."""
        if start < stop:
            return self.starts[start], self.ends[stop - 1]
        place = self.ends[start - 1] if start else 0
        return place, place

    def first_from(self, place: int) -> int:
        """The first word that stands at or after this character; their number where none does."""
        return bisect_left(self.starts, place)

    def _paragraphs(self) -> list[range]:
        """The words of each, in order; a blank line ends a paragraph."""
        found = []
        start = word = 0
        for place in [one.start() for one in _BREAK.finditer(self.text)] + [len(self.text)]:
            while word < len(self.starts) and self.starts[word] < place:
                word += 1
            if word > start:
                found.append(range(start, word))
            start = word
        return found


def split(text: str) -> list[str]:
    """A text's words."""
    return _WORD.findall(text)
