"""What editors do: the closed set of changes, and the history they leave."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from citewiki.domain.quoting import Anchor
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.rubric import LABELS, defended
from citewiki.domain.sources import Field, SourceId, Value


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

    def __post_init__(self) -> None:
        if self.rating is not None:
            defended(self.rating, self.because)


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
    """Rate a venue (1-5); None takes the editors' rating away, and the imported one shows.
    `review_by` is when to look at it again."""

    venue_id: str
    rating: int | None
    because: str
    review_by: date | None = None

    def __post_init__(self) -> None:
        if self.rating is not None:
            defended(self.rating, self.because)


@dataclass(frozen=True, slots=True)
class MergeSources:
    """Take a source for part of another: its ids, addresses and citations lead there."""

    source_id: SourceId
    into: SourceId


@dataclass(frozen=True, slots=True)
class SplitSource:
    """Let a merged source stand for itself again."""

    source_id: SourceId


@dataclass(frozen=True, slots=True)
class RefuseMerge:
    """Two sources are two works and not to be proposed again; or (`refused=False`) they may be."""

    one: SourceId
    other: SourceId
    refused: bool = True


@dataclass(frozen=True, slots=True)
class Snooze:
    """Leave a source out of the queues until a day; None: put it back."""

    source_id: SourceId
    until: date | None


@dataclass(frozen=True, slots=True)
class AcceptSuggestion:
    """Rate a place's venue as a list suggests, or with another `rating`; `name` and `kind` are
    for a venue that has to be made."""

    list_name: str
    place: str
    because: str
    rating: int | None = None
    name: str = ""
    kind: str = "website"

    def __post_init__(self) -> None:
        defended(self.rating if self.rating is not None else min(LABELS), self.because)


@dataclass(frozen=True, slots=True)
class TakeBackAcceptance:
    """What AcceptSuggestion put there (`rating`, `because`), back to what was before."""

    venue_id: str
    place: str
    added: bool
    rating: int | None
    because: str
    before: int | None
    before_because: str


@dataclass(frozen=True, slots=True)
class RefuseSuggestion:
    """A suggestion is not wanted; or (`refused=False`) it may be."""

    list_name: str
    place: str
    because: str
    refused: bool = True

    def __post_init__(self) -> None:
        if self.refused:
            defended(min(LABELS), self.because)


Change = (
    SetFields
    | SetOverride
    | AddReview
    | WithdrawReview
    | AddAnnotation
    | RemoveAnnotation
    | RateVenue
    | MergeSources
    | SplitSource
    | RefuseMerge
    | Snooze
    | AcceptSuggestion
    | TakeBackAcceptance
    | RefuseSuggestion
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
    MERGED = "merged"
    SPLIT = "split"
    MERGE_REFUSED = "merge_refused"
    SNOOZED = "snoozed"
    SUGGESTION_ACCEPTED = "suggestion_accepted"
    SUGGESTION_REFUSED = "suggestion_refused"
    # machines, and what cannot be taken back
    REGISTERED = "registered"
    IMPORTED = "imported"
    FETCHED = "fetched"
    ATTACHED = "attached"
    PRUNED = "pruned"
    LINK_STATE = "link_state"
    VENUE_ADDED = "venue_added"
    UPGRADED = "upgraded"


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
