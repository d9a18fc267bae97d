"""Indents between tags: MDX has no indented code, CommonMark takes four blanks for it."""

from collections.abc import Iterator

FILLER = "\x01"
"""Stands for a tag's characters inside a line: no indent, no word, nothing in a claim."""

BREAK = "\x02"
"""Stands for a character of a tag that parts words: a blank in a claim."""

_NESTED = 100
"""Tags that may be open at once; below the innermost of so many none is looked for."""


class Elements:
    """Pairs opening tags with closing ones; what is never closed counts for nothing."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        self._insides: list[tuple[int, int]] = []

    def opened(self, name: str, end: int) -> None:
        if len(self._open) == _NESTED:
            del self._open[0]
        self._open.append((name, end))

    def closed(self, name: str, start: int) -> None:
        for n in range(len(self._open) - 1, -1, -1):
            if self._open[n][0] == name:
                self._insides.append((self._open[n][1], start))
                del self._open[n:]
                return

    def insides(self) -> Iterator[tuple[int, int]]:
        """The stretches between tags, the outermost of each nest, in order."""
        last = 0
        for start, end in sorted(self._insides):
            if end > last:
                yield max(start, last), end
                last = end
