"""PDF: PDFium for the text, pypdf where PDFium refuses and for the document's own metadata."""

from citewiki.domain.extraction import MetadataValue, ReadOutcome
from sources.extract import pdfium_text, pypdf_text
from sources.extract.cleaning import TEXT_BYTES, clean
from sources.extract.pdf_title import guesses
from sources.extract.reading import Reading

MAX_BYTES = 50_000_000
MAX_PAGES = 2_000

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def read(body: bytes) -> Reading:
    """Text with its page offsets. Encrypted, damaged and scanned files are told apart."""
    if len(body) > MAX_BYTES:
        return Reading(ReadOutcome.UNREADABLE, detail="The PDF is over 50 MB; it was not read.")
    first = pdfium_text.read(body, MAX_PAGES)
    info, second = pypdf_text.read(
        body, MAX_PAGES, want_text=not any(page.strip() for page in first.pages)
    )
    best = second if any(page.strip() for page in second.pages) else first
    pages = [_page(text) for text in best.pages]
    metadata: list[MetadataValue] = [*guesses(first.lines, pages[0] if pages else ""), *info]
    if not any(page.strip() for page in pages):
        if first.pages or second.pages:
            detail = f"No text layer in {max(first.count, second.count)} pages (a scan)."
            return Reading(ReadOutcome.NO_TEXT, metadata=tuple(metadata), detail=detail)
        encrypted = "encrypted" in (first.problem, second.problem)
        detail = (
            "The PDF is encrypted; attach a copy without a password."
            if encrypted
            else f"The PDF is damaged ({first.problem}; {second.problem})."
        )
        return Reading(ReadOutcome.UNREADABLE, metadata=tuple(metadata), detail=detail)
    text, starts, whole = _joined(pages)
    detail = ""
    if not whole:
        detail = "The text is over 8 MB; only that much was kept."
    elif best.count > len(best.pages):
        detail = f"Only {len(best.pages):,} of {best.count:,} pages were read."
    elif best.failed:
        detail = f"{best.failed} of {best.count} pages could not be read."
    outcome = ReadOutcome.PARTIAL if detail else ReadOutcome.OK
    return Reading(outcome, text, starts, tuple(metadata), detail)


def _page(text: str) -> str:
    text = text.replace("\ufffe\r\n", "").replace("\ufffe", "")  # PDFium's line-end hyphen
    return clean(text.translate(_LIGATURES)).strip("\n")


def _joined(pages: list[str]) -> tuple[str, tuple[int, ...], bool]:
    """The pages with a blank line between them, where each starts, and whether all fitted."""
    starts: list[int] = []
    kept: list[str] = []
    at = size = 0
    for page in pages:
        size += len(page.encode("utf-8")) + 2
        if size > TEXT_BYTES:
            return "\n\n".join(kept), tuple(starts), False
        starts.append(at)
        kept.append(page)
        at += len(page) + 2
    return "\n\n".join(kept), tuple(starts), True
