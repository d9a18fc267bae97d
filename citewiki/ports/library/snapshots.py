"""The snapshots' room: attempts, captures, what is due, and what may be pruned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from citewiki.domain.snapshots import Attempt, Snapshot, Validators

if TYPE_CHECKING:
    from citewiki.domain.editorial import Event
    from citewiki.domain.links import LinkState
    from citewiki.domain.retention import Retention
    from citewiki.domain.sources import SourceId


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
