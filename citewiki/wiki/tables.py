"""The table that is being read: its heads, and the row that has begun."""

from collections.abc import Sequence

from citewiki.wiki.claims import tidy
from citewiki.wiki.marks import Mark
from citewiki.wiki.naming import cell_claims

Row = Sequence[str]
"""The cells of a row, the plain text of each."""


class Table:
    """Knows which words stand above and beside a cell."""

    def __init__(self) -> None:
        self._heads: Row = ()  # tidied where a row asks for them
        self._columns: Row | None = None
        self._cells: list[str] | None = None  # of the row that has begun
        self._marks: list[Sequence[Mark]] = []
        self._is_head = False
        self._subject = ""

    def open_row(self, *, head: bool) -> None:
        self._cells, self._marks, self._is_head = [], [], head

    def add(self, text: str, marks: Sequence[Mark] = ()) -> None:
        """A cell of the row that has begun; one that stands in none is lost."""
        if self._cells is not None:
            self._cells.append(text)
            self._marks.append(marks)

    def close_row(self) -> tuple[Row, Sequence[Sequence[Mark]], bool]:
        """(the cells, what each cites, whether they are heads) of the row that has begun."""
        cells, self._cells = self._cells or (), None
        self.put(cells, head=self._is_head)
        return cells, self._marks, self._is_head

    def put(self, cells: Row, *, head: bool) -> None:
        """A row has been read: the words above those that come, or what they may go on about."""
        if head:
            self._heads, self._columns, self._subject = cells, None, ""
        elif cells and cells[0].strip():
            self._subject = cells[0]

    def claim(self, texts: Row, n: int, marks: Sequence[Mark], *, head: bool) -> str:
        """What these citations in the n-th cell of a row support, given its cells, tidied. A row
        without a first cell goes on with the one above."""
        if head:
            return tidy(f"{texts[0]}: {texts[n]}" if n else texts[n])
        if self._columns is None:
            self._columns = [tidy(one) for one in self._heads]
        if n and not texts[0]:
            texts = [tidy(self._subject), *texts[1:]]
        return tidy(cell_claims(texts, self._columns, n, marks))
