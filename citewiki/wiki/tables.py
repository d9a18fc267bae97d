"""The table that is being read: its rows so far, and the one that has begun."""

from collections.abc import Iterator, Sequence

from citewiki.wiki.claims import tidy
from citewiki.wiki.grid import ONE, Cell, Grid, Span
from citewiki.wiki.marks import Mark
from citewiki.wiki.naming import cell_claims, head_claims

Row = Sequence[str]
"""The cells of a row, the plain text of each."""


class Table:
    """Knows which words stand above and beside a cell."""

    def __init__(self) -> None:
        self._grid = Grid()
        self._cells: list[Cell] | None = None  # of the row that has begun
        self._marks: list[Sequence[Mark]] = []
        self._is_head = False
        self._row: Sequence[Cell] = ()  # the one that was closed last
        self._laid: Sequence[Cell] = ()  # the same, with the cells that reach into it

    def open_row(self, *, head: bool) -> None:
        """`head`: it is one of heads; so is a row all of whose cells are."""
        self._cells, self._marks, self._is_head = [], [], head

    def add(self, text: str, marks: Sequence[Mark] = (), span: Span = ONE) -> None:
        """A cell of the row that has begun; one that stands in none is lost."""
        if self._cells is not None:
            self._cells.append(Cell(text, span))
            self._marks.append(marks)

    def close_row(self) -> tuple[Row, Sequence[Sequence[Mark]]]:
        """The cells of the row that has begun, and what each cites."""
        self._row, self._cells = self._cells or [], None
        self._is_head |= bool(self._row) and all(cell.span.head for cell in self._row)
        self._laid = self._grid.lay(self._row, head=self._is_head)
        return [cell.raw for cell in self._row], self._marks

    def claims(self) -> Iterator[tuple[Sequence[Mark], str]]:
        """What the citations in each cell of the row that was closed last support."""
        # a cell that reaches into the row from above was cited there
        own = {id(cell): some for cell, some in zip(self._row, self._marks, strict=True) if some}
        citing = {n: own[id(cell)] for n, cell in enumerate(self._laid) if id(cell) in own}
        if self._is_head:
            claims = head_claims(self._laid, citing)
        else:
            claims = cell_claims(self._laid, self._grid, citing)
        for some, claim in zip(citing.values(), claims, strict=True):
            yield some, tidy(claim)

    def put_heads(self, cells: Row) -> None:
        """A row of heads that cites nothing, no cell of which reaches over another."""
        self._grid.lay([Cell(text) for text in cells], head=True)

    def end_group(self) -> None:
        """A group of rows ends, and what reaches down in it."""
        self._grid.end_group()
