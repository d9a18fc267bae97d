"""What stands on every page and belongs to none: running heads and feet, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from sources.extract.pdf_pages import Line, Page

_EDGE = 2  # lines at a page's top, and as many at its foot, that with those beside may be furniture
_REPEATED = 3  # pages that bear the same words, so that they are a running head
_SHARE = 0.3  # of the pages from the first that bears them to the last, that do; every other one
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
_Edge = tuple[str, Line]  # "top", "foot" or "few", and a line there


def without(pages: Sequence[Page]) -> list[Page]:
    """The pages without their furniture.

    Words at the edge of a page go where three pages bear them at the same height, the same but
    for a number that counts the pages; page 1 keeps its own, which name the venue or the
    series. They stay where the line next to them, inwards, does and they stand no farther from it
    than a paragraph's lines do: the end of a caption that three pages repeat is no foot. They stay
    too where a line beside them or beyond them, outwards, does: a figure's labels are no head. A
    number alone goes where it counts the pages: on two at least it is as far from the page's
    place in the file.
    """
    edges = [tuple(_edges(page)) for page in pages]
    offsets = Counter(
        offset for index, edge in enumerate(edges) for offset in {*_offsets(index, edge)}
    )
    numbers = [
        {id(line) for _, line in edge if _counts(index, line, offsets)}
        for index, edge in enumerate(edges)
    ]
    alike = _repeated(edges)
    apart = [
        _apart(page, lines, gone) if lines else ()
        for page, lines, gone in zip(pages, alike, numbers, strict=True)
    ]
    kept: list[Page] = []
    for index, (page, lines) in enumerate(zip(pages, _repeated(apart), strict=True)):
        gone = numbers[index] | {id(line) for _, line in lines if index}
        kept.append(tuple(line for line in page if id(line) not in gone) if gone else page)
    return kept


def _repeated(edges: Sequence[Sequence[_Edge]]) -> list[list[_Edge]]:
    """Of each page's lines those that enough pages bear where it does."""
    heads: dict[_Name, list[tuple[int, float]]] = defaultdict(list)  # page, height
    for index, edge in enumerate(edges):
        borne = {name: line.bottom for at, line in edge for name in _names(index, at, line.text)}
        for name, height in borne.items():
            heads[name].append((index, height))
    return [
        [
            (at, line)
            for at, line in edge
            if any(_repeats(heads[name], line) for name in _names(index, at, line.text))
        ]
        for index, edge in enumerate(edges)
    ]


def _repeats(borne: Sequence[tuple[int, float]], line: Line) -> bool:
    """Whether enough pages bear it where this one does. What a typewriter laid out (`typed`, all
    below 0) has a height of its own on each page, which says nothing."""
    if len(borne) < _REPEATED:
        return False
    near = [
        page for page, height in borne if line.bottom <= 0 or abs(height - line.bottom) <= _HEIGHT
    ]
    return len(near) >= _REPEATED and len(near) >= _SHARE * (near[-1] - near[0] + 1)


def _apart(page: Page, repeated: Sequence[_Edge], gone: set[int]) -> list[_Edge]:
    """Those of the repeated lines that no line which stays is set to as its neighbour, stands
    beside or is beyond."""
    apart = {id(line) for _, line in repeated}
    stays = [
        line for line in page if line.upright and id(line) not in apart and id(line) not in gone
    ]
    while attached := [
        line
        for at, line in repeated
        if id(line) in apart and any(_set_to(line, s) or _beyond(at, line, s) for s in stays)
    ]:
        apart -= {id(line) for line in attached}
        stays = attached
    return [(at, line) for at, line in repeated if id(line) in apart]


def _beyond(at: str, line: Line, other: Line) -> bool:
    """Whether another line, of words, is as near to the page's edge, or nearer."""
    if at == "top":
        beyond = other.bottom > line.bottom - 0.5 * line.size
    else:
        beyond = at == "foot" and other.bottom < line.bottom + 0.5 * line.size
    return beyond and _has_words(other.text)


def _set_to(line: Line, other: Line) -> bool:
    """Whether two lines of one size follow each other as lines of a paragraph do."""
    size = min(line.size, other.size)
    return (
        0.5 * size < abs(line.bottom - other.bottom) < _STEP * size
        and abs(line.size - other.size) <= _SAME * size
        and line.left < other.right
        and other.left < line.right
    )


def _edges(page: Page) -> Iterator[_Edge]:
    """The lines at the top and at the foot, where the file may have drawn them at any time."""
    lines = [line for line in page if line.upright]
    if len(lines) > 2 * _EDGE:
        # The file draws most heads and feet first or last, but not all.
        lines.sort(key=_height)
        top, foot = lines[-_EDGE], lines[_EDGE - 1]
        for line in lines:
            if line.bottom > top.bottom - 0.5 * top.size:
                yield "top", line
            elif line.bottom < foot.bottom + 0.5 * foot.size:
                yield "foot", line
    else:
        for line in lines:
            yield "few", line


def _height(line: Line) -> float:
    return line.bottom


def _names(index: int, at: str, text: str) -> Iterator[_Name]:
    """What a running head is known by: its place and its words, as they are, and with the first
    number or the last one told from the page's place in the file."""
    if len(text) > _LONGEST or not _has_words(text):
        return
    yield at, text
    if numbers := list(_DIGITS.finditer(text)):
        for found in {numbers[0].span(): numbers[0], numbers[-1].span(): numbers[-1]}.values():
            offset = int(found[0]) - index
            yield at, f"{text[: found.start()]}\0{offset}{text[found.end() :]}"


def _has_words(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= 3


def _offsets(index: int, edge: Sequence[_Edge]) -> Iterator[int]:
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
