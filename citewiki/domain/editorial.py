"""What editors do: the closed set of changes, the history they leave, and how each is undone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from citewiki.domain.quoting import Anchor
from citewiki.domain.sources import Field, SourceId, Value


class ReviewOutcome(StrEnum):
    """What an editor found on reading a snapshot."""

    OK = "ok"
    NEEDS_WORK = "needs-work"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Review:
    """An editor has read this snapshot (None: there was none to read) and says so."""

    source_id: SourceId
    snapshot_id: int | None
    outcome: ReviewOutcome
    by: str
    at: datetime
    note: str = ""
    withdrawn: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note on a passage; `removed` ones are kept and not shown."""

    source_id: SourceId
    anchor: Anchor
    note: str
    by: str
    at: datetime
    removed: bool = False
    id: int = 0


# The changes. Each is one step of `undo`; applying one appends one event.


@dataclass(frozen=True, slots=True)
class SetFields:
    """Set editorial fields; None takes the editor's value away, and what was below it shows."""

    source_id: SourceId
    values: dict[Field, Value | None]


@dataclass(frozen=True, slots=True)
class SetOverride:
    """Rate one source (1-5), or None: back to the venue's rating."""

    source_id: SourceId
    rating: int | None
    because: str


@dataclass(frozen=True, slots=True)
class AddReview:
    """Mark the current snapshot as read."""

    source_id: SourceId
    snapshot_id: int | None
    outcome: ReviewOutcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawReview:
    """Take a review back (undo of AddReview)."""

    source_id: SourceId
    review_id: int


@dataclass(frozen=True, slots=True)
class AddAnnotation:
    """Put a note on a passage."""

    source_id: SourceId
    anchor: Anchor
    note: str


@dataclass(frozen=True, slots=True)
class RemoveAnnotation:
    """Take a note away, or (`removed=False`) bring it back."""

    source_id: SourceId
    annotation_id: int
    removed: bool = True


@dataclass(frozen=True, slots=True)
class RateVenue:
    """Rate a venue (1-5); None takes the editors' rating away, and the imported one shows."""

    venue_id: str
    rating: int | None
    because: str


Change = (
    SetFields
    | SetOverride
    | AddReview
    | WithdrawReview
    | AddAnnotation
    | RemoveAnnotation
    | RateVenue
)


class EventKind(StrEnum):
    """What the history tells of. The first group are editors' changes and can be undone."""

    EDITED = "edited"
    RATED = "rated"
    REVIEWED = "reviewed"
    ANNOTATED = "annotated"
    ANNOTATION_REMOVED = "annotation_removed"
    REVIEW_WITHDRAWN = "review_withdrawn"
    VENUE_RATED = "venue_rated"
    # machines, and what cannot be taken back
    REGISTERED = "registered"
    IMPORTED = "imported"
    FETCHED = "fetched"
    ATTACHED = "attached"
    LINK_STATE = "link_state"
    VENUE_ADDED = "venue_added"
    UPGRADED = "upgraded"


UNDOABLE = frozenset(
    {
        EventKind.EDITED,
        EventKind.RATED,
        EventKind.REVIEWED,
        EventKind.ANNOTATED,
        EventKind.ANNOTATION_REMOVED,
        EventKind.VENUE_RATED,
    }
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history; only ever appended.

    `before` and `after` are what the change replaced and put there, as plain JSON values by
    name (for EDITED: field name -> value or None). `undoes` is the id of the event that this
    one took back, `undone_by` the id of the event that took this one back.
    """

    id: int
    at: datetime
    by: str
    kind: EventKind
    source_id: SourceId | None
    venue_id: str | None
    before: dict[str, object]
    after: dict[str, object]
    undoes: int | None = None
    undone_by: int | None = None
