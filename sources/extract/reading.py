"""What one kind of document's reader hands back, before it becomes an Extraction."""

from dataclasses import dataclass

from citewiki.domain import media
from citewiki.domain.extraction import Extraction, MetadataValue, ReadOutcome, SavedFrom
from sources.extract.version import EXTRACTOR, version


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

    def as_extraction(self, media_type: str) -> Extraction:
        """What the library is told of it; the surest metadata first."""
        return Extraction(
            outcome=self.outcome,
            text=self.text,
            page_starts=self.page_starts,
            metadata=tuple(sorted(self.metadata, key=lambda value: -value.confidence)),
            media_type=media.essence(media_type),
            extractor=EXTRACTOR,
            version=version(),
            detail=self.detail,
            language=self.language,
            saved_from=self.saved_from,
        )
