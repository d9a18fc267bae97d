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
    boxed, letter = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharIndexFromTextIndex
    wide = bool(text) and max(text) > "\uffff"  # PDFium counts such a letter as two
    start = 0
    for row in text.split("\r\n"):
        parts = row.split(_DIVIDED)
        last = len(parts) - 1
        for number, part in enumerate(parts):
            units = len(part.encode("utf-16-le", "replace")) // 2 if wide else len(part)
            words = part.strip()
            if words:
                blanks = len(part) - len(part.lstrip())
                boxed(page, letter(page, start + blanks), at)
                left, bottom, top = box.left, box.bottom, box.top
                end = start + units - 1 - (len(part) - len(part.rstrip()))
                boxed(page, letter(page, end), at)
                upright = box.right - left > abs(box.bottom - bottom) or len(words) < 3
                low, high = min(bottom, box.bottom), max(top, box.top)
                if bottom != box.bottom and upright:  # a raised letter at one end: the larger counts
                    if top - bottom >= box.top - box.bottom:
                        low, high = bottom, top
                    else:
                        low, high = box.bottom, box.top
                lines.append(Line(words, left, low, box.right, high, number < last, upright))
            elif number < last and lines and not part:
                lines[-1] = lines[-1]._replace(hyphen=True)
            start += units + 1
        start += 1
    return tuple(lines)

