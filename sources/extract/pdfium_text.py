"""Pages by PDFium. It may abort the whole process: only ever called in a jail or a test."""

from itertools import islice

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from sources.extract.cleaning import TEXT_BYTES, one_line
from sources.extract.pdf_pages import Page, PdfPages
from sources.extract.pdfium_lines import lines_of

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_OBJECTS = 200  # of a page without text, among which an image is looked for
_MOST = 0.5  # of the page, that the image of a scanned one covers


def read(body: bytes, max_pages: int) -> PdfPages:
    """Up to `max_pages` pages in the order in which the file draws its lines."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error)
        return PdfPages(problem="encrypted" if encrypted else one_line(str(error), 120))
    pages: list[Page] = []
    failed = scanned = size = 0
    try:
        count = len(document)
        for index in range(min(count, max_pages)):
            try:
                page = document[index]
                text_page = page.get_textpage()
                text = text_page.get_text_range()
                size += len(text)
                lines = lines_of(text_page.raw, text)
                pages.append(lines)
                scanned += not lines and _is_picture(page)
                text_page.close()
                page.close()
            except pypdfium2.PdfiumError:
                pages.append(())
                failed += 1
            if size > TEXT_BYTES:
                break
    finally:
        document.close()
    return PdfPages(tuple(pages), count, failed, scanned=scanned)


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether one image covers most of the page, as a scanner's does."""
    width, height = page.get_size()
    for shown in islice(page.get_objects(max_depth=1), _OBJECTS):
        if shown.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = shown.get_bounds()
            if (right - left) * (top - bottom) >= _MOST * width * height:
                return True
    return False
