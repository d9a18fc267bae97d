"""Title and date from a PDF's first page: the largest type, and arXiv's stamp."""

import re
from collections.abc import Iterator, Sequence

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import Field
from sources.extract.dates import normalise
from sources.extract.pdf_pages import Line, Page

_STAMP = re.compile(r"arXiv:\d{4}\.\d{4,5}v?\d*\s*\[[^\]]{1,30}\]\s*(\d{1,2} [A-Z][a-z]{2} \d{4})")
_REVERSED_DAY = 0.7
_FILE_NAME = re.compile(r"\.(docx?|pdf|tex|indd|dvi|odt|pptx?|qxd)\b|^microsoft (word|power)", re.I)
_NOISE = frozenset({"untitled", "title", "document", "none", "unknown", "layout 1"})
_NEAR = 0.92  # lines this close to the largest height belong to the title


def guesses(first_page: Page) -> Iterator[MetadataValue]:
    """What page 1 says of the document."""
    if title := largest_type(first_page):
        yield MetadataValue(Field.TITLE, title, "largest type on page 1", 0.8)
    if (stamp := _STAMP.search("\n".join(line.text for line in first_page))) and (day := normalise(stamp[1])):
        yield MetadataValue(Field.PUBLISHED, day, "arXiv stamp", _REVERSED_DAY)


def largest_type(lines: Sequence[Line]) -> str | None:
    """The run of lines set in the largest type; small capitals belong to their line."""
    words = [line for line in lines if _letters(line.text) >= 4 and not _stamped(line.text)]
    top = max((line.size for line in words), default=0.0)
    run: list[str] = []
    for line in lines:
        if _stamped(line.text):
            continue
        if line.size >= _NEAR * top and (_letters(line.text) >= 4 or run):
            run.append(line.text)
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
