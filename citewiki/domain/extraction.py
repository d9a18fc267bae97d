"""What is read out of a body: text, pages, metadata, and how well that went."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from citewiki.domain.sources import Field, Value


class ReadOutcome(StrEnum):
    """How the reading of a body ended."""

    OK = "ok"
    PARTIAL = "partial"  # text was found, and some of it is known to be missing or unsure (OCR)
    NO_TEXT = "no_text"  # the type bears no text, or none was found (a scan)
    UNREADABLE = "unreadable"  # damaged, encrypted, or the parser died: `detail` says which


@dataclass(frozen=True, slots=True)
class MetadataValue:
    """One value read from a document: `found_in` names the place ("meta citation_title",
    "json-ld headline", "pdf info", "largest type on page 1"); `confidence` is 0-1."""

    field: Field
    value: Value
    found_in: str
    confidence: float


@dataclass(frozen=True, slots=True)
class SavedFrom:
    """What a saved page says of itself: the address it was saved from and when. Evidence of
    whoever made the file, not proof; `tool` names what wrote the mark ("SingleFile")."""

    tool: str
    url: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Text and metadata of one body.

    `text` has "\\n" line ends and "" for no text; `page_starts` gives the character offset in
    `text` at which each page of a paged document begins (empty for others). `metadata` may hold
    several values for one field, best first: disagreements are kept. `saved_from` is set where
    the body says that it is a page that somebody saved.
    """

    outcome: ReadOutcome
    text: str
    page_starts: tuple[int, ...]
    metadata: tuple[MetadataValue, ...]
    media_type: str
    extractor: str
    version: str
    detail: str = ""
    language: str | None = None
    saved_from: SavedFrom | None = None

    @property
    def readable(self) -> bool:
        """Whether there is text that may become the source's current one."""
        return self.outcome in (ReadOutcome.OK, ReadOutcome.PARTIAL) and bool(self.text.strip())
