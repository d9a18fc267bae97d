"""A table of HTML, told to the page row by row, each cell with what it reaches over."""

from citewiki.wiki.blocks import Page
from citewiki.wiki.grid import span_of
from citewiki.wiki.html.elements import End
from citewiki.wiki.html.tags import Tag
from citewiki.wiki.paragraphs import Block, Paragraphs

_GROUPS = frozenset({"thead", "tbody", "tfoot"})


class Tables:
    """One table at a time: a table within a cell, a heading or a note is its text."""

    def __init__(self, page: Page, flow: Paragraphs) -> None:
        self._page = page
        self._flow = flow
        self._tables = 0
        self._heads = 0
        self._rows = 0

    def entered(self, tag: Tag) -> End | None:
        """Begin an element; None for one that is no table's."""
        if tag.name == "table":
            return self._table()
        if self._flow.inside:
            return None
        if tag.name in _GROUPS and self._tables:
            return self._group(head=tag.name == "thead")
        if tag.name == "tr" and not self._rows:
            return self._row()
        if tag.name in ("td", "th") and self._rows:
            return self._cell(tag)
        return None

    def _table(self) -> End:
        if not self._tables and not self._flow.inside:
            self._page.open_table()
        self._tables += 1

        def end() -> None:
            self._tables -= 1
            if not self._tables:
                self._page.close_table()

        return end

    def _group(self, *, head: bool) -> End:
        self._page.open_row_group()
        self._heads += head

        def end() -> None:
            self._heads -= head

        return end

    def _row(self) -> End:
        self._flow.part()
        self._page.open_row(head=self._heads > 0)
        self._rows += 1

        def end() -> None:
            self._rows -= 1
            self._page.close_row()

        return end

    def _cell(self, tag: Tag) -> End:
        columns, rows = (tag.attributes.get(name, "") for name in ("colspan", "rowspan"))
        self._flow.enter(Block.CELL, span=span_of(columns, rows, head=tag.name == "th"))
        return self._flow.leave
