"""The queues' room: what needs a person, in order, and each editor's place in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.editorial import Annotation
    from citewiki.domain.listing import SavedList
    from citewiki.domain.queues import Place, Queued, QueueName, Snoozed
    from citewiki.domain.sources import SourceId


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a note's passage stands in a snapshot's text, in characters; None: nowhere."""

    annotation_id: int
    snapshot_id: int
    place: tuple[int, int] | None


class Queues(Protocol):
    """Queues are read from the records as they stand; nothing is put into one.

    `proposed` are the sources for which a merge is proposed, by a rule of the domain.
    """

    def order(
        self,
        queue: QueueName,
        now: datetime,
        proposed: Collection[SourceId] = (),
        *,
        less_skipped_by: str | None = None,
    ) -> Sequence[int]:
        """The row keys of a queue, the greatest weight first; given an editor, less what that
        editor passed over in this pass."""
        ...

    def queued(
        self, keys: Sequence[int], now: datetime, proposed: Collection[SourceId] = ()
    ) -> list[Queued]:
        """The lines under these keys, in their order; a key that is gone is left out."""
        ...

    def snoozed(self, now: datetime) -> list[Snoozed]:
        """What is left out now, by the day on which it comes back."""
        ...

    def unplaced(self, source_id: SourceId | None = None) -> list[tuple[Annotation, int]]:
        """The standing notes, of one source or all, that were not yet looked for in their
        source's current snapshot, with that snapshot's id."""
        ...

    def place_notes(self, found: Sequence[Anchored]) -> None:
        """Keep where notes stand in later texts than their own."""
        ...


class Desk(Protocol):
    """What each editor would find again: the place in a queue, and saved lists."""

    def place(self, by: str, queue: QueueName) -> Place | None: ...

    def keep_place(self, by: str, queue: QueueName, place: Place) -> None: ...

    def skip(self, by: str, queue: QueueName, source_id: SourceId, at: datetime) -> None:
        """Pass a source over until the pass is begun anew."""
        ...

    def start_over(self, by: str, queue: QueueName) -> int:
        """Forget place and skips; how many were skipped."""
        ...

    def saved(self, by: str) -> list[SavedList]:
        """By name."""
        ...

    def save(self, by: str, saved: SavedList, at: datetime) -> None:
        """Under its name, in place of what stood there."""
        ...

    def forget(self, by: str, name: str) -> None:
        """Raises NotFound."""
        ...
