"""Text and metadata of one body, in this process. The jail calls it; so may tests."""

import pypdfium2  # type: ignore[import-untyped]

from citewiki.domain import media
from citewiki.domain.extraction import Extraction, ReadOutcome
from sources.extract import docx, epub, markdown, mhtml, ocr, pdf, plain_text, transcript, web_page
from sources.extract.cleaning import one_line
from sources.extract.reading import Reading

_MARKDOWN = frozenset({"text/markdown", "text/x-markdown"})
_INSTEAD = {
    "application/x-ole-storage": " (a .doc, or a file under a password): save it as .docx or PDF",
    "application/rtf": ": save it as .docx or PDF",
}


def read(body: bytes, media_type: str, url: str | None, *, pypdf_alone: bool = False) -> Extraction:
    """Read a body as what `media_type` says; a charset may follow it ("; charset=…").

    `pypdf_alone` keeps a PDF from PDFium. Raises nothing for any bytes but MemoryError; it may
    still take long, or die in PDFium: untrusted bodies go through sources.extract.jail.
    """
    essence = media.essence(media_type)
    if essence in media.PAGES:
        reading = web_page.read(body, media_type, url)
    elif essence == media.PDF:
        reading = pdf.read(body, pypdf_alone=pypdf_alone)
    elif essence == media.MHTML:
        reading = mhtml.read(body, url)
    elif essence == media.EPUB:
        reading = epub.read(body)
    elif essence == media.DOCX:
        reading = docx.read(body)
    elif essence in media.TRANSCRIPTS:
        reading = transcript.read(body, media_type)
    elif essence in _MARKDOWN:
        reading = markdown.read(body, media_type)
    elif essence == media.PLAIN:
        reading = plain_text.read(body, media_type)
    else:
        kind = essence[:80] or "unknown type"
        detail = f"No text is read from {kind}{_INSTEAD.get(essence, '')}."
        reading = Reading(ReadOutcome.NO_TEXT, detail=detail)
    return reading.as_extraction(essence)


def recognise(body: bytes, program: str, languages: str, budget_s: float) -> Extraction:
    """The text of a scanned PDF by `program` (see ocr.py), within `budget_s` seconds. Raises
    nothing for any bytes but MemoryError; it may die in PDFium."""
    try:
        reading = ocr.read(body, program, languages, budget_s)
    except (ocr.Failed, pypdfium2.PdfiumError) as error:
        reading = Reading(ReadOutcome.UNREADABLE, detail=one_line(str(error), 300))
    return reading.as_extraction(media.PDF)
