"""The rooms beside the records: jobs, search, and the upkeep of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.jobs import JobRun, JobState
    from citewiki.domain.listing import SearchHit
    from citewiki.domain.snapshots import Attempt
    from citewiki.ports.library.asking import Asking


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
        a last word still being typed matches as a prefix where it ends in "*", and where that
        is one letter or digit alone, only of titles and authors. No text breaks it: what is not a
        word is passed over."""
        ...

    def ranked(self, query: str, limit: int, asking: Asking | None = None) -> Mapping[int, float]:
        """The same as a key each, with its score. Takes a part of the time: a text is unpacked for
        every excerpt from it."""
        ...

    def hits(self, query: str, ranked: Mapping[int, float]) -> list[SearchHit]:
        """Some of `ranked` as results, in their order; what is gone by now is left out."""
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
