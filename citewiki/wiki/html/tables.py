"""The rows of an HTML page's tables that are heads."""

from collections.abc import Iterable

from citewiki.wiki.html.tags import Tag


def head_rows(tags: Iterable[Tag]) -> frozenset[int]:
    """The characters of the rows all of whose cells are <th>."""
    heads: set[int] = set()
    row = -1
    for tag in tags:
        if tag.closes:
            continue
        if tag.name == "tr":
            row = tag.start
        elif tag.name == "th" and row >= 0:
            heads.add(row)
            row = -1 - row  # told from a row whose first cell is plain
        elif tag.name == "td":
            heads.discard(-1 - row if row < -1 else row)
            row = -1
    return frozenset(heads)
