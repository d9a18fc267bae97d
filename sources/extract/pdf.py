"""PDF: PDFium for the text, pypdf where PDFium refuses and for the document's own metadata."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from citewiki.domain.extraction import ReadOutcome
from sources.extract import pdfium_text, pypdf_text
from sources.extract.cleaning import TEXT_BYTES, clean
from sources.extract.pdf_furniture import without
from sources.extract.pdf_garbled import DOUBTFUL, LOST, strangeness
from sources.extract.pdf_order import in_order
from sources.extract.pdf_pages import Page, PdfPages
from sources.extract.pdf_paragraphs import body_size, text_of
from sources.extract.pdf_title import guesses
from sources.extract.pdf_turned import upright
from sources.extract.pdf_words import Words
from sources.extract.reading import Reading

MAX_BYTES = 50_000_000
MAX_PAGES = 2_000
SLOW_PAGES = 200  # by pypdf, which takes some 45 ms for one: 9 s of the child's time
LETTERLESS = "Its fonts do not say which letters they show: no text can be read."
SOME_LETTERLESS = "Some of its fonts do not say which letters they show."
TOO_LONG = "The text is over 8 MB; only that much was kept."

# What a page seldom bears: looked for once, so that the other pages cost one pass.
_RARE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u2028\u2029\ud800-\udfff\ufb00-\ufb06\ufffe\uffff]"
)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xad": None}
)


def read(body: bytes, *, pypdf_alone: bool = False) -> Reading:
    """Text with its page offsets. Encrypted, damaged and scanned files are told apart.

    `pypdf_alone` is for a file at which PDFium died: slower, but it dies of nothing.
    """
    if len(body) > MAX_BYTES:
        return Reading(ReadOutcome.UNREADABLE, detail="The PDF is over 50 MB; it was not read.")
    first = PdfPages(problem="PDFium died") if pypdf_alone else pdfium_text.read(body, MAX_PAGES)
    doubt = strangeness(first.pages)
    info, second = pypdf_text.read(body, SLOW_PAGES if doubt > DOUBTFUL else 0)
    best = second if second.has_text and strangeness(second.pages) < doubt else first
    pages = texts(best.pages)
    metadata = (*guesses(best.pages[0] if best.pages else ()), *info)
    strange = strangeness(best.pages)
    if best.has_text and (strange > LOST or not any(pages)):
        return Reading(ReadOutcome.NO_TEXT, metadata=tuple(info), detail=LETTERLESS)
    if not any(pages):
        outcome, detail = _why_nothing(first, second)
        return Reading(outcome, metadata=metadata, detail=detail)
    text, starts, whole = joined(pages)
    detail = TOO_LONG
    if whole:
        detail = _missing(best, pages, repaired=bool(first.problem))
        detail = detail or (SOME_LETTERLESS if strange > DOUBTFUL else "")
    outcome = ReadOutcome.PARTIAL if detail else ReadOutcome.OK
    return Reading(outcome, text, starts, metadata, detail)


def text_pages(body: bytes) -> list[str]:
    """The text alone, page by page, of a sound file: what `read` does without metadata and
    second opinion."""
    return texts(pdfium_text.read(body, MAX_PAGES).pages)


def texts(pages: Sequence[Page]) -> list[str]:
    """Each page's text: without furniture, in reading order, in paragraphs."""
    kept = [in_order(upright(page)) for page in without(pages)]
    words, body = Words(kept), body_size(kept)
    return [
        _plain(text_of(page, words, body, next_page))
        for page, next_page in zip_longest(kept, kept[1:], fillvalue=())
    ]


def _plain(text: str) -> str:
    return clean(text.translate(_LIGATURES)) if _RARE.search(text) else text


def no_text_layer(count: int) -> str:
    """ "No text layer in 12 pages (a scan)", the beginning of a sentence."""
    return f"No text layer in {count:,} page{'' if count == 1 else 's'} (a scan)"


def _why_nothing(first: PdfPages, second: PdfPages) -> tuple[ReadOutcome, str]:
    """Why there is no text in a file."""
    count = max(first.count, second.count)
    if first.pages or second.pages:
        if (failed := max(first.failed, second.failed)) < count:
            return ReadOutcome.NO_TEXT, f"{no_text_layer(count)}."
        return ReadOutcome.UNREADABLE, f"None of its {failed:,} pages could be read."
    if "encrypted" in (first.problem, second.problem):
        return ReadOutcome.UNREADABLE, "The PDF is encrypted; attach a copy without a password."
    problems = "; ".join(dict.fromkeys(filter(None, (first.problem, second.problem))))
    return ReadOutcome.UNREADABLE, f"The PDF is damaged ({problems or 'it has no pages'})."


def _missing(best: PdfPages, pages: Sequence[str], *, repaired: bool) -> str:
    """What is known to be missing from a text; "" for nothing."""
    if best.count > len(best.pages):
        return f"Only {len(best.pages):,} of {best.count:,} pages were read."
    if best.failed:
        return f"{best.failed} of {best.count} pages could not be read."
    empty = sum(not page for page in pages)
    if repaired and empty:
        return f"The PDF is damaged: {empty} of {best.count} pages came out empty."
    if best.scanned:
        return f"{best.scanned} of {best.count} pages are scans without a text layer."
    return ""


def joined(pages: list[str]) -> tuple[str, tuple[int, ...], bool]:
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
