"""A table of wikitext, told to the page row by row, each cell with what it reaches over."""

from collections.abc import Callable, Iterator

from mwparserfromhell.nodes import Tag, Text
from mwparserfromhell.wikicode import Wikicode

from citewiki.wiki.blocks import Page
from citewiki.wiki.grid import Span, span_of
from citewiki.wiki.mediawiki.places import Places, attribute
from citewiki.wiki.paragraphs import Block, Paragraphs

_Placed = tuple[Tag, int, int]
"""A tag, its character and its length."""
_GROUPS = frozenset({"thead", "tbody", "tfoot"})


class Tables:
    """`walk` reads what stands in a cell."""

    def __init__(
        self, page: Page, flow: Paragraphs, places: Places, walk: Callable[[Wikicode, int], None]
    ) -> None:
        self._page = page
        self._flow = flow
        self._places = places
        self._walk = walk

    def read(self, inner: Wikicode, start: int) -> None:
        """`inner` is what stands between {| and |}."""
        self._page.open_table()
        self._rows(inner, start, head=False)
        self._page.close_table()

    def _rows(self, code: Wikicode, start: int, *, head: bool) -> None:
        loose: list[_Placed] = []  # the row that has no "|-" before it
        for tag, at, length in self._tags(code, start):
            name = _name(tag)
            if name in ("td", "th") and not str(tag).startswith("|+"):
                loose.append((tag, at, length))
                continue
            self._row(loose, head=head)
            loose = []
            if tag.contents is None:
                continue
            begin = self._places.inside(tag, at, length)
            if name == "tr":
                self._row([*self._cells(tag.contents, begin)], head=head)
            elif name in _GROUPS:
                self._page.open_row_group()
                self._rows(tag.contents, begin, head=name == "thead")
            elif name in ("caption", "td"):
                self._caption(tag, begin)
        self._row(loose, head=head)

    def _row(self, cells: list[_Placed], *, head: bool) -> None:
        if not cells:
            return
        self._page.open_row(head=head)
        for cell, at, length in cells:
            with self._flow.within(Block.CELL, span=_span(cell)):
                if cell.contents is not None:
                    self._walk(cell.contents, self._places.inside(cell, at, length))
        self._page.close_row()

    def _caption(self, tag: Tag, start: int) -> None:
        with self._flow.within(Block.TEXT):
            for node, at, _ in self._places.children(tag.contents, start):
                if at == start and tag.wiki_markup and isinstance(node, Text):
                    words = node.value.removeprefix("+")  # to the parser it is a cell: "|+ a"
                    self._walk(Wikicode([Text(words)]), at + len(node.value) - len(words))
                else:
                    self._walk(Wikicode([node]), at)

    def _cells(self, code: Wikicode, start: int) -> Iterator[_Placed]:
        return (one for one in self._tags(code, start) if _name(one[0]) in ("td", "th"))

    def _tags(self, code: Wikicode, start: int) -> Iterator[_Placed]:
        for node, at, length in self._places.children(code, start):
            if isinstance(node, Tag):
                yield node, at, length


def _name(tag: Tag) -> str:
    return str(tag.tag).strip().lower()


def _span(cell: Tag) -> Span:
    columns, rows = (attribute(cell, name) for name in ("colspan", "rowspan"))
    return span_of(columns, rows, head=_name(cell) == "th")
