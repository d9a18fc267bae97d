"""Pages by PDFium. It may abort the whole process: only ever called in a jail or a test."""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from sources.extract.cleaning import TEXT_BYTES, one_line
from sources.extract.pdf_pages import Line, Page, PdfPages

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_COLUMN = 3  # lines that begin at one x, to make a column
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
    """The text's lines; a line's box is taken from its first letter and its last."""
    lines: list[Line] = []
    firsts: list[int] = []  # of each line, its first letter in PDFium's list
    box = pdfium.FS_RECTF()
    at = ctypes.byref(box)
    boxed = pdfium.FPDFText_GetLooseCharBox
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
                boxed(page, first, at)
                left, bottom, top = box.left, box.bottom, box.top
                boxed(page, last, at)
                right, low, high = box.right, box.bottom, box.top
                upright = right - left > abs(low - bottom) or len(words) < 3
                if top - bottom >= high - low:  # a raised mark is smaller than its line
                    low, high = bottom, top
                firsts.append(first)
                lines.append(Line(words, left, low, right, high, number < ends, upright))
            start += units + 1
        start += 1
    starts = Counter(round(line.left) for line in lines)
    columns = [x for x, count in starts.items() if count >= _COLUMN]
    if shifted or len(columns) < 2:
        return tuple(lines)
    return tuple(_parted(page, lines, firsts, columns))


def _parted(
    page: object, lines: Sequence[Line], firsts: Sequence[int], columns: Sequence[int]
) -> Iterator[Line]:
    """The lines, those in two where PDFium took a line of one column and its neighbour in the
    next for one: where another column begins, after a gap wider than any space."""
    box = pdfium.FS_RECTF()
    at = ctypes.byref(box)
    for line, first in zip(lines, firsts, strict=True):
        text, left, bottom, right, top, hyphen, _ = line
        size = top - bottom
        for x in columns:
            if not left + 3 * size < x < right - 2 * size:
                continue
            middle = bottom + size / 2
            index = pdfium.FPDFText_GetCharIndexAtPos(page, x + 1.5, middle, 3.0, size)
            cut = index - first
            if not 2 < cut < len(text) or text[cut - 1] != " ":
                continue
            pdfium.FPDFText_GetLooseCharBox(page, index, at)
            begins = box.left
            pdfium.FPDFText_GetLooseCharBox(page, index - 2, at)
            if abs(begins - x) <= 1.5 and begins - box.right > _WIDE * size:
                head = text[: cut - 1].rstrip()
                divided = head.endswith("-") and head[-2:-1].isalpha()
                head = head[:-1] if divided else head
                yield Line(head, left, bottom, box.right, top, divided)
                yield Line(text[cut:], begins, bottom, right, top, hyphen)
                break
        else:
            yield line
