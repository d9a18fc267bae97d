"""The blocks around a block: the list that a sentence introduces, the text a source line is for."""

from collections.abc import Sequence

from citewiki.wiki.claims import MAX_CHARS
from citewiki.wiki.tables import Row

_NEAR = 30
"""Lines that are looked at: more would not fit into a claim."""


class Neighbours:
    """The block, list or table that was read last, as its lines.

    A line may be a table's row: it is put together where somebody asks for it, which is seldom.
    """

    def __init__(self) -> None:
        self._lines: list[str | Row] = []
        self._depth = 0
        self._is_table = False

    @property
    def in_list(self) -> bool:
        return self._depth > 0

    def forget(self) -> None:
        if not self._depth:
            self._lines, self._is_table = [], False

    def reserve(self) -> int:
        """A place for a block whose text is not known yet: those inside of it come after it."""
        self._lines.append("")
        return len(self._lines) - 1

    def put(self, place: int, text: str) -> None:
        """The text of the block at this place; outside of a list, what was before it goes."""
        if self._depth:
            self._lines[place] = text
        else:
            self._lines, self._is_table = [text], False

    def put_row(self, cells: Row) -> None:
        if self._depth:
            return
        if not self._is_table:
            self._lines, self._is_table = [], True
        self._lines.append(cells)

    def open_list(self) -> None:
        self.forget()
        self._depth += 1

    def close_list(self) -> None:
        self._depth -= 1

    def above(self, place: int) -> str:
        """What stands above the block at this place: its list's items, else the block before."""
        return _joined(self._lines[max(0, place - _NEAR) : place])

    def below(self, place: int) -> str:
        """What stands inside and below the block at this place."""
        return _joined(self._lines[place + 1 : place + 1 + _NEAR])


def _joined(lines: Sequence[str | Row]) -> str:
    texts = (one if isinstance(one, str) else " | ".join(one) for one in lines)
    return "; ".join(text for text in (one[:MAX_CHARS].strip() for one in texts) if text)
