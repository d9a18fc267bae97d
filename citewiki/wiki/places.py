"""From a parser's byte offset to a character, and from there to line and column."""

from bisect import bisect_right
from collections.abc import Sequence


class Lines:
    """The lines of one text; cheap where they are asked for in order. Lines and columns count
    from 1, columns in characters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._char = 0
        self._line = 1
        self._start = 0  # of the line

    def line_column(self, char: int) -> tuple[int, int]:
        if char < self._start:
            self._char, self._line, self._start = 0, 1, 0
        newlines = self._text.count("\n", self._char, char)
        if newlines:
            self._line += newlines
            self._start = self._text.rfind("\n", self._char, char) + 1
        self._char = max(self._char, char)
        return self._line, char - self._start + 1


class ByteOffsets:
    """Characters of one text by their place in its UTF-8; cheap where they are asked for in
    order."""

    def __init__(self, text: str, raw: bytes) -> None:
        """`raw` is the text's UTF-8."""
        self._raw = None if text.isascii() else raw
        self._byte = 0
        self._char = 0

    def char(self, byte: int) -> int:
        """The character that begins at this byte."""
        if self._raw is None:
            return byte
        if byte >= self._byte:
            self._char += len(self._raw[self._byte : byte].decode())
        else:
            self._char -= len(self._raw[byte : self._byte].decode())
        self._byte = byte
        return self._char


class Origin:
    """Where in the page the characters of a part of it stand, that is read as a text of its own."""

    def __init__(self, base: int = 0, pieces: Sequence[tuple[int, int]] = ()) -> None:
        """The part begins at `base`; or else `pieces` are, in order, (a character of the part,
        the page's character that it is), each good up to the next."""
        pieces = pieces or ((0, base),)
        self._own = [own for own, _ in pieces]
        self._page = [page for _, page in pieces]

    def of(self, char: int) -> int:
        """The page's character that this one of the part's is."""
        n = bisect_right(self._own, char) - 1
        return self._page[n] + char - self._own[n]


WHOLE = Origin()
"""Of a text that is the page."""
