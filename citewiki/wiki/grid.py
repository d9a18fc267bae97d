"""A table as its reader sees it: a cell may reach over several columns and rows, and stands under
the heads of all its columns (HTML 4.9.12, the table model)."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from citewiki.wiki.claims import MAX_CHARS, tidy

MAX_COLUMNS = 100
"""Columns that one cell reaches over; HTML allows 1,000, no table of a person's has them."""
MAX_TALL = 100
"""Cells that reach into the rows below at one time; a further one stays in its row."""
MAX_HEADS = 5
"""Rows of heads on one another."""


class Span(NamedTuple):
    """`rows` is 0 for a cell that reaches down to the end of its group of rows."""

    columns: int = 1
    rows: int = 1
    head: bool = False


ONE = Span()


def span_of(columns: str, rows: str, *, head: bool) -> Span:
    """By the attributes `colspan` and `rowspan`, as a page has them."""
    return Span(min(_number(columns, least=1), MAX_COLUMNS), _number(rows, least=0), head)


def _number(given: str, least: int) -> int:
    given = given.strip()[:10]
    return max(int(given), least) if given.isascii() and given.isdigit() else 1


@dataclass(slots=True)
class Cell:
    """A cell, its text as it was read. `start` is its first column, from 0."""

    raw: str
    span: Span = ONE
    start: int = 0
    _text: str | None = field(default=None, repr=False)

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.start + self.span.columns

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = tidy(self.raw)
        return self._text


@dataclass(slots=True)
class _Tall:
    """A cell that stands in further rows; `left` is how many, -1 for all of its group."""

    cell: Cell
    left: int


class Grid:
    """The rows of one table, one after the other."""

    def __init__(self) -> None:
        self._tall: list[_Tall] = []
        self._heads: list[Sequence[Cell]] = []
        self._below_heads = True
        self._over: dict[tuple[int, int], str] = {}
        self.group = ""
        """What a row that is one wide head says of the rows below it."""

    def lay(self, cells: Sequence[Cell], *, head: bool) -> Sequence[Cell]:
        """The next row: its cells, and those that reach into it from above, by their columns."""
        row = cells
        column = 0
        for cell in cells:
            cell.start = column
            column = cell.end
        if self._tall:
            row = [*_placed(cells, [one.cell for one in self._tall])]
        self._reach_down(cells)
        if not head:
            self._below_heads = False
        elif len(row) == 1 and row[0].span.columns > 1:
            self.group = row[0].text
        else:
            self._put_heads(row)
        return row

    def end_group(self) -> None:
        """A group of rows ends: no cell reaches beyond it."""
        self._tall.clear()
        if not self._below_heads:
            self.group = ""

    def columns_over(self, cell: Cell) -> str:
        """The heads of the columns that a cell stands in: "Result, Train, Test"."""
        columns = (cell.start, cell.span.columns)
        if (known := self._over.get(columns)) is None:
            over = (head.text for row in self._heads for head in _meeting(row, cell))
            known = self._over[columns] = joined(dict.fromkeys(filter(None, over)), ", ")
        return known

    def _put_heads(self, row: Sequence[Cell]) -> None:
        if not self._below_heads:  # others than those above the rows before
            self._heads, self.group, self._below_heads = [], "", True
        self._over.clear()
        if len(self._heads) < MAX_HEADS:
            self._heads.append(row)

    def _reach_down(self, cells: Sequence[Cell]) -> None:
        if self._tall:
            for one in self._tall:
                one.left -= one.left > 0
            self._tall = [one for one in self._tall if one.left]
        for cell in cells:
            if cell.span.rows != 1 and len(self._tall) < MAX_TALL:
                insort(self._tall, _Tall(cell, cell.span.rows - 1), key=lambda one: one.cell.start)


def _placed(cells: Sequence[Cell], tall: Sequence[Cell]) -> Iterator[Cell]:
    """Each cell in the first column that is free."""
    column = n = 0
    for cell in cells:
        while n < len(tall) and tall[n].start <= column:
            yield tall[n]
            column = max(column, tall[n].end)
            n += 1
        cell.start = column
        column = cell.end
        yield cell
    yield from tall[n:]


def _meeting(row: Sequence[Cell], cell: Cell) -> Iterator[Cell]:
    """The cells of a row that share a column with a cell."""
    first = max(0, bisect_right(row, cell.start, key=lambda one: one.start) - 1)
    for one in islice(row, first, None):
        if one.start >= cell.end:
            return
        if one.end > cell.start:
            yield one


def joined(texts: Iterable[str], between: str) -> str:
    """As much of the texts as a claim takes."""
    parts: list[str] = []
    length = 0
    for text in texts:
        parts.append(text)
        length += len(text)
        if length > MAX_CHARS:
            break
    return between.join(parts)
