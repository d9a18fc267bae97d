"""The editors' room: changes, reviews, annotations, events and drafts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.credibility import Credibility, Override
    from citewiki.domain.editorial import Annotation, Change, Event, EventKind
    from citewiki.domain.reviews import Review
    from citewiki.domain.sources import SourceId


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
        where anything else stands there now, EditConflict is raised and nothing is written.
        "revision" stands for the source as a whole (see `revision`)."""
        ...

    def revision(self, source_id: SourceId) -> int:
        """A number that grows with whatever is changed of a source: by an editor, an import, a
        new version of its text. What a check of its link finds is not among that."""
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
        self,
        *,
        source_id: SourceId | None = None,
        by: str | None = None,
        kinds: Collection[EventKind] = (),
        since: datetime | None = None,
        limit: int = 200,
    ) -> list[Event]:
        """Newest first; of some kinds alone where any is named, at `since` or after it."""
        ...

    def append(self, event: Event) -> int:
        """Keep an event of a machine's; its id."""
        ...

    def keep_draft(self, by: str, key: str, text: str, at: datetime) -> None:
        """Keep what an editor is typing under a key; "" forgets it."""
        ...

    def draft(self, by: str, key: str) -> str | None: ...
