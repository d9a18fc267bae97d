"""Blocks that cite nothing, read to their end at once: most of a page's.

`events` are those of the parser behind the block's start; `verbatim` the names of those whose value
is text like "Text".
"""

from collections.abc import Collection, Iterator
from typing import Any

BREAKS = ("SoftBreak", "HardBreak")
_ROWS = ("TableRow", "TableHead")
_STYLES = ("Strong", "Emphasis", "Strikethrough")


def plain_text(
    events: Iterator[tuple[Any, Any]], verbatim: Collection[str]
) -> tuple[list[str], Any]:
    """The pieces of the block's text, and None; or those up to a block in it, and the value and
    the bytes of that one's start."""
    parts: list[str] = []
    for event, span in events:
        if event.__class__ is str:
            parts.append(" " if event in BREAKS else "")
            continue
        name, value = event.popitem()
        if name == "Text":
            parts.append(value)
        elif name == "End":
            if value not in _STYLES:
                break
        elif name == "Start":
            if value not in _STYLES:
                return parts, (value, span)
        elif name in verbatim:
            parts.append(value)
    return parts, None


def plain_cells(events: Iterator[tuple[Any, Any]], verbatim: Collection[str]) -> list[str]:
    """The cells of a row."""
    cells: list[str] = []
    parts: list[str] = []
    for event, _ in events:
        name, value = event.popitem()
        if name == "Text":
            parts.append(value)
        elif name == "End":
            if value == "TableCell":
                cells.append("".join(parts))
                parts.clear()
            elif value in _ROWS:
                break
        elif name in verbatim:
            parts.append(value)
    return cells
