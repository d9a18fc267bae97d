"""From a parser's byte offset to a character, and from there to line and column."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

_WIDE = re.compile(r"[^\x00-\x7f]")


class Lines:
    """The lines of one text. Lines and columns count from 1, columns in characters."""

    def __init__(self, text: str) -> None:
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._starts = [0, *accumulate(lengths)][:-1]

    def line_column(self, char: int) -> tuple[int, int]:
        line = bisect_right(self._starts, char)
        return line, char - self._starts[line - 1] + 1


class ByteOffsets:
    """Characters of one text by their place in its UTF-8."""

    def __init__(self, text: str) -> None:
        self._wide: list[int] = []
        self._extra: list[int] = []
        extra = 0
        for found in _WIDE.finditer(text):
            self._wide.append(found.start() + extra)
            extra += len(found[0].encode("utf-8", "surrogatepass")) - 1
            self._extra.append(extra)

    def char(self, byte: int) -> int:
        """The character at this byte. A character never stands behind its byte."""
        n = bisect_left(self._wide, byte)
        return byte - (self._extra[n - 1] if n else 0)
