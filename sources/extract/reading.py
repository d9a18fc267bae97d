"""What one kind of document's reader hands back, before it becomes an Extraction."""

from dataclasses import dataclass

from citewiki.domain.extraction import MetadataValue, ReadOutcome, SavedFrom


@dataclass(frozen=True, slots=True)
class Reading:
    """Text (cleaned), page offsets and metadata (in any order) of one document."""

    outcome: ReadOutcome
    text: str = ""
    page_starts: tuple[int, ...] = ()
    metadata: tuple[MetadataValue, ...] = ()
    detail: str = ""
    language: str | None = None
    saved_from: SavedFrom | None = None
