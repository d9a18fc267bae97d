"""From a parser's byte offset to a character, and from there to line and column."""

import re
from bisect import bisect_left, bisect_right

_WIDE = re.compile(r"[^\x00-\x7f]")


class Places:
    """Offsets of one text. Lines and columns count from 1, columns in characters."""

    def __init__(self, text: str) -> None:
        self._lines = [0, *(m.end() for m in re.finditer("\n", text))]
        self._wide_bytes: list[int] = []
        self._wide_extra: list[int] = []
        extra = 0
        for found in _WIDE.finditer(text):
            self._wide_bytes.append(found.start() + extra)
            extra += len(found[0].encode("utf-8", "surrogatepass")) - 1
            self._wide_extra.append(extra)

    def char(self, byte: int) -> int:
        """The character at this byte of the text's UTF-8."""
        n = bisect_left(self._wide_bytes, byte)
        return byte - (self._wide_extra[n - 1] if n else 0)

    def line_column(self, char: int) -> tuple[int, int]:
        line = bisect_right(self._lines, char)
        return line, char - self._lines[line - 1] + 1
