"""Queues in SQL: what is in each, in which order, and that they are the domain's own rule."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from citewiki.domain.editorial import AddAnnotation, AddReview, Snooze
from citewiki.domain.errors import NotFound, UsageError
from citewiki.domain.listing import ListView, SavedList, SortKey
from citewiki.domain.outcomes import Outcome
from citewiki.domain.queues import Place, Problem, QueueName
from citewiki.domain.quoting import anchor_at
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import Field, FieldValue, Origin, SourceId
from citewiki.domain.venues import VenueOrigin
from citewiki.ports.library import Library
from citewiki.ports.library.queues import Anchored
from tests.builders import (
    NOW,
    a_citation,
    a_page,
    a_scan,
    a_snapshot,
    a_source,
    a_venue,
    an_attempt,
    an_import,
)

LATER = NOW + timedelta(days=45)


def keep(library: Library, url: str, importance: int | None = None) -> SourceId:
    fields = [FieldValue(Field.TITLE, url, Origin.IMPORT, "lw", NOW)]
    if importance is not None:
        fields.append(FieldValue(Field.IMPORTANCE, importance, Origin.IMPORT, "lw", NOW))
    library.sources.import_records([an_import(url, *fields)], "lw", NOW)
    return a_source(url).id


def capture(library: Library, source_id: SourceId, text: str) -> int:
    attempt = an_attempt(source_id, Outcome.OK, http_status=200)
    return library.snapshots.record_capture(attempt, a_snapshot(source_id, text), text).snapshot_id


def review(
    library: Library, source_id: SourceId, outcome: ReviewOutcome = ReviewOutcome.OK
) -> None:
    current = library.sources.get(source_id).current_snapshot_id
    library.editorial.apply(AddReview(source_id, current, outcome, "read"), by="Ada", at=NOW)


def problems(library: Library, source_id: SourceId) -> Problem:
    for one in library.queues.queued(library.lists.order(ListView()), LATER):
        if one.row.id == source_id:
            return one.need.problems
    raise AssertionError("it is gone")


def ids(library: Library, queue: QueueName, **given: str) -> list[SourceId]:
    keys = library.queues.order(queue, LATER, **given)
    return [one.row.id for one in library.queues.queued(keys, LATER)]


def test_a_source_goes_through_the_queues(library: Library) -> None:
    one = keep(library, "https://example.org/a")
    assert problems(library, one) == Problem.UNREVIEWED | Problem.UNRATED
    library.venues.save([a_venue()], VenueOrigin.STARTER)
    capture(library, one, "The first text.")
    review(library, one)
    assert problems(library, one) == Problem(0)
    assert ids(library, QueueName.ALL) == []
    capture(library, one, "The first text.")
    assert problems(library, one) == Problem(0)
    capture(library, one, "Another text.")
    assert ids(library, QueueName.CHANGED) == [one]
    review(library, one, ReviewOutcome.NEEDS_WORK)
    assert ids(library, QueueName.FAULTED) == ids(library, QueueName.ALL) == [one]


@pytest.mark.parametrize(
    ("outcome", "queue"),
    [
        (Outcome.NOT_FOUND, QueueName.DEAD),
        (Outcome.TIMEOUT, QueueName.BLOCKED),
        (Outcome.BLOCKED, QueueName.BLOCKED),
        (Outcome.PAYWALLED, QueueName.BLOCKED),
    ],
)
def test_a_link_in_trouble(library: Library, outcome: Outcome, queue: QueueName) -> None:
    one = keep(library, "https://example.org/a")
    library.snapshots.record_attempt(an_attempt(one, outcome))
    assert ids(library, queue) == [one]
    assert library.overview.counts(LATER)[queue] == 1


def test_a_lost_note(library: Library) -> None:
    one = keep(library, "https://example.org/a")
    first = capture(library, one, "A claim stands here.")
    anchor = anchor_at("A claim stands here.", 2, 7, first)
    library.editorial.apply(AddAnnotation(one, anchor, "so"), by="Ada", at=NOW)
    assert library.queues.unplaced() == []
    second = capture(library, one, "Nothing is left.")
    ((note, wanted),) = library.queues.unplaced(one)
    assert wanted == second
    library.queues.place_notes([Anchored(note.id, second, None)])
    assert library.queues.unplaced() == []
    assert ids(library, QueueName.LOST) == [one]
    library.queues.place_notes([Anchored(note.id, second, (0, 5))])
    assert ids(library, QueueName.LOST) == []
    library.queues.place_notes([Anchored(note.id, second, None)])
    capture(library, one, "A claim stands here again.")  # where nobody has looked for it yet
    assert ids(library, QueueName.LOST) == []


def test_the_order_is_the_domains(library: Library) -> None:
    for i in range(40):
        one = keep(library, f"https://example.org/{i}", None if i % 7 == 0 else i * 13 % 120)
        if i % 3 == 0:
            found = a_citation(f"https://example.org/{i}")
            pages = [a_scan(a_page(f"p{n}"), (one, found)) for n in range(i % 4)]
            library.pages.record(pages, "1")
        if i % 5 == 0:
            capture(library, one, f"text {i}")
            review(library, one, ReviewOutcome.REJECT)
        if i % 4 == 0:
            library.snapshots.record_attempt(an_attempt(one, Outcome.BLOCKED))
    proposed = [a_source("https://example.org/8").id]
    keys = library.queues.order(QueueName.ALL, LATER, proposed)
    lines = library.queues.queued(keys, LATER, proposed)
    assert len(lines) == 40
    assert len({line.need.weight for line in lines}) > 20
    for before, after in pairwise(lines):
        assert before.need.weight >= after.need.weight
    assert ids(library, QueueName.MERGES) == []
    (merge,) = library.queues.queued(
        library.queues.order(QueueName.MERGES, LATER, proposed), LATER, proposed
    )
    assert merge.row.id == proposed[0]


def test_a_snooze_ends_with_its_day_or_with_a_new_problem(library: Library) -> None:
    one, other = keep(library, "https://example.org/a"), keep(library, "https://example.org/b")
    until = (LATER + timedelta(days=5)).date()
    for source_id in (one, other):
        library.editorial.apply(Snooze(source_id, until), by="Ada", at=LATER)
    assert ids(library, QueueName.NEW) == []
    assert [s.source_id for s in library.queues.snoozed(LATER)] == [one, other]
    library.snapshots.record_attempt(an_attempt(other, Outcome.BLOCKED))
    assert ids(library, QueueName.NEW) == [other]
    assert [s.source_id for s in library.queues.snoozed(LATER)] == [one]
    after = LATER + timedelta(days=5)
    assert len(library.queues.order(QueueName.NEW, after)) == 2
    library.editorial.apply(Snooze(one, None), by="Ada", at=LATER)
    assert set(ids(library, QueueName.NEW)) == {one, other}


def test_each_editor_has_a_place_and_skips(library: Library) -> None:
    one, other = keep(library, "https://example.org/a"), keep(library, "https://example.org/b")
    desk = library.desk
    assert desk.place("Ada", QueueName.NEW) is None
    desk.keep_place("Ada", QueueName.NEW, Place(one, 7, NOW))
    assert desk.place("Ada", QueueName.NEW) == Place(one, 7, NOW)
    assert desk.place("Ben", QueueName.NEW) is None
    desk.skip("Ada", QueueName.NEW, one, NOW)
    assert ids(library, QueueName.NEW, less_skipped_by="Ada") == [other]
    assert len(ids(library, QueueName.NEW, less_skipped_by="Ben")) == 2
    assert desk.start_over("Ada", QueueName.NEW) == 1
    assert desk.place("Ada", QueueName.NEW) is None
    assert len(ids(library, QueueName.NEW, less_skipped_by="Ada")) == 2


def test_saved_lists_are_an_editors_own(library: Library) -> None:
    desk, view = library.desk, ListView("openai", SortKey.RATING, True)
    desk.save("Ada", SavedList("labs", ListView()), NOW)
    desk.save("Ada", SavedList("labs", view), NOW)
    assert desk.saved("Ada") == [SavedList("labs", view)]
    assert desk.saved("Ben") == []
    desk.forget("Ada", "labs")
    with pytest.raises(NotFound, match="no saved list 'labs'"):
        desk.forget("Ada", "labs")
    with pytest.raises(UsageError):
        SavedList(" ", view)


def test_a_snooze_is_told_and_undone(library: Library) -> None:
    one = keep(library, "https://example.org/a")
    event = library.editorial.apply(Snooze(one, date(2026, 9, 1)), by="Ada", at=NOW)
    assert (event.before, event.after) == ({"until": None}, {"until": "2026-09-01"})
