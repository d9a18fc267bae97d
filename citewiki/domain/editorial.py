"""What editors do: the closed set of changes, the history they leave, and how each is undone."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from citewiki.domain.errors import UsageError
from citewiki.domain.quoting import Anchor
from citewiki.domain.rubric import LABELS, defended
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


UNDOABLE = frozenset(
    {
        EventKind.EDITED,
        EventKind.RATED,
        EventKind.REVIEWED,
        EventKind.ANNOTATED,
        EventKind.ANNOTATION_REMOVED,
        EventKind.VENUE_RATED,
        EventKind.MERGED,
        EventKind.SPLIT,
        EventKind.MERGE_REFUSED,
        EventKind.SNOOZED,
        EventKind.SUGGESTION_ACCEPTED,
        EventKind.SUGGESTION_REFUSED,
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


def inverse(event: Event) -> Change:
    """The change that takes an event back. Raises UsageError where there is none."""
    if event.kind not in UNDOABLE:
        raise UsageError(f"what was {event.kind.value} cannot be taken back")
    if event.kind is EventKind.VENUE_RATED:
        return RateVenue(
            event.venue_id or "",
            _rating(event.before),
            _text(event.before, "because"),
            _day(event.before, "review_by"),
        )
    if event.kind is EventKind.SUGGESTION_ACCEPTED:
        return TakeBackAcceptance(
            event.venue_id or "",
            _text(event.after, "place"),
            event.after.get("added") is True,
            _rating(event.after),
            _text(event.after, "because"),
            _rating(event.before),
            _text(event.before, "because"),
        )
    if event.kind is EventKind.SUGGESTION_REFUSED:
        return RefuseSuggestion(
            _text(event.after, "list"),
            _text(event.after, "place"),
            _text(event.after, "because"),
            event.after.get("refused") is not True,
        )
    source_id = event.source_id or ""
    match event.kind:
        case EventKind.EDITED:
            return SetFields(
                source_id, {Field(name): _value(value) for name, value in event.before.items()}
            )
        case EventKind.MERGED:
            return SplitSource(_text(event.after, "merged"))
        case EventKind.SPLIT:
            return MergeSources(_text(event.after, "split"), source_id)
        case EventKind.MERGE_REFUSED:
            other, refused = _text(event.after, "other"), event.after.get("refused") is True
            return RefuseMerge(source_id, other, not refused)
        case EventKind.RATED:
            return SetOverride(source_id, _rating(event.before), _text(event.before, "because"))
        case EventKind.SNOOZED:
            until = _text(event.before, "until")
            return Snooze(source_id, date.fromisoformat(until) if until else None)
        case EventKind.REVIEWED:
            return WithdrawReview(source_id, _number(event.after, "review_id"))
        case EventKind.ANNOTATED:
            return RemoveAnnotation(source_id, _number(event.after, "annotation_id"))
        case _:
            return RemoveAnnotation(source_id, _number(event.after, "annotation_id"), removed=False)


def _value(value: object) -> Value | None:
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return value if isinstance(value, str | int) else None


def _rating(said: dict[str, object]) -> int | None:
    rating = said.get("rating")
    return rating if isinstance(rating, int) else None


def _text(said: dict[str, object], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _day(said: dict[str, object], name: str) -> date | None:
    value = said.get(name)
    return date.fromisoformat(value) if isinstance(value, str) else None


def _number(said: dict[str, object], name: str) -> int:
    value = said.get(name)
    if not isinstance(value, int):
        raise UsageError("this change's record is not whole; it cannot be taken back")
    return value
