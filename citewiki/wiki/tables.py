"""The table that is being read: its rows so far, and the one that has begun."""

from collections.abc import Iterator, Sequence

from citewiki.wiki.claims import tidy
from citewiki.wiki.grid import ONE, Cell, Grid, Span
from citewiki.wiki.marks import Mark
from citewiki.wiki.naming import cell_claims, head_claims

Row = Sequence[str]
"""The cells of a row, the plain text of each."""


class Table:
    """Knows which words stand above and beside a cell.

    In a plain table, as Markdown's all are, no cell reaches over another: its rows are laid on
    the grid where somebody asks for a claim, which for most of them nobody does.
    """

    def __init__(self) -> None:
        self._grid = Grid()
        self._is_plain = True
        self._heads: Row = ()  # that wait to be laid
        self._cells: list[str] | None = None  # of the row that has begun
        self._spans: dict[int, Span] = {}  # of the cells that are not plain
        self._marks: list[Sequence[Mark]] = []
        self._is_head = False
        self._subject = ""  # what a row without a first cell goes on about
        self._row: Sequence[Cell] = ()  # the one that was closed last
        self._laid: Sequence[Cell] = ()  # the same, with the cells that reach into it

    def open_row(self, *, head: bool) -> None:
        """`head`: it is one of heads; so is a row all of whose cells are."""
        self._cells, self._spans, self._marks, self._is_head = [], {}, [], head

    def add(self, text: str, marks: Sequence[Mark] = (), span: Span = ONE) -> None:
        """A cell of the row that has begun; one that stands in none is lost."""
        if self._cells is not None:
            if span is not ONE:
                self._spans[len(self._cells)] = span
                self._is_plain = False
            self._cells.append(text)
            self._marks.append(marks)

    def close_row(self) -> tuple[Row, Sequence[Sequence[Mark]]]:
        """The cells of the row that has begun, and what each cites."""
        cells, self._cells = self._cells or [], None
        if not self._is_plain or any(self._marks):
            self._lay(cells)
        else:
            self.put(cells, head=self._is_head)
        return cells, self._marks

    def _lay(self, texts: Row) -> None:
        if self._heads:
            self._grid.lay([Cell(text) for text in self._heads], head=True)
            self._heads = ()
        begun = self._begun(texts, head=self._is_head)
        if self._is_plain and not begun and not self._is_head:
            texts = [self._subject, *texts[1:]]
        self._row = [Cell(text, self._spans.get(n, ONE)) for n, text in enumerate(texts)]
        if self._spans and all(cell.span.head for cell in self._row):
            self._is_head = True
        self._laid = self._grid.lay(self._row, head=self._is_head)

    def claims(self) -> Iterator[tuple[Sequence[Mark], str]]:
        """What the citations in each cell of the row that was closed last support."""
        citing = dict(self._citing())
        if self._is_head:
            claims = head_claims(self._laid, citing)
        else:
            claims = cell_claims(self._laid, self._grid, citing)
        for some, claim in zip(citing.values(), claims, strict=True):
            yield some, tidy(claim)

    def _citing(self) -> Iterator[tuple[int, Sequence[Mark]]]:
        """What each cell of the row cites, by its place; one that reaches into it from above has
        been told of where it begins."""
        own = iter(zip(self._row, self._marks, strict=True))
        cell, marks = next(own, (None, ()))
        for n, one in enumerate(self._laid):
            if one is cell:
                if marks:
                    yield n, marks
                cell, marks = next(own, (None, ()))

    def put(self, cells: Row, *, head: bool) -> None:
        """A plain row that cites nothing: the words above those that come, or what they may go
        on about."""
        self._begun(cells, head=head)
        if head:
            self._heads = cells

    def _begun(self, cells: Row, *, head: bool) -> bool:
        """Whether a row has a first cell; one without goes on with the one above."""
        begins = not cells or bool(cells[0].strip())
        if head:
            self._subject = ""
        elif begins and cells:
            self._subject = cells[0]
        return begins

    def end_group(self) -> None:
        """A group of rows ends, and what reaches down in it."""
        self._grid.end_group()
