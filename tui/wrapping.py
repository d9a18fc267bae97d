"""Breaking a long text into lines of a terminal, as far as they are needed."""

import re
from array import array
from bisect import bisect_right
from time import monotonic

from rich.cells import cell_len, get_character_cell_size

from citewiki.domain.display import harmless

_OTHER_WIDTHS = re.compile(
    "[^\u0000-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u2190-\u21ff]"
)
"""Characters that may take another number of columns than one (as shown: a control is one)."""

_HANG = re.compile(r" *(?:• )?")
_STRIDE = 64


class Wrapped:
    """The lines of one text at one width: offsets only, found from the top down as asked for.

    A line holds at most `width` columns, and at least one character. It breaks at line ends
    and, where it must, after a space or in the middle of a word. With `hang`, the further lines
    of a paragraph are indented as its first is.
    """

    def __init__(self, text: str, width: int, *, hang: bool = False) -> None:
        self.text = text
        self.width = max(1, width)
        self._hang = hang
        self._starts = array("q")
        self._indents = array("H")
        self._at = 0
        self._indent = 0
        self._hanging = 0
        self._fresh = True
        self._even = _OTHER_WIDTHS.search(text) is None
        self.done = not text

    def __len__(self) -> int:
        """How many lines have been found."""
        return len(self._starts)

    def line(self, index: int) -> tuple[int, int, int]:
        """(start, end, indent) of a line that has been found; the line's end is left out."""
        start = self._starts[index]
        end = self._starts[index + 1] if index + 1 < len(self._starts) else self._at
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        return start, end, self._indents[index]

    def index_of(self, offset: int) -> int:
        """The line, of those found, in which a character stands."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def reaches(self, offset: int) -> bool:
        """Whether the line of this character has been found."""
        return self.done or self._at > offset

    def extend(self, lines: int, seconds: float | None = None) -> None:
        """Find lines until there are so many, the text ends, or the time is up."""
        until = None if seconds is None else monotonic() + seconds
        while not self.done and len(self._starts) < lines:
            for _ in range(_STRIDE):
                self._next()
                if self.done:
                    return
            if until is not None and monotonic() > until:
                return

    def columns(self, start: int, end: int) -> int:
        """The columns that a stretch of one line takes."""
        return end - start if self._even else cell_len(harmless(self.text[start:end]))

    def offset_at(self, index: int, column: int) -> int:
        """The character at a column of a line that has been found; its last one beyond it."""
        start, end, indent = self.line(index)
        column -= indent
        at = start
        while at < end - 1 and column > 0:
            column -= 1 if self._even else get_character_cell_size(harmless(self.text[at]))
            if column >= 0:
                at += 1
        return at

    def _next(self) -> None:
        text, start, room = self.text, self._at, self.width - self._indent
        self._starts.append(start)
        self._indents.append(self._indent)
        if self._hang and self._fresh:
            lead = _HANG.match(text, start)
            self._hanging = min(len(lead[0]) if lead else 0, self.width // 3)
        line_end = text.find("\n", start, start + room + 1)
        if line_end >= 0 and self.columns(start, line_end) <= room:
            self._begin(line_end + 1)
        else:
            self._break(start, room)
        if self._at >= len(text):
            self._at = len(text)
            self.done = True

    def _break(self, start: int, room: int) -> None:
        text = self.text
        most = room if self._even else self._fit(start, room)
        if start + most >= len(text):
            self._begin(len(text))
            return
        if text[start + most] == "\n":
            self._begin(start + most + 1)
            return
        space = text.rfind(" ", start + 1, start + most + 1)
        cut = space + 1 if space > start else start + most
        self._at = cut
        self._indent = self._hanging
        self._fresh = False

    def _begin(self, at: int) -> None:
        self._at = at
        self._indent = self._hanging = 0
        self._fresh = True

    def _fit(self, start: int, room: int) -> int:
        """How many characters from `start` fit into so many columns; at least one."""
        # marks take no columns: a line of nothing else ends somewhere all the same
        raw = self.text[start : start + 4 * room]
        line_end = raw.find("\n")
        safe = harmless(raw if line_end < 0 else raw[:line_end])
        columns = count = 0
        for char in safe:
            columns += get_character_cell_size(char)
            if columns > room:
                break
            count += 1
        while count > 1 and cell_len(safe[:count]) > room:
            count -= 1
        return max(1, count)
