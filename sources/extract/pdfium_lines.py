"""A page's lines as PDFium found them, each with its place, and those of two columns parted."""

import ctypes
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from sources.extract.pdf_accents import GONE, Box, composed, has_signs
from sources.extract.pdf_pages import Line, Page

_COLUMN = 4  # lines that begin at one x, to make a column
_COLUMNS = 5  # that are looked at in one page
_WIDE = 0.8  # of the type's size: no space is as wide
_OFF = 1.5  # points that a line may begin beside its column
_TALL = frozenset("()[]{}|")  # their boxes are higher than those of the letters of their type
_TALLER = 1.28  # times a letter's box, which no accent makes higher; a raised mark's is less
_SPACE = re.compile(" ")
_DIVIDED = "\ufffe"  # what PDFium writes for a hyphen at a line's end, and for the line's end


def lines_of(page: object, text: str) -> Page:
    """The lines of `text`, which is all that PDFium reads of the text page `page`."""
    lines: list[Line] = []
    firsts: list[int] = []  # of each line, its first letter in PDFium's list
    wide = not text.isascii() and _units(text) > len(text)
    # Where PDFium leaves out no letter of its own list, a place in the text is one in the list.
    shifted = wide or pdfium.FPDFText_CountChars(page) != len(text)
    signs = not shifted and has_signs(text)
    if signs:
        text = composed(text, partial(_box, page))
    start = 0  # in UTF-16 units, as PDFium counts
    for row in text.split("\r\n"):
        parts = row.split(_DIVIDED) if _DIVIDED in row else [row]
        ends = len(parts) - 1
        for number, part in enumerate(parts):
            units = _units(part) if wide else len(part)
            words = part.strip()
            if words:
                first = start if part[0] == words[0] else start + part.index(words[0])
                last = first + (_units(words) if wide else len(words)) - 1
                if shifted:
                    first = pdfium.FPDFText_GetCharIndexFromTextIndex(page, first)
                    last = pdfium.FPDFText_GetCharIndexFromTextIndex(page, last)
                divided = number < ends
                if part[-1] == GONE and words[-1] == "-" and words[-2:-1].isalpha():
                    divided, words = True, words[:-1]  # the accent hid the line's end
                firsts.append(first)
                lines.append(_placed(page, words, first, last, divided))
            start += units + 1
        start += 1
    if not shifted:
        starts = Counter([round(line[1]) for line in lines]).most_common(_COLUMNS)
        columns = [x for x, count in starts if count >= _COLUMN]
        if len(columns) > 1:
            lines = list(_parted(page, lines, firsts, columns))
    if signs:
        lines = [line._replace(text=line.text.replace(GONE, "")) for line in lines]
    return tuple(lines)


def _units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "replace")) // 2


_BOX = pdfium.FS_RECTF()  # one for all calls: making one costs as much as filling it
_AT = ctypes.byref(_BOX)
_boxed = pdfium.FPDFText_GetLooseCharBox


def _box(page: object, at: int) -> Box:
    """The place of one letter of PDFium's list."""
    _boxed(page, at, _AT)
    return _BOX.left, _BOX.bottom, _BOX.right, _BOX.top


def _placed(page: object, words: str, first: int, last: int, hyphen: bool) -> Line:
    """A line whose box is that of its first letter and its last one."""
    _boxed(page, first, _AT)
    left, bottom, top = _BOX.left, _BOX.bottom, _BOX.top
    _boxed(page, last, _AT)
    right, low, high = _BOX.right, _BOX.bottom, _BOX.top
    upright = abs(right - left) >= abs(low - bottom) or len(words) < 3
    begins, ends = top - bottom, high - low
    if begins >= ends:  # a raised mark is smaller than its line
        if begins >= _TALLER * ends or not _is_tall(words[0]):
            low, high = bottom, top
    elif ends < _TALLER * begins and _is_tall(words[-1]):
        low, high = bottom, top
    if words[0].isdigit() and words[-1].isdigit():  # both may be raised: a note's number, a power
        _, bottom, _, top = _box(page, (first + last) // 2)
        if top - bottom > high - low:
            low, high = bottom, top
    return Line(words, left, low, right, high, hyphen, upright)


def _is_tall(sign: str) -> bool:
    """Whether its box is higher than that of a letter: a bracket, a capital with an accent."""
    return sign in _TALL or (not sign.isascii() and sign.isalpha())


def _parted(
    page: object, lines: Sequence[Line], firsts: Sequence[int], columns: Sequence[int]
) -> Iterator[Line]:
    """The lines, those in two or three where PDFium took a line of one column and its neighbour
    in another for one."""
    for line, first in zip(lines, firsts, strict=True):
        rest = line
        while cut := _cut(page, rest, first, columns):
            head = rest.text[:cut].rstrip()
            divided = head[-1:] == "-" and head[-2:-1].isalpha()
            words = head[:-1] if divided else head
            yield _placed(page, words, first, first + len(head) - 1, divided)
            text = rest.text[cut:]
            first += cut
            rest = _placed(page, text, first, first + len(text) - 1, rest.hyphen)
        yield rest


def _cut(page: object, line: Line, first: int, columns: Sequence[int]) -> int | None:
    """The place in its text where a line goes on in another column: after a leap wider than any
    space, or back."""
    text, left, bottom, right, top, *_ = line
    size = top - bottom
    if len(text) > 8 and right - left < 0.3 * size * len(text):  # too short for its letters
        spaces = [found.start() for found in _SPACE.finditer(text, 2)]
        return _leap(page, spaces, first, columns, size)
    low, high = left + 3 * size, right - 2 * size
    for x in columns:
        if low < x < high:  # another column begins within it
            spaces = [found.start() for found in _SPACE.finditer(text, 2)]
            nearest = bisect_left(spaces, x - _OFF, key=lambda at: _box(page, first + at + 1)[0])
            if cut := _leap(page, spaces[nearest : nearest + 1], first, (x,), size):
                return cut
    return None


def _leap(
    page: object, spaces: Sequence[int], first: int, columns: Sequence[int], size: float
) -> int | None:
    """After which of the spaces a column begins."""
    for at in spaces:
        begins = _box(page, first + at + 1)[0]
        if any(-_OFF <= begins - x <= _OFF for x in columns):
            leap = begins - _box(page, first + at - 1)[2]
            if leap > _WIDE * size or leap < -size:
                return at + 1
    return None
