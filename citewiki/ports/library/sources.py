"""The sources' room: ids, URLs, and imported records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.checks.facts import SourceFacts
    from citewiki.domain.duplicates import Merged, Pair, Shared
    from citewiki.domain.identity import SourceRef, UrlIndex
    from citewiki.domain.sources import Field, FieldValue, NewSource, Source, SourceId


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """A source as an import brings it: `raw` is everything it said, as JSON, kept as it was."""

    new: NewSource
    fields: tuple[FieldValue, ...]
    raw: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many records an import added, changed, and found as they were."""

    added: int
    changed: int
    unchanged: int


class Sources(Protocol):
    """Sources: who they are, and what is known of them."""

    def resolve(self, ref: SourceRef, *, follow: bool = True) -> SourceId:
        """Raises UnknownSource. A URL resolves to its exact record first, then by canonical
        form; of several that canonicalise alike, the one registered first. A merged source
        resolves to what it is part of, unless `follow` is False."""
        ...

    def get(self, source_id: SourceId) -> Source:
        """Raises UnknownSource."""
        ...

    def titles(self, source_ids: Sequence[SourceId]) -> Mapping[SourceId, str]:
        """The titles of those that there are."""
        ...

    def url_index(self) -> UrlIndex:
        """Every known URL and id, for resolving many at once."""
        ...

    def register(self, new: Sequence[NewSource]) -> int:
        """Add the sources that are not there yet (by id), with their link text as a title
        of origin LINK_TEXT; the number added."""
        ...

    def add_urls(self, met: Sequence[tuple[SourceId, str, str | None]], at: datetime) -> None:
        """Note further spellings, (source, raw, canonical), under which sources were met; all or
        none. Raises UnknownSource."""
        ...

    def import_records(
        self, sources: Sequence[ImportedSource], by: str, at: datetime
    ) -> ImportCounts:
        """Add or update imported sources, all or none. What the editors, a fetch or an earlier
        import said under another name stays; a field that this import no longer has goes."""
        ...

    def import_entities(self, types: Mapping[str, str], by: str) -> None:
        """Entity id -> entity type, by which pages without a type of their own get one."""
        ...

    def entity_types(self) -> Mapping[str, str]: ...

    def facts(self) -> Mapping[SourceId, SourceFacts]:
        """What is known of every source, in the order of registration; under a merged source's
        id stands the one that it is part of."""
        ...

    def texts_of(self, field: Field) -> Mapping[SourceId, str]:
        """The effective value of a field of one text, of every source that has one. Not for the
        title and the type, which are derived."""
        ...

    def merged(self, source_id: SourceId) -> list[Merged]:
        """The sources that were merged into this one, oldest first."""
        ...

    def same_address(self, source_id: SourceId) -> list[SourceId]:
        """The others whose URL has the same canonical form, less those that an editor told apart
        from it or merged; the cheap part of what `duplicates` looks for."""
        ...

    def refused_merges(self) -> set[Pair]:
        """The pairs that an editor told apart."""
        ...

    def shared(self) -> list[Shared]:
        """All that two or more sources, none of them merged, have in common, in the order in which
        the first of them was registered, kind by kind; less the texts and identifiers that more
        than duplicates.MAX_ALIKE have, and texts below MIN_TEXT_BYTES."""
        ...
