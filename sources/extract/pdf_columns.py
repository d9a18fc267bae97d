"""The columns of a page, by the gutters that its lines leave, and its lines column by column."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from statistics import median

from sources.extract.pdf_pages import Line, Page

_STEPS = 100  # in which the page's width is looked at
_ACROSS = 0.2  # of the lines, at most, run across a gutter
_SHARE = 0.5  # of the lines that a column would have if all had as many, at least
_FEWEST = 4  # lines of a column
_FULL = 0.75  # of its column's width, that half of the lines of prose fill; few cells do
_MOST = 12  # places that may be gutters: a page with more of them has no columns
_PROSE = 8  # lines of a column, from which its width says something
_ROW = 0.4  # of the type's size, by which the feet of one row's pieces may differ


def gutters(lines: Sequence[Line]) -> list[float]:
    """The places between columns, from left to right: where few lines run across."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    step = (right - left) / _STEPS
    if step <= 0:
        return []
    begins, ends = sorted(line.left for line in lines), sorted(line.right for line in lines)
    counts = [
        bisect_left(begins, x) - bisect_right(ends, x)
        for x in (left + step * at for at in range(_STEPS))
    ]
    found: list[float] = []
    begin: int | None = None
    for at, across in enumerate([*counts, len(lines)]):
        if across <= _ACROSS * len(lines):
            begin = at if begin is None else begin
        elif begin is not None:
            least = min(counts[begin:at])
            places = [place for place in range(begin, at) if counts[place] == least]
            found.append(left + step * places[len(places) // 2])
            begin = None
    while found and len(found) <= _MOST:
        needed = max(_FEWEST, _SHARE * len(lines) / (len(found) + 1))
        few = [at for at, column in enumerate(_columns(lines, found)) if len(column) < needed]
        if not few:
            return found
        found.pop(max(few[0] - 1, 0))  # what has no column of its own is none
    return []


def are_prose(lines: Sequence[Line], between: Sequence[float]) -> bool:
    """Whether the lines of every column fill it, as a table's cells do not."""
    for column in _columns(lines, between):
        if len(column) < _PROSE:
            return False
        width = max(line.right for line in column) - min(line.left for line in column)
        if median(line.right - line.left for line in column) < _FULL * width:
            return False
    return bool(between)


def by_column(lines: Sequence[Line], between: Sequence[float]) -> Page:
    """The lines from top to bottom, column by column; one across ends the columns above it."""
    ordered: list[Line] = []
    waiting: list[list[Line]] = [[] for _ in range(len(between) + 1)]
    for line in _downwards(lines):
        at = _column(line, between)
        if at is None:
            for column in waiting:
                ordered += column
                column.clear()
            ordered.append(line)
        else:
            waiting[at].append(line)
    for column in waiting:
        ordered += column
    return tuple(ordered)


def _columns(lines: Sequence[Line], between: Sequence[float]) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in range(len(between) + 1)]
    for line in lines:
        if (at := _column(line, between)) is not None:
            columns[at].append(line)
    return columns


def _column(line: Line, between: Sequence[float]) -> int | None:
    """The number of the column in which it stands; None where it runs across."""
    at = sum(x <= line.left for x in between)
    return None if at < len(between) and line.right > between[at] else at


def _downwards(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines from top to bottom, the pieces of one row from left to right."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        if row and row[0].bottom - line.bottom > _ROW * min(line.size, row[0].size):
            yield from sorted(row, key=lambda line: line.left)
            row = []
        row.append(line)
    yield from sorted(row, key=lambda line: line.left)
