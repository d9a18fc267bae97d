"""The order of a page's lines where the file draws them out of order."""

import itertools
from collections.abc import Sequence

from sources.extract.pdf_pages import Line, Page

_LEAPS = 0.25  # of the page's lines: more go up, and the drawing order is no reading order
_FEW = 8  # lines, below which nothing can be said
_SIDE = 0.25  # of the lines, at least, stand on each side of a gutter
_ACROSS = 0.2  # of the lines, at most, run across it
_WORD = 4  # letters of a label, at least: the numbers of an axis are none
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
