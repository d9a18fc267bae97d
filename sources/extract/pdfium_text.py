"""Pages by PDFium. It may abort the whole process: only ever called in a jail or a test."""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from sources.extract.cleaning import TEXT_BYTES, one_line
from sources.extract.pdf_pages import Line, Page, PdfPages

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_COLUMN = 4  # lines that begin at one x, to make a column
_COLUMNS = 5  # that are looked at in one page
_WIDE = 0.8  # of the type's size: no space is as wide
_DIVIDED = "\ufffe"  # what PDFium writes for a hyphen at a line's end, and for the line's end


def read(body: bytes, max_pages: int) -> PdfPages:
    """Up to `max_pages` pages in the order in which the file draws its lines."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error)
        return PdfPages(problem="encrypted" if encrypted else one_line(str(error), 120))
    pages: list[Page] = []
    failed = size = 0
    try:
        count = len(document)
        for index in range(min(count, max_pages)):
            try:
                page = document[index]
                text_page = page.get_textpage()
                text = text_page.get_text_range()
                size += len(text)
                pages.append(_lines(text_page.raw, text))
                text_page.close()
                page.close()
            except pypdfium2.PdfiumError:
                pages.append(())
                failed += 1
            if size > TEXT_BYTES:
                break
    finally:
        document.close()
    return PdfPages(tuple(pages), count, failed)


def _lines(page: object, text: str) -> Page:
    """The text's lines, each with its place."""
    lines: list[Line] = []
    firsts: list[int] = []  # of each line, its first letter in PDFium's list
    wide = not text.isascii() and len(text.encode("utf-16-le", "replace")) > 2 * len(text)
    # Where PDFium leaves out no letter of its own list, a place in the text is one in the list.
    shifted = wide or pdfium.FPDFText_CountChars(page) != len(text)
    start = 0  # in UTF-16 units, as PDFium counts
    for row in text.split("\r\n"):
        parts = row.split(_DIVIDED) if _DIVIDED in row else [row]
        ends = len(parts) - 1
        for number, part in enumerate(parts):
            units = len(part.encode("utf-16-le", "replace")) // 2 if wide else len(part)
            words = part.strip()
            if words:
                first = start + part.index(words[0])
                last = start + units - 1 - (len(part) - len(part.rstrip()))
                if shifted:
                    first = pdfium.FPDFText_GetCharIndexFromTextIndex(page, first)
                    last = pdfium.FPDFText_GetCharIndexFromTextIndex(page, last)
                firsts.append(first)
                lines.append(_placed(page, words, first, last, number < ends))
            start += units + 1
        start += 1
    starts = Counter(round(line.left) for line in lines).most_common(_COLUMNS)
    columns = [x for x, count in starts if count >= _COLUMN]
    if shifted or len(columns) < 2:
        return tuple(lines)
    return tuple(_parted(page, lines, firsts, columns))


_BOX = pdfium.FS_RECTF()  # one for all calls: making one costs as much as filling it
_AT = ctypes.byref(_BOX)
_boxed = pdfium.FPDFText_GetLooseCharBox


def _placed(page: object, words: str, first: int, last: int, hyphen: bool) -> Line:
    """A line whose box is that of its first letter and its last one."""
    _boxed(page, first, _AT)
    left, bottom, top = _BOX.left, _BOX.bottom, _BOX.top
    _boxed(page, last, _AT)
    right, low, high = _BOX.right, _BOX.bottom, _BOX.top
    upright = abs(right - left) >= abs(low - bottom) or len(words) < 3
    if top - bottom >= high - low:  # a raised mark is smaller than its line
        low, high = bottom, top
    return Line(words, left, low, right, high, hyphen, upright)


def _parted(
    page: object, lines: Sequence[Line], firsts: Sequence[int], columns: Sequence[int]
) -> Iterator[Line]:
    """The lines, those in two or three where PDFium took a line of one column and its neighbour
    in another for one."""
    for line, first in zip(lines, firsts, strict=True):
        rest = line
        while _doubtful(rest, columns) and (cut := _cut(page, rest, first, columns)):
            head = rest.text[:cut].rstrip()
            divided = head[-1:] == "-" and head[-2:-1].isalpha()
            words = head[:-1] if divided else head
            yield _placed(page, words, first, first + len(head) - 1, divided)
            text = rest.text[cut:]
            first += cut
            rest = _placed(page, text, first, first + len(text) - 1, rest.hyphen)
        yield rest


def _doubtful(line: Line, columns: Sequence[int]) -> bool:
    """Whether another column begins within it, or it is too short for its letters."""
    text, left, bottom, right, top, *_ = line
    size = top - bottom
    if len(text) > 8 and right - left < 0.3 * size * len(text):
        return True
    return any(left + 3 * size < x < right - 2 * size for x in columns)


def _cut(page: object, line: Line, first: int, columns: Sequence[int]) -> int | None:
    """The place in its text where a line goes on in another column: after a leap wider than any
    space, or back."""
    size = line.size
    at = line.text.find(" ", 2)
    while at > 0:
        _boxed(page, first + at + 1, _AT)
        begins = _BOX.left
        if any(-1.5 <= begins - x <= 1.5 for x in columns):
            _boxed(page, first + at - 1, _AT)
            leap = begins - _BOX.right
            if leap > _WIDE * size or leap < -size:
                return at + 1
        at = line.text.find(" ", at + 1)
    return None
