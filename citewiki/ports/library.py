"""The library: every record of one store, reached through a few rooms.

Each method that writes is one short transaction and is durable when it returns; none is held
across a fetch, a parse or a pause. All methods may be called from any thread. Methods raise
StoreUnwritable where the disk does not take a write, StoreBusy where the database stays locked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from citewiki.domain.checks.facts import SourceFacts
from citewiki.domain.citations import Citation, CitingPage, FoundCitation, PageProblem, WikiPage
from citewiki.domain.coverage import Standing
from citewiki.domain.credibility import Credibility, Override
from citewiki.domain.duplicates import Merged, Pair
from citewiki.domain.editorial import Annotation, Change, Event, Review
from citewiki.domain.identity import SourceRef, UrlIndex
from citewiki.domain.jobs import JobRun, JobState
from citewiki.domain.links import LinkState
from citewiki.domain.listing import ListView, SearchHit, SourceRow
from citewiki.domain.providers import Identification
from citewiki.domain.retention import Retention
from citewiki.domain.snapshots import Attempt, Snapshot, Validators
from citewiki.domain.sources import FieldValue, NewSource, Source, SourceId
from citewiki.domain.venues import Venue, VenueOrigin, VenueRating


@dataclass(frozen=True, slots=True)
class Target:
    """A source to fetch, and the URL to ask for."""

    source_id: SourceId
    url: str


@dataclass(frozen=True, slots=True)
class DueSource(Target):
    """A target with what is known of it: `validators` are the newest that came with the body of
    `current`."""

    due_at: datetime | None
    current: Snapshot | None
    validators: Validators = Validators()


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


@dataclass(frozen=True, slots=True)
class PageScan:
    """One page's scan: the page, and each citation with the source it resolves to."""

    page: WikiPage
    citations: tuple[tuple[SourceId, FoundCitation], ...]
    problems: tuple[PageProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording an attempt did: the link's state before and after it."""

    attempt_id: int
    link_before: LinkState
    link_after: LinkState


@dataclass(frozen=True, slots=True)
class Captured:
    """What recording a capture did: `current` is whether the snapshot became the current one,
    `text_changed` whether the source's current text is now another one than before, `first`
    whether it had none before; `recorded` is None where no attempt was given."""

    snapshot_id: int
    current: bool
    text_changed: bool
    first: bool = False
    recorded: Recorded | None = None


@dataclass(frozen=True, slots=True)
class Identifiable:
    """A source that a provider may know: `known` is what each provider said when last asked."""

    source_id: SourceId
    url: str
    known: tuple[Identification, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """The store in figures, for `status`; each mapping is from a name to a count."""

    sources: int
    pages: int
    citations: int
    venues: int
    snapshots: int
    annotations: int
    reviewed: int
    due: int
    link_states: Mapping[str, int]
    ratings: Mapping[str, int]
    database_bytes: int


class Sources(Protocol):
    """Sources: who they are, what is known of them, and the windowed list."""

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

    def order(self, view: ListView) -> Sequence[int]:
        """The row keys of all sources that the view shows, in its order."""
        ...

    def rows(self, keys: Sequence[int]) -> list[SourceRow]:
        """The rows under these keys, in the order of `keys`; a key that is gone is left out."""
        ...

    def facts(self) -> Mapping[SourceId, SourceFacts]:
        """What is known of every source, in the order of registration; under a merged source's
        id stands the one that it is part of."""
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

    def moved(self) -> Mapping[SourceId, str]:
        """Where permanent redirects led at the last good fetch, of each source that has moved."""
        ...


class Snapshots(Protocol):
    """Attempts and snapshots, both append-only, and what is due."""

    def due(self, now: datetime, limit: int | None = None) -> list[DueSource]:
        """What is to be fetched at `now`, longest overdue first."""
        ...

    def due_targets(self, now: datetime) -> Iterator[Target]:
        """The same, by URL alone: what is due at `now` is settled at once, and read piece by
        piece, so that not all of it need be held."""
        ...

    def plan(self, source_ids: Sequence[SourceId]) -> list[DueSource]:
        """What is known of these sources, due or not. Raises UnknownSource."""
        ...

    def targets(self, source_ids: Sequence[SourceId]) -> list[Target]:
        """The same, by URL alone. Raises UnknownSource."""
        ...

    def all_targets(self) -> Iterator[Target]:
        """Every source, in the order of registration, read piece by piece."""
        ...

    def all_ids(self) -> list[SourceId]:
        """Every source, in the order of registration."""
        ...

    def record_attempt(self, attempt: Attempt) -> int:
        """Keep an attempt that brought no new body; its id. Moves link state and due time."""
        ...

    def record_attempts(self, attempts: Sequence[Attempt]) -> list[Recorded]:
        """The same for several, all or none, in their order. Raises UnknownSource. Of several
        attempts at one source, each is told the state before the first and after the last."""
        ...

    def record_capture(
        self,
        attempt: Attempt | None,
        snapshot: Snapshot,
        text: str,
        event: Event | None = None,
    ) -> Captured:
        """Keep a snapshot whose blobs are durable, with the attempt that brought it; it becomes
        current where it may (law 2). The index and all that derives from it follow. Where body
        and extractor are the current snapshot's own, only the attempt is kept. The event, where
        one is given, is told with it, the snapshot's id added to its `after`."""
        ...

    def get(self, snapshot_id: int) -> Snapshot:
        """Raises NotFound."""
        ...

    def of(self, source_id: SourceId) -> list[Snapshot]:
        """Newest first."""
        ...

    def attempts(self, source_id: SourceId, limit: int = 100) -> list[Attempt]:
        """Newest first, void ones included."""
        ...

    def blobs(self) -> list[str]:
        """The sha256 of every body and text that a snapshot rests on, pruned ones left out."""
        ...

    def prunable(self, retention: Retention, now: datetime) -> dict[SourceId, tuple[int, ...]]:
        """The snapshots that retention lets go, by source; sources without any left out."""
        ...

    def prune(
        self, source_id: SourceId, retention: Retention, *, by: str, now: datetime
    ) -> tuple[int, ...]:
        """Mark those of one source as pruned, judged anew, with an event; their ids. Their blobs
        are the caller's to remove, afterwards."""
        ...

    def idle_blobs(self, pruned: Iterable[int] = ()) -> list[str]:
        """The sha256 of every body and text that only pruned snapshots have, `pruned` counted
        among them."""
        ...


class Identifications(Protocol):
    """What providers of metadata say of sources."""

    def plan(self, source_ids: Sequence[SourceId] | None = None) -> list[Identifiable]:
        """These sources, or all in the order of registration."""
        ...

    def of(self, source_id: SourceId) -> list[Identification]:
        """By the providers' names."""
        ...

    def record(self, found: Identification) -> None:
        """Keep how a provider was asked. A good answer's fields become the source's candidates in
        place of the provider's earlier ones; a bad one leaves the last good one standing."""
        ...


class Pages(Protocol):
    """The wiki's pages and their citations, rebuilt by every scan."""

    def hashes(self, parser_version: str | None = None) -> Mapping[str, str]:
        """Page id -> content hash, as of the last scan; given a parser's version, only of the
        pages that this version read."""
        ...

    def cited(self) -> set[SourceId]:
        """The sources that some page cites."""
        ...

    def record(self, scans: Sequence[PageScan], parser_version: str) -> None:
        """Replace these pages' citations, all or none, and what derives from them."""
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

    def problems(self) -> list[PageProblem]:
        """What the last scan of each page found wrong with it."""
        ...


class Venues(Protocol):
    """The registry."""

    def all(self) -> list[Venue]:
        """By name."""
        ...

    def get(self, venue_id: str) -> Venue:
        """Raises NotFound."""
        ...

    def save(self, venues: Sequence[Venue], origin: VenueOrigin) -> ImportCounts:
        """Add or update what this origin says of venues; another origin's word stays."""
        ...

    def ratings(self, venue_id: str) -> list[VenueRating]:
        """Every rating ever given, newest first."""
        ...

    def source_count(self, venue_id: str) -> int:
        """How many sources inherit from it."""
        ...

    def page_count(self, venue_id: str) -> int:
        """How many pages cite a source that inherits from it."""
        ...

    def standings(self) -> list[Standing]:
        """Every source as far as venues go, in the order of registration."""
        ...


class Editorial(Protocol):
    """What editors do. Every change goes through `apply` and leaves an event."""

    def apply(
        self,
        change: Change,
        *,
        by: str,
        at: datetime,
        expected: Mapping[str, object] | None = None,
        undoes: int | None = None,
    ) -> Event:
        """Carry out one change. `expected` is what the editor saw before it, by field name;
        where anything else stands there now, EditConflict is raised and nothing is written."""
        ...

    def credibility(self, source_id: SourceId) -> Credibility: ...

    def overrides(self, source_id: SourceId) -> list[Override]:
        """Newest first."""
        ...

    def reviews(self, source_id: SourceId) -> list[Review]:
        """Newest first, withdrawn ones included."""
        ...

    def annotations(self, source_id: SourceId) -> list[Annotation]:
        """By place in the text, removed ones left out."""
        ...

    def events(
        self, *, source_id: SourceId | None = None, by: str | None = None, limit: int = 200
    ) -> list[Event]:
        """Newest first."""
        ...

    def append(self, event: Event) -> int:
        """Keep an event of a machine's; its id."""
        ...

    def keep_draft(self, by: str, key: str, text: str, at: datetime) -> None:
        """Keep what an editor is typing under a key; "" forgets it."""
        ...

    def draft(self, by: str, key: str) -> str | None: ...


class Jobs(Protocol):
    """Job runs."""

    def start(self, kind: str, by: str, at: datetime) -> JobRun:
        """Open a run; one left RUNNING of the same kind becomes INTERRUPTED and is resumed.
        The caller holds the lock that makes sure no other such run is alive."""
        ...

    def finish(
        self, job_id: int, state: JobState, counts: Mapping[str, int], at: datetime
    ) -> JobRun:
        """Close a run. VOID makes its attempts void and takes back the link states they moved."""
        ...

    def recent(self, limit: int = 20) -> list[JobRun]:
        """Newest first."""
        ...

    def attempts(self, job_id: int) -> list[Attempt]:
        """In the order of writing."""
        ...


class Search(Protocol):
    """Full text over titles, authors, URLs and cached texts."""

    def search(self, query: str, limit: int = 50) -> list[SearchHit]:
        """Sources that have all the words, best first; "quoted words" stand next to each other,
        a last word still being typed matches as a prefix where it ends in "*". No text breaks
        it: what is not a word is passed over."""
        ...


class Upkeep(Protocol):
    """The store itself."""

    def totals(self, now: datetime) -> Totals: ...

    def check(self) -> list[str]:
        """One sentence for everything in the database that is not as it should be."""
        ...

    def rebuild(self) -> None:
        """Derive again all that is derived: effective values, counts, link states."""
        ...

    def backup(self, target: Path) -> int:
        """A whole, verified copy of the database at `target`; its size in bytes.
        Raises OutputError."""
        ...


class Library(Protocol):
    """One store's records."""

    @property
    def sources(self) -> Sources: ...
    @property
    def snapshots(self) -> Snapshots: ...
    @property
    def identifications(self) -> Identifications: ...
    @property
    def pages(self) -> Pages: ...
    @property
    def venues(self) -> Venues: ...
    @property
    def editorial(self) -> Editorial: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def search(self) -> Search: ...
    @property
    def upkeep(self) -> Upkeep: ...
    def close(self) -> None: ...
