"""Title, date and arXiv id from a PDF's first page: the largest type, and arXiv's stamp."""

import re
from collections.abc import Iterator

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import Field
from sources.extract.dates import normalise
from sources.extract.pdf_pages import Line, Page

_STAMP = re.compile(
    r"arXiv:(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
    r"(?:\s*\[[^\]]{1,30}\]\s*(\d{1,2} [A-Z][a-z]{2} \d{4}))?"
)
_LARGEST = 0.8  # right on 15 of 16 AI-safety PDFs (benchmarks/pdf.py) and 94 % of 72 others
_HARDLY_LARGER = 0.5  # a guess: the largest type is the body's own, or nearly
_STAMPED_ID = 0.95
_STAMPED_DAY = 0.7  # of this version, not of the first
_FILE_NAME = re.compile(r"\.(docx?|pdf|tex|indd|dvi|odt|pptx?|qxd)\b|^microsoft (word|power)", re.I)
_NOISE = frozenset({"untitled", "title", "document", "none", "unknown", "layout 1"})
_NEAR = 0.92  # lines this close to the largest height belong to the title
_LARGER = 1.15  # of the page's usual type: a title is at least so much larger


def guesses(first_page: Page) -> Iterator[MetadataValue]:
    """What page 1 says of the document."""
    lines = [line for line in first_page if line.upright and not _stamped(line.text)]
    if title := largest_type(lines):
        sizes = sorted(line.size for line in lines for _ in line.text)
        larger = max(line.size for line in lines) >= _LARGER * sizes[len(sizes) // 2]
        sure = _LARGEST if larger or len(title) >= len(sizes) // 2 else _HARDLY_LARGER
        yield MetadataValue(Field.TITLE, title, "largest type on page 1", sure)
    if stamp := next(filter(None, (_STAMP.search(line.text) for line in first_page)), None):
        # The stamp runs up the margin; an id within the text may be another paper's.
        if stamp[2] or any(not line.upright and stamp[0] in line.text for line in first_page):
            yield MetadataValue(Field.ARXIV_ID, stamp[1], "arXiv stamp", _STAMPED_ID)
        if stamp[2] and (day := normalise(stamp[2])):
            yield MetadataValue(Field.PUBLISHED, day, "arXiv stamp", _STAMPED_DAY)


def largest_type(lines: list[Line]) -> str | None:
    """The run of lines set in the largest type; small capitals belong to their line."""
    words = [line for line in lines if _letters(line.text) >= 4]
    top = max((line.size for line in words), default=0.0)
    run: list[str] = []
    for line in lines:
        if line.size >= _NEAR * top and (_letters(line.text) >= 4 or run):
            run.append(f"{line.text}-" if line.hyphen else line.text)
        elif run:
            break
    title = " ".join(run)
    return title if top and sane(title) else None


def sane(title: str) -> bool:
    """Whether it can be a title: words, not a file's name, not a whole page."""
    return (
        6 <= len(title) <= 300
        and _letters(title) >= 4
        and title.lower() not in _NOISE
        and not _FILE_NAME.search(title)
    )


def _stamped(text: str) -> bool:
    return "arxiv:" in text.lower()


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
