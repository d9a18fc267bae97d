"""Lines inside of an element that CommonMark takes for indented code and MDX for text: where they
stand in the page, when they are read as a text of their own."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from citewiki.wiki.places import Origin
from citewiki.wiki.tags import TagUrl


class Insides:
    """Where elements of JSX have their children: stretches of characters, in order."""

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self._stretches = stretches

    def hold(self, char: int) -> bool:
        n = bisect_right(self._stretches, char, key=itemgetter(0))
        return n > 0 and char < self._stretches[n - 1][1]


class IndentedLines:
    """The lines of one block of indented code."""

    def __init__(self, text: str, source: str, start: int) -> None:
        """`text` is the code as the parser gives it, `source` that in which it begins at `start`,
        up to where it ends."""
        self._pieces: list[tuple[int, int]] = []  # (character of the text, of the source)
        at = 0
        for line in text.split("\n"):
            end = source.find("\n", start)
            end = end if end >= 0 else len(source)
            self._pieces.append((at, max(start, end - len(line))))
            at += len(line) + 1
            start = min(end + 1, len(source))

    def origin(self, source: Origin) -> Origin:
        """Where in the page the characters of the text stand; `source` tells it of the source's."""
        return Origin(0, [(own, source.of(at)) for own, at in self._pieces])

    def moved(self, tag: TagUrl) -> TagUrl:
        """A tag of the source as one of the text."""
        n = bisect_right(self._pieces, tag.offset, key=itemgetter(1)) - 1
        own, at = self._pieces[max(n, 0)]
        return replace(tag, offset=own + max(tag.offset - at, 0))
