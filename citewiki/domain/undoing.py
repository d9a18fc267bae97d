"""Taking back and doing again: which event turns which round, and by what change.

Nothing leaves the history: what takes an event back is an event of its own, and so is what does
that again. An editor's events thus say by themselves what `undo` and `redo` would turn to next.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from citewiki.domain.editorial import (
    AcceptSuggestion,
    AddReview,
    Change,
    Event,
    EventKind,
    MergeSources,
    RateVenue,
    RefuseMerge,
    RefuseSuggestion,
    RemoveAnnotation,
    SetFields,
    SetOverride,
    Snooze,
    SplitSource,
    TakeBackAcceptance,
    WithdrawReview,
)
from citewiki.domain.errors import UsageError
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import Field, Value

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


class Step(StrEnum):
    """What an event was to the editor: a change, one taken back, or one done again."""

    DONE = "done"
    TAKEN_BACK = "taken back"
    DONE_AGAIN = "done again"


def step_of(event: Event, others: Mapping[int, Event]) -> Step:
    """`others` are events by id, among them those that this one turned round."""
    turns = 0
    seen = event
    while seen.undoes is not None:
        turns += 1
        if seen.undoes not in others:
            break  # older than the history that is at hand: a change, nearly always
        seen = others[seen.undoes]
    if not turns:
        return Step.DONE
    return Step.TAKEN_BACK if turns % 2 else Step.DONE_AGAIN


def undoable(events: Sequence[Event]) -> list[Event]:
    """Of one editor's events, newest first, those that `undo` can take back, newest first."""
    known = {event.id: event for event in events}
    return [
        event
        for event in events
        if event.kind in UNDOABLE
        and event.undone_by is None
        and step_of(event, known) is not Step.TAKEN_BACK
    ]


def redoable(events: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Of one editor's events, newest first, what `redo` can do again, the last taken back first:
    (what took it back, what it took back). A new change leaves nothing to do again."""
    known = {event.id: event for event in events}
    found = []
    for event in events:
        step = step_of(event, known)
        if step is Step.DONE and event.kind in UNDOABLE:
            break
        if step is Step.TAKEN_BACK and event.undone_by is None and event.undoes in known:
            found.append((event, known[event.undoes]))
    return found


def again(taking_back: Event, taken_back: Event) -> Change:
    """The change that does again what was taken back."""
    if taken_back.kind is EventKind.REVIEWED:  # a review is not brought back but written anew
        after = taken_back.after
        snapshot_id = after.get("snapshot_id")
        return AddReview(
            taken_back.source_id or "",
            snapshot_id if isinstance(snapshot_id, int) else None,
            ReviewOutcome(_text(after, "outcome")),
            _text(after, "note"),
        )
    if taken_back.kind is EventKind.SUGGESTION_ACCEPTED:  # the venue may have to be made again
        after = taken_back.after
        return AcceptSuggestion(
            _text(after, "list"),
            _text(after, "place"),
            _text(after, "reason"),
            _rating(after),
            _text(after, "name"),
            _text(after, "kind") or "website",
        )
    return inverse(taking_back)


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
