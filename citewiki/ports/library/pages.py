"""The pages' room: the wiki as scans found it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.citations import Citation, CitingPage, FoundCitation, PageProblem, WikiPage
    from citewiki.domain.importance import Resting
    from citewiki.domain.sources import NewSource, SourceId


@dataclass(frozen=True, slots=True)
class PageScan:
    """One page's scan: the page, and each citation with the source it resolves to."""

    page: WikiPage
    citations: tuple[tuple[SourceId, FoundCitation], ...]
    problems: tuple[PageProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class NewNames:
    """What pages called sources that the store did not know: `new` are to be registered, `met` is
    (source, raw URL, canonical URL) of further spellings, both as of `at`."""

    new: Sequence[NewSource]
    met: Sequence[tuple[SourceId, str, str | None]]
    at: datetime


class Pages(Protocol):
    """The wiki's pages and their citations, rebuilt by every scan."""

    def hashes(self, parser_version: str | None = None) -> Mapping[str, str]:
        """Page id -> content hash, as of the last scan; given a parser's version, only of the
        pages that this version read."""
        ...

    def cited(self) -> set[SourceId]:
        """The sources that some page cites."""
        ...

    def record(
        self,
        scans: Sequence[PageScan],
        parser_version: str,
        names: NewNames | None = None,
    ) -> None:
        """Replace these pages' citations, all or none, and what derives from them; first register
        the sources that they are the first to name."""
        ...

    def rename(self, pages: Mapping[str, str]) -> None:
        """Give pages (by their old id) a new id that no page has; the next scan reads them."""
        ...

    def remove(self, page_ids: Sequence[str]) -> None:
        """Forget pages that are no longer in the wiki, with their citations."""
        ...

    def get(self, page_id: str) -> WikiPage:
        """By id, or by its last part where that names one page. Raises NotFound."""
        ...

    def citations(
        self, *, page_id: str | None = None, source_id: SourceId | None = None
    ) -> list[Citation]:
        """Ordered by page, line and column; of one page, of one source, or all."""
        ...

    def citing(self, source_id: SourceId) -> list[CitingPage]:
        """The pages that cite a source, by quality, best first (unknown last), then title."""
        ...

    def resting(self, source_id: SourceId) -> list[tuple[str, Resting]]:
        """Each page that cites a source, by id, with what its importance rests on."""
        ...

    def problems(self) -> list[PageProblem]:
        """What the last scan of each page found wrong with it."""
        ...
