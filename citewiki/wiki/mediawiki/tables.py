"""A table of wikitext, told to the page row by row, each cell with the heads it stands under."""

from collections.abc import Callable, Iterator

from mwparserfromhell.nodes import Tag
from mwparserfromhell.wikicode import Wikicode

from citewiki.wiki.blocks import Page
from citewiki.wiki.mediawiki.places import attribute, children, inside
from citewiki.wiki.paragraphs import Block, Paragraphs

MAX_SPAN = 100
"""Columns of one cell; HTML allows 1,000, no table of a person's has them."""

_Cell = tuple[Tag, int, int]
"""A cell, its character and its length."""


def read_table(
    page: Page,
    flow: Paragraphs,
    inner: Wikicode,
    start: int,
    walk: Callable[[Wikicode, int], None],
) -> None:
    """`inner` is what stands between {| and |}; `walk` reads what stands in a cell."""
    page.open_row(head=True)
    page.close_row()  # the table above has no heads for this one
    for cells in _rows(inner, start):
        heads = [_name(cell) == "th" for cell, _, _ in cells]
        page.open_row(head=bool(heads) and all(heads))
        for cell, at, length in cells:
            with flow.within(Block.CELL):
                if cell.contents is not None:
                    walk(cell.contents, inside(cell, at, length))
            for _ in range(_span(cell) - 1):
                page.open_cell()
                page.close_cell()
        page.close_row()
    page.close_table()


def _rows(code: Wikicode, start: int) -> Iterator[list[_Cell]]:
    """The rows, the one without a "|-" before it too."""
    loose: list[_Cell] = []
    for node, at, length in children(code, start):
        if not isinstance(node, Tag):
            continue
        if _name(node) in ("td", "th"):
            if not str(node).startswith("|+"):
                loose.append((node, at, length))
            continue
        if loose:
            yield loose
            loose = []
        if node.contents is None:
            continue
        if _name(node) == "tr":
            begin = inside(node, at, length)
            yield [
                (one, place, long)
                for one, place, long in children(node.contents, begin)
                if isinstance(one, Tag) and _name(one) in ("td", "th")
            ]
        elif _name(node) in ("tbody", "thead", "tfoot"):
            yield from _rows(node.contents, inside(node, at, length))
    if loose:
        yield loose


def _name(tag: Tag) -> str:
    return str(tag.tag).strip().lower()


def _span(cell: Tag) -> int:
    given = attribute(cell, "colspan")
    return min(int(given), MAX_SPAN) if given.isascii() and given.isdigit() and int(given) else 1
