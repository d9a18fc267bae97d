"""What stands on every page and belongs to none: running heads and feet, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from sources.extract.pdf_pages import Line, Page

_EDGE = 2  # lines at a page's top, and as many at its foot, that may be furniture
_REPEATED = 3  # pages that bear the same words, so that they are a running head
_HEIGHT = 3.0  # points by which a running head may stand higher or lower
_STEP = 1.5  # of the type's size, from line to line of one paragraph, at most
_SAME = 0.06  # the share by which their sizes may differ
_LONGEST = 150  # characters of a running head
_DIGITS = re.compile(r"\d{1,6}")
_NUMBER = re.compile(
    r"(?:page\s+|p\.\s*)?[-–—|\[(]?\s*(\d{1,4})\s*[-–—|\])]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I
)
_ROMAN = re.compile(r"[ivxl]{1,7}")
_Name = tuple[str, str]


def without(pages: Sequence[Page]) -> list[Page]:
    """The pages without their furniture.

    Words at the edge of a page go where three pages bear them at the same height, the same but
    for a number that counts the pages; page 1 keeps its own, which name the venue or the
    series. They stay where the line next to them, inwards, does and they stand no farther from it
    than a paragraph's lines do: the end of a caption that three pages repeat is no foot. A number
    alone goes where it counts the pages: on two at least it is as far from the page's place in
    the file.
    """
    edges = [tuple(_edges(page)) for page in pages]
    heads: dict[_Name, list[float]] = defaultdict(list)  # the heights at which pages bear it
    for index, edge in enumerate(edges):
        borne = {name: line.bottom for at, line in edge for name in _names(index, at, line.text)}
        for name, height in borne.items():
            heads[name].append(height)
    offsets = Counter(
        offset for index, edge in enumerate(edges) for offset in {*_offsets(index, edge)}
    )
    kept: list[Page] = []
    for index, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        gone = {id(line) for _, line in edge if _counts(index, line, offsets)}
        repeated = [
            line
            for at, line in edge
            if index and any(_repeats(heads[name], line) for name in _names(index, at, line.text))
        ]
        if repeated:
            gone |= _apart(page, repeated, gone)
        kept.append(tuple(line for line in page if id(line) not in gone) if gone else page)
    return kept


def _repeats(heights: Sequence[float], line: Line) -> bool:
    """Whether enough pages bear it where this one does. What a typewriter laid out (`typed`, all
    below 0) has a height of its own on each page, which says nothing."""
    if len(heights) < _REPEATED:
        return False
    return line.bottom <= 0 or (
        sum(abs(height - line.bottom) <= _HEIGHT for height in heights) >= _REPEATED
    )


def _apart(page: Page, repeated: Sequence[Line], gone: set[int]) -> set[int]:
    """Those of the repeated lines, by id, that no line which stays is set to as its neighbour."""
    apart = {id(line) for line in repeated}
    stays = [line for line in page if id(line) not in apart and id(line) not in gone]
    while attached := [
        line for line in repeated if id(line) in apart and any(_set_to(line, s) for s in stays)
    ]:
        apart -= {id(line) for line in attached}
        stays = attached
    return apart


def _set_to(line: Line, other: Line) -> bool:
    """Whether two lines of one size follow each other as lines of a paragraph do."""
    size = min(line.size, other.size)
    return (
        0.5 * size < abs(line.bottom - other.bottom) < _STEP * size
        and abs(line.size - other.size) <= _SAME * size
        and line.left < other.right
        and other.left < line.right
    )


def _edges(page: Page) -> Iterator[tuple[str, Line]]:
    """The lines at the top and at the foot, where the file may have drawn them at any time."""
    lines = [line for line in page if line.upright]
    if len(lines) > 2 * _EDGE:
        # The file draws most heads and feet first or last, but not all.
        lines.sort(key=_height)
        for line in lines[-_EDGE:]:
            yield "top", line
        for line in lines[:_EDGE]:
            yield "foot", line
    else:
        for line in lines:
            yield "few", line


def _height(line: Line) -> float:
    return line.bottom


def _names(index: int, at: str, text: str) -> Iterator[_Name]:
    """What a running head is known by: its place and its words, as they are, and with the first
    number or the last one told from the page's place in the file."""
    if len(text) > _LONGEST or sum(map(str.isalpha, text)) < 3:
        return
    yield at, text
    if numbers := list(_DIGITS.finditer(text)):
        for found in {numbers[0].span(): numbers[0], numbers[-1].span(): numbers[-1]}.values():
            offset = int(found[0]) - index
            yield at, f"{text[: found.start()]}\0{offset}{text[found.end() :]}"


def _offsets(index: int, edge: Sequence[tuple[str, Line]]) -> Iterator[int]:
    for _, line in edge:
        if (number := _number(line.text)) is not None:
            yield number - index


def _counts(index: int, line: Line, offsets: Counter[int]) -> bool:
    number = _number(line.text)
    return number is not None and offsets[number - index] >= 2


def _number(text: str) -> int | None:
    """The page number that a line is, in digits or small Roman letters."""
    if len(text) > 24:
        return None
    if found := _NUMBER.fullmatch(text):
        return int(found[1])
    if not _ROMAN.fullmatch(text):
        return None
    values = ["ivxl".index(letter) for letter in text]
    worth = [(1, 5, 10, 50)[value] for value in values]
    return sum(-each if each < max(worth[at:]) else each for at, each in enumerate(worth))
