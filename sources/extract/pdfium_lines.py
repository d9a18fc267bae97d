"""A page's lines as PDFium found them, each with its place, and those of two columns parted."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from sources.extract.pdf_accents import GONE, Box, composed, has_signs
from sources.extract.pdf_pages import Line, Page

_COLUMN = 4  # lines that begin at one x, to make a column
_COLUMNS = 5  # that are looked at in one page
_NEAR = 3.0  # times the type's size, from where one line of a column begins to the others
_PROSE = 15  # letters, that a line of a column has at least; a cell may have fewer
_LONG = 60  # letters of the longest line, if it is two columns'
_ENDLESS = 5_000  # letters, of which no line of a real page has as many
_MANY = 2_000  # lines, of which no real page has as many
_MERGED = 0.3  # of the page's lines, that are two columns' at once
_WIDE = 0.8  # of the type's size: no space is as wide
_OFF = 1.5  # points that a line may begin beside its column
_TALL = frozenset("()[]{}|")  # their boxes are higher than those of the letters of their type
_TALLER = 1.28  # times a letter's box, which no accent makes higher; a raised mark's is less
_MARK = 2  # letters at a line's start (a bullet, a number) that are no column by themselves
_SPACE = re.compile(" ")
_HYPHENS = "-\u2010\u00ad"
_DIVIDED = "\ufffe"  # what PDFium writes for a hyphen at a line's end, and for the line's end


def lines_of(text_page: object, text: str) -> Page:
    """The lines of `text`, which is all that PDFium reads of `text_page`, one of its handles."""
    page = ctypes.cast(text_page, ctypes.c_void_p).value  # type: ignore[arg-type]
    if page is None:
        return ()
    lines: list[Line] = []
    firsts: list[int] = []  # of each line, its first letter in PDFium's list
    wide = not text.isascii() and _units(text) > len(text)
    # Where PDFium leaves out no letter of its own list, a place in the text is one in the list.
    shifted = wide or pdfium.FPDFText_CountChars(text_page) != len(text)
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
                    first = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, first)
                    last = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, last)
                divided = number < ends
                if not divided and words[-1] in _HYPHENS and words[-3:-1].isalpha():
                    divided, words = True, words[:-1]  # one that PDFium let stand
                firsts.append(first)
                lines.append(_placed(page, words, first, last, divided))
            start += units + 1
        start += 1
    if not shifted:
        starts = Counter([round(line[1]) for line in lines]).most_common(_COLUMNS)
        columns = [x for x, count in starts if count >= _COLUMN]
        some = _COLUMN <= len(lines) <= _MANY
        merged = list(_hidden(page, lines, firsts)) if some else []
        if len(columns) > 1 or merged:
            lines = list(_parted(page, lines, firsts, columns, merged))
    if signs:
        lines = [line._replace(text=line.text.replace(GONE, "")) for line in lines]
    return tuple(lines)


def _units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "replace")) // 2


_BOX = pdfium.FS_RECTF()  # one for all calls: making one costs as much as filling it
_AT = ctypes.addressof(_BOX)
# PDFium's own prototype of it, which checks the pointers' types, takes half as long again; a page
# of text asks some 200 times.
_boxed = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)


def _box(page: int, at: int) -> Box:
    """The place of one letter of PDFium's list."""
    _boxed(page, at, _AT)
    return _BOX.left, _BOX.bottom, _BOX.right, _BOX.top


def _placed(page: int, words: str, first: int, last: int, hyphen: bool) -> Line:
    """A line whose box is that of its first letter and its last one."""
    _boxed(page, first, _AT)
    left, bottom, top = _BOX.left, _BOX.bottom, _BOX.top
    _boxed(page, last, _AT)
    right, low, high = _BOX.right, _BOX.bottom, _BOX.top
    upright = abs(right - left) >= abs(low - bottom) or len(words) < 3
    if not upright:
        box = _around(_box(page, first), _box(page, last))
        return Line(words, *box, hyphen, upright=False, down=low < bottom)
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


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _is_tall(sign: str) -> bool:
    """Whether its box is higher than that of a letter: a bracket, a capital with an accent."""
    return sign in _TALL or (not sign.isascii() and sign.isalpha())


