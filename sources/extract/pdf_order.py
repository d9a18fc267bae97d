"""The order of a page's lines where the file draws them out of order."""

import itertools
import math
from collections.abc import Sequence

from sources.extract.pdf_columns import are_prose, by_column, gutters
from sources.extract.pdf_pages import Line, Page

_LEAPS = 0.25  # of the page's lines: more go up, and the drawing order is no reading order
_FEW = 8  # lines, below which nothing can be said
_HOPS = 0.3  # of the page's lines: more stand beside the one before than columns make
_WORD = 4  # letters of a label, at least: the numbers of an axis are none
_SOLID = 1.15  # times the step of its lines, that a label may stand above them; a rule takes more
_LABEL = 4.0  # of the type's size, that a label's foot may be above the head of what it names


def in_order(page: Page) -> Page:
    """The page as drawn, which is how most programs write it, unless lines keep leaping back up
    over the ones before them, or keep hopping from one column of prose to the next; then top to
    bottom, and column by column where there are some."""
    if len(page) < _FEW:
        return page
    ups, hops = _leaps(page)
    if ups > _LEAPS * len(page):
        words = [line for line in page if is_words(line)]
        if _leaps(words)[0] > _LEAPS * len(words):
            return by_column(page, gutters(page))
    if hops > _HOPS * len(page):
        between = gutters(page)
        if are_prose(page, between):
            return by_column(page, between)
    return page


def is_words(line: Line) -> bool:
    """Whether a line has a word: the numbers of an axis have none, and come in any order."""
    return line.upright and sum(map(str.isalpha, line.text)) >= _WORD


def _leaps(lines: Sequence[Line]) -> tuple[int, int]:
    """How many lines go back up over the one before, and how many stand beside it, or beside and
    below it."""
    ups = hops = 0
    last_left, last_right, last_bottom = -math.inf, math.inf, math.inf
    for _, left, bottom, right, *_others in lines:
        if left < last_right and last_left < right:
            ups += bottom > last_bottom
        else:
            hops += 1
        last_left, last_right, last_bottom = left, right, bottom
    return ups, hops


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
