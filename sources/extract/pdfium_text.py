"""Pages by PDFium. It may abort the whole process: only ever called in a jail or a test."""

import ctypes

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from sources.extract.cleaning import one_line
from sources.extract.pdf_pages import PdfPages, TypeLine

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LETTERS = 4_000  # of page 1, looked at for the title


def read(body: bytes, max_pages: int) -> PdfPages:
    """Up to `max_pages` pages as PDFium writes them (CRLF, U+FFFE for a line-end hyphen)."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error)
        return PdfPages(problem="encrypted" if encrypted else one_line(str(error), 120))
    pages: list[str] = []
    failed = 0
    lines: tuple[TypeLine, ...] = ()
    try:
        count = len(document)
        for index in range(min(count, max_pages)):
            try:
                page = document[index]
                text_page = page.get_textpage()
                pages.append(text_page.get_text_range())
                if index == 0:
                    lines = _lines(text_page)
                text_page.close()
                page.close()
            except pypdfium2.PdfiumError:
                pages.append("")
                failed += 1
    finally:
        document.close()
    return PdfPages(tuple(pages), count, failed, "", lines)


def _lines(text_page: pypdfium2.PdfTextPage) -> tuple[TypeLine, ...]:
    lines: list[TypeLine] = []
    letters: list[str] = []
    height = 0.0
    box = pdfium.FS_RECTF()
    for index in range(min(pdfium.FPDFText_CountChars(text_page.raw), _LETTERS)):
        letter = chr(pdfium.FPDFText_GetUnicode(text_page.raw, index) & 0xFFFF)
        if letter in "\r\n":
            lines.append(TypeLine(one_line("".join(letters)), height))
            letters, height = [], 0.0
        elif not pdfium.FPDFText_GetCharAngle(text_page.raw, index) > 0.1:  # a stamp in the margin
            letters.append(letter)
            if letter.isalnum() and pdfium.FPDFText_GetLooseCharBox(
                text_page.raw, index, ctypes.byref(box)
            ):
                height = max(height, box.top - box.bottom)
    lines.append(TypeLine(one_line("".join(letters)), height))
    return tuple(line for line in lines if line.text)
