"""The order of a page's lines where the file draws them out of order."""

import itertools
from collections.abc import Sequence

from sources.extract.pdf_pages import Line, Page

_LEAPS = 0.25  # of the page's lines: more go up, and the drawing order is no reading order
_FEW = 8  # lines, below which nothing can be said
_SIDE = 0.25  # of the lines, at least, stand on each side of a gutter
_ACROSS = 0.2  # of the lines, at most, run across it
_WORD = 4  # letters of a label, at least: the numbers of an axis are none
_SOLID = 1.15  # times the step of its lines, that a label may stand above them; a rule takes more
_LABEL = 4.0  # of the type's size, that a label's foot may be above the head of what it names


def in_order(page: Page) -> Page:
    """The page as drawn, which is how most programs write it, unless lines keep leaping back up
    over the ones before them; then top to bottom, and column by column where there are two."""
    if len(page) < _FEW:
        return page
    if not _leaps(page) or not _leaps([line for line in page if is_words(line)]):
        return page
    gutter = _gutter(page)
    lines = sorted(page, key=lambda line: (-round(line.bottom), line.left))
    if gutter is None:
        return tuple(lines)
    ordered: list[Line] = []
    columns: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        if line.left < gutter < line.right:  # a heading across both ends what stands above it
            ordered += [*columns[0], *columns[1], line]
            columns = ([], [])
        else:
            columns[line.left >= gutter].append(line)
    return (*ordered, *columns[0], *columns[1])


def is_words(line: Line) -> bool:
    """Whether a line has a word: the numbers of an axis have none, and come in any order."""
    return line.upright and sum(map(str.isalpha, line.text)) >= _WORD


def _leaps(lines: Sequence[Line]) -> bool:
    """Whether so many lines go back up over the one before that their order is none."""
    ups = sum(
        b.bottom > a.top and b.left < a.right and a.left < b.right
        for a, b in itertools.pairwise(lines)
    )
    return ups > _LEAPS * len(lines)


def _gutter(page: Page) -> float | None:
    """The x between two columns: where the fewest lines run across, if lines stand on both
    sides of it."""
    left, right = min(line.left for line in page), max(line.right for line in page)
    best: tuple[int, float] | None = None
    for tenth in range(30, 71, 2):
        x = left + (right - left) * tenth / 100
        sides = sum(line.right <= x for line in page), sum(line.left >= x for line in page)
        across = len(page) - sum(sides)
        fits = min(sides) >= _SIDE * len(page) and across <= _ACROSS * len(page)
        if fits and (best is None or across < best[0]):
            best = across, x
    return None if best is None else best[1]


def labels_with_columns(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The lines as one part, unless labels are drawn as a row and then their columns one after the
    other: there a label and its column are a part, as one reads them. The heads of a table, which
    stand off from its rows, stay a row."""
    parts: list[Sequence[Line]] = []
    begin, label = 0, lines[:0]  # of the part that goes on
    at = 1
    while at < len(lines):
        start = at - 1
        while at < len(lines) and _right_of(lines[at], lines[at - 1]):
            at += 1
        labels = lines[start:at]
        if len(labels) > 1 and (tops := _columns(lines, labels, at)):
            parts.append([*label, *lines[begin:start]])
            for name, (top, end) in zip(labels, itertools.pairwise(tops), strict=False):
                parts.append([name, *lines[top:end]])
            label, begin = labels[-1:], tops[-1]
            at = begin
        at += 1
    return [*parts, [*label, *lines[begin:]]] if parts else [lines]


def _columns(lines: Sequence[Line], labels: Sequence[Line], at: int) -> list[int]:
    """Where the columns under the labels begin, each with a leap up from the one to its left; none
    where one of them is missing."""
    tops: list[int] = []
    for label in labels:
        while tops and at < len(lines) and lines[at].right < label.left:
            at += 1
        if not _is_head(label, lines[at : at + 2]):
            return []
        if tops and lines[at].bottom < lines[at - 1].bottom + 0.5 * label.size:
            return []
        tops.append(at)
        at += 1
    return tops


def _right_of(line: Line, other: Line) -> bool:
    """Whether it stands in the same row, apart."""
    size = other.top - other.bottom
    return line.left > other.right + size and abs(line.bottom - other.bottom) < 0.3 * size


def _is_head(label: Line, lines: Sequence[Line]) -> bool:
    """Whether a label stands above two lines as if it were the first line of their paragraph."""
    if len(lines) < 2:
        return False
    first, second = lines
    step = first.bottom - second.bottom
    return abs(first.left - label.left) < label.size and (
        0.5 * label.size < label.bottom - first.bottom < _SOLID * step
    )


def labels_first(blocks: Sequence[list[Line]]) -> list[list[Line]]:
    """A label of one line that is drawn after the block below it, as drawing programs do, comes
    before it."""
    ordered = list(blocks)
    for at in range(1, len(ordered)):
        below, label = ordered[at - 1], ordered[at]
        name, first = label[0], below[0]
        if (
            len(label) == 1
            and sum(map(str.isalpha, name.text)) >= _WORD
            and 0 < name.bottom - first.top + 0.5 * name.size < _LABEL * first.size
            and name.left >= min(line.left for line in below) - name.size
            and name.right <= max(line.right for line in below) + name.size
            and not (at > 1 and _between(ordered[at - 2][-1], name, first))
        ):
            ordered[at - 1], ordered[at] = label, below
    return ordered


def _between(line: Line, upper: Line, lower: Line) -> bool:
    """Whether a line parts two others that stand one below the other."""
    return (
        lower.top <= line.top <= upper.top and line.left < upper.right and upper.left < line.right
    )
