"""From a parser's byte offset to a character, and from there to line and column."""

from bisect import bisect_right
from itertools import accumulate


class Lines:
    """The lines of one text. Lines and columns count from 1, columns in characters."""

    def __init__(self, text: str) -> None:
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._starts = [0, *accumulate(lengths)][:-1]

    def line_column(self, char: int) -> tuple[int, int]:
        line = bisect_right(self._starts, char)
        return line, char - self._starts[line - 1] + 1


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
