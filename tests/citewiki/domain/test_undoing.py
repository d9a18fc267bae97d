"""Which events can be turned round, and by what change."""

import pytest

from citewiki.domain.editorial import (
    AddReview,
    Change,
    Event,
    EventKind,
    RateVenue,
    RemoveAnnotation,
    SetFields,
    SetOverride,
    WithdrawReview,
)
from citewiki.domain.errors import UsageError
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import Field
from citewiki.domain.undoing import UNDOABLE, Step, again, inverse, redoable, step_of, undoable
from tests.builders import NOW

ID = "227c865a2154436e"


def an_event(
    kind: EventKind, before: dict[str, object], after: dict[str, object], venue: str | None = None
) -> Event:
    return Event(1, NOW, "Ada", kind, None if venue else ID, venue, before, after)


@pytest.mark.parametrize(
    ("event", "change"),
    [
        (
            an_event(
                EventKind.EDITED,
                {"title": "Old", "tags": ["a", "b"], "importance": 0, "review": None},
                {"title": "New", "tags": None, "importance": 5, "review": "x"},
            ),
            SetFields(
                ID,
                {
                    Field.TITLE: "Old",
                    Field.TAGS: ("a", "b"),
                    Field.IMPORTANCE: 0,
                    Field.REVIEW: None,
                },
            ),
        ),
        (
            an_event(
                EventKind.RATED,
                {"rating": 2, "because": "thin"},
                {"rating": 5, "because": "good"},
            ),
            SetOverride(ID, 2, "thin"),
        ),
        (
            an_event(
                EventKind.RATED, {"rating": None, "because": ""}, {"rating": 5, "because": "good"}
            ),
            SetOverride(ID, None, ""),
        ),
        (
            an_event(
                EventKind.REVIEWED,
                {},
                {"review_id": 7, "outcome": "ok", "note": "", "snapshot_id": None},
            ),
            WithdrawReview(ID, 7),
        ),
        (
            an_event(EventKind.ANNOTATED, {}, {"annotation_id": 8, "quote": "q", "note": "n"}),
            RemoveAnnotation(ID, 8),
        ),
        (
            an_event(EventKind.ANNOTATION_REMOVED, {}, {"annotation_id": 8}),
            RemoveAnnotation(ID, 8, removed=False),
        ),
        (
            an_event(
                EventKind.VENUE_RATED,
                {"rating": None, "because": ""},
                {"rating": 4, "because": "x"},
                "openai",
            ),
            RateVenue("openai", None, ""),
        ),
    ],
    ids=lambda value: value.kind.value if isinstance(value, Event) else "",
)
def test_inverse(event: Event, change: Change) -> None:
    assert inverse(event) == change


@pytest.mark.parametrize("kind", sorted(set(EventKind) - UNDOABLE))
def test_what_machines_did_is_not_taken_back(kind: EventKind) -> None:
    with pytest.raises(UsageError, match="cannot be taken back"):
        inverse(an_event(kind, {}, {}))


@pytest.mark.parametrize("kind", [EventKind.REVIEWED, EventKind.ANNOTATED])
def test_a_record_that_is_not_whole_is_refused(kind: EventKind) -> None:
    with pytest.raises(UsageError, match="not whole"):
        inverse(an_event(kind, {}, {}))


def told(*links: int | None) -> list[Event]:
    """Edits numbered from 1, newest first; each link is the number that it turned round."""
    undone_by = {undone: at for at, undone in enumerate(links, 1) if undone is not None}
    made = [
        Event(at, NOW, "Ada", EventKind.EDITED, ID, None, {}, {}, undone, undone_by.get(at))
        for at, undone in enumerate(links, 1)
    ]
    return made[::-1]


@pytest.mark.parametrize(
    ("name", "links", "can_undo", "can_redo"),
    [
        ("nothing yet", [], [], []),
        ("two edits", [None, None], [2, 1], []),
        ("one taken back", [None, None, 2], [1], [2]),
        ("both taken back", [None, None, 2, 1], [], [1, 2]),
        ("one done again", [None, None, 2, 1, 4], [5], [2]),
        ("both done again", [None, None, 2, 1, 4, 3], [6, 5], []),
        ("and taken back again", [None, None, 2, 1, 4, 3, 6], [5], [6]),
        ("a new edit", [None, None, 2, None], [4, 1], []),
        ("a new edit taken back", [None, None, 2, None, 4], [1], [4]),
    ],
)
def test_what_can_be_turned_round(
    name: str, links: list[int | None], can_undo: list[int], can_redo: list[int]
) -> None:
    events = told(*links)
    assert [event.id for event in undoable(events)] == can_undo
    assert [taken.id for _, taken in redoable(events)] == can_redo


def test_each_turn_has_its_name() -> None:
    events = told(None, 1, 2, 3)
    known = {event.id: event for event in events}
    assert [step_of(known[n], known) for n in (1, 2, 3, 4)] == [
        Step.DONE,
        Step.TAKEN_BACK,
        Step.DONE_AGAIN,
        Step.TAKEN_BACK,
    ]


def test_a_review_is_written_anew() -> None:
    after: dict[str, object] = {"review_id": 7, "outcome": "reject", "note": "n", "snapshot_id": 3}
    done = an_event(EventKind.REVIEWED, {}, after)
    back = an_event(EventKind.REVIEW_WITHDRAWN, {}, {"review_id": 7})
    assert again(back, done) == AddReview(ID, 3, ReviewOutcome.REJECT, "n")
