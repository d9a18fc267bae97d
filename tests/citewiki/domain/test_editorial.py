"""The change that takes an event back."""

import pytest

from citewiki.domain.editorial import (
    UNDOABLE,
    Change,
    Event,
    EventKind,
    RateVenue,
    RemoveAnnotation,
    SetFields,
    SetOverride,
    WithdrawReview,
    inverse,
)
from citewiki.domain.errors import UsageError
from citewiki.domain.sources import Field
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