def _hidden(page: int, lines: Sequence[Line], firsts: Sequence[int]) -> Iterator[int]:
    """Where columns of prose begin whose lines are drawn as the rest of their neighbour's lines:
    no line begins there. The rows of a table, of few letters on a side, stay whole.

    The page's longest line tells where to look: few pages have such columns.
    """
    texts = [line[0] for line in lines]
    longest = max(texts, key=len)
    if not _LONG <= len(longest) <= _ENDLESS:
        return
    at = texts.index(longest)
    found = {round(x) for x, _ in _leaps(page, lines[at], firsts[at])}
    for x in found if len(found) < _COLUMNS else ():
        begins: list[float] = []
        for line, first in zip(lines, firsts, strict=True):
            size = line.size
            if line.upright and line.left + size < x < line.right - size:
                for column, cut in _leaps(page, line, first, x - _NEAR * size, x + _NEAR * size):
                    if min(_letters(line.text[:cut]), _letters(line.text[cut:])) >= _PROSE:
                        begins.append(column)
        if len(begins) > _MERGED * len(lines):
            for column, count in Counter(map(round, begins)).items():
                if count >= _COLUMN:
                    yield column


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _leaps(
    page: int, line: Line, first: int, low: float = -math.inf, high: float = math.inf
) -> Iterator[tuple[float, int]]:
    """Where, from `low` to `high`, the line goes on after a gap that is wider than any space, and
    the place in its text."""
    text, wide = line.text, _WIDE * line.size
    for space in _SPACE.finditer(text, _PROSE, len(text) - _PROSE):
        at = first + space.start()
        begins = _box(page, at + 1)[0]
        if low <= begins <= high and begins - _box(page, at - 1)[2] > wide:
            yield begins, space.end()


def _parted(
    page: int,
    lines: Sequence[Line],
    firsts: Sequence[int],
    columns: Sequence[int],
    merged: Sequence[int],
) -> Iterator[Line]:
    """The lines, those in two or three where PDFium took a line of one column and its neighbour
    in another for one."""
    for line, first in zip(lines, firsts, strict=True):
        rest = line
        while cut := _cut(page, rest, first, columns, merged):
            head = rest.text[:cut].rstrip()
            divided = head[-1:] == "-" and head[-2:-1].isalpha()
            words = head[:-1] if divided else head
            yield _placed(page, words, first, first + len(head) - 1, divided)
            text = rest.text[cut:]
            first += cut
            rest = _placed(page, text, first, first + len(text) - 1, rest.hyphen)
        yield rest


def _cut(
    page: int, line: Line, first: int, columns: Sequence[int], merged: Sequence[int]
) -> int | None:
    """The place in its text where a line goes on in another column: after a leap wider than any
    space, or back. With `merged` columns each of its spaces is looked at, which takes long."""
    text, left, bottom, right, top, *_ = line
    size = top - bottom
    if len(text) > _ENDLESS:
        return None
    short = len(text) > 8 and right - left < 0.3 * size * len(text)  # for so many letters
    if short or merged:
        spaces = (found.start() for found in _SPACE.finditer(text, _MARK))
        indented = [range(x - 1, x + round(_NEAR * size)) for x in merged]
        return _leap(page, spaces, first, columns, size, indented)
    low, high = left + 3 * size, right - 2 * size
    for x in columns:
        if low < x < high:  # another column begins within it
            guess = int(len(text) * (x - left) / (right - left))
            space = _space_before(page, text, first, x - _OFF, guess)
            if space > 0 and (cut := _leap(page, (space,), first, (x,), size)):
                return cut
    return None


def _space_before(page: int, text: str, first: int, x: float, guess: int) -> int:
    """The first space of the text after which a word begins at `x` or farther right; -1 where none
    does. It is looked for from `guess` on, for each look at a letter's place costs."""
    at = text.find(" ", max(guess, _MARK))
    if at < 0:
        at = text.rfind(" ", _MARK)
    if at < 0 or _box(page, first + at + 1)[0] < x:
        while at >= 0 and _box(page, first + at + 1)[0] < x:
            at = text.find(" ", at + 1)
        return at
    while (before := text.rfind(" ", _MARK, at)) >= 0 and _box(page, first + before + 1)[0] >= x:
        at = before
    return at


def _leap(
    page: int,
    spaces: Iterable[int],
    first: int,
    columns: Sequence[int],
    size: float,
    indented: Sequence[range] = (),
) -> int | None:
    """After which of the spaces a column begins, or one of its lines that are `indented`."""
    for at in spaces:
        begins = _box(page, first + at + 1)[0]
        if any(-_OFF <= begins - x <= _OFF for x in columns) or any(
            round(begins) in places for places in indented
        ):
            leap = begins - _box(page, first + at - 1)[2]
            if leap > _WIDE * size or leap < -size:
                return at + 1
    return None
