"""Pages by PDFium. It may abort the whole process: only ever called in a jail or a test."""

import ctypes

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from sources.extract.cleaning import TEXT_BYTES, one_line
from sources.extract.pdf_pages import Line, Page, PdfPages

_PASSWORD = 4  # FPDF_ERR_PASSWORD
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
                lines.append(Line(words, left, low, right, high, number < ends, upright))
            start += units + 1
        start += 1
    return tuple(lines)
