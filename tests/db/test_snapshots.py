"""Attempts, snapshots, the pointer (law 2), due times and void nights."""

from dataclasses import replace
from datetime import timedelta

import pytest

from citewiki.domain.editorial import Event, EventKind
from citewiki.domain.errors import NotFound, StoreError, UnknownSource
from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.jobs import JobState
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome
from citewiki.domain.providers import Identification, ProviderRecord
from citewiki.ports.library import Library
from tests.builders import NOW, a_snapshot, a_source, an_attempt

ID = a_source().id


@pytest.fixture
def one(library: Library) -> Library:
    library.sources.register([a_source()])
    return library


def test_a_capture_round_trips(one: Library) -> None:
    given = replace(
        a_snapshot(ID), note="a note", by="Ada", original_at=NOW, page_starts=(0, 8), detail="d"
    )
    taken = one.snapshots.record_capture(an_attempt(ID), given, "A title\nSome text.")
    assert (taken.current, taken.text_changed) == (True, True)
    kept = one.snapshots.get(taken.snapshot_id)
    assert kept == replace(given, id=kept.id, attempt_id=kept.attempt_id)
    assert one.snapshots.of(ID) == [kept]
    assert one.snapshots.attempts(ID)[0].id == kept.attempt_id
    assert one.snapshots.blobs() == [given.body.sha256]


@pytest.mark.parametrize("read", [ReadOutcome.NO_TEXT, ReadOutcome.UNREADABLE])
def test_only_a_readable_snapshot_moves_the_pointer(one: Library, read: ReadOutcome) -> None:
    good = one.snapshots.record_capture(an_attempt(ID), a_snapshot(ID, "good text"), "good text")
    bad = one.snapshots.record_capture(an_attempt(ID), a_snapshot(ID, "x", read=read), "")
    assert (bad.current, bad.text_changed) == (False, False)
    assert one.sources.get(ID).current_snapshot_id == good.snapshot_id
    assert one.search.search("good")
    one.upkeep.rebuild()
    assert one.sources.get(ID).current_snapshot_id == good.snapshot_id


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.OK])
def test_no_failure_moves_the_pointer(one: Library, outcome: Outcome) -> None:
    good = one.snapshots.record_capture(an_attempt(ID), a_snapshot(ID, "good text"), "good text")
    one.snapshots.record_attempt(an_attempt(ID, outcome))
    assert one.sources.get(ID).current_snapshot_id == good.snapshot_id
    assert one.search.search("good")


def test_the_same_body_again_is_only_an_attempt(one: Library) -> None:
    first = one.snapshots.record_capture(an_attempt(ID), a_snapshot(ID), "A title\nSome text.")
    again = one.snapshots.record_capture(an_attempt(ID), a_snapshot(ID), "A title\nSome text.")
    assert again.snapshot_id == first.snapshot_id
    assert not again.text_changed
    assert len(one.snapshots.of(ID)) == 1
    assert len(one.snapshots.attempts(ID)) == 2
    newer = a_snapshot(ID, version="2")
    assert not one.snapshots.record_capture(None, newer, "A title\nSome text.").text_changed
    assert len(one.snapshots.of(ID)) == 2


def test_a_source_never_asked_for_is_due_first(one: Library) -> None:
    other = a_source("https://example.org/other")
    one.sources.register([other])
    one.snapshots.record_attempt(an_attempt(ID, Outcome.TIMEOUT))
    assert [due.source_id for due in one.snapshots.due(NOW)] == [other.id]
    later = one.snapshots.due(NOW + timedelta(days=3))
    assert [due.source_id for due in later] == [other.id, ID]
    assert len(one.snapshots.due(NOW + timedelta(days=3), limit=1)) == 1
    assert one.snapshots.plan([ID])[0].due_at == later[1].due_at


def test_a_void_night_takes_its_link_states_back(one: Library) -> None:
    one.snapshots.record_attempt(an_attempt(ID))
    before = one.sources.get(ID)
    job = one.jobs.start("nightly", "cron", NOW)
    one.snapshots.record_attempt(
        an_attempt(ID, Outcome.DNS_FAILED, at=NOW + timedelta(days=9), job_id=job.id)
    )
    assert one.sources.get(ID).link_state is LinkState.UNREACHABLE
    ended = one.jobs.finish(job.id, JobState.VOID, {"failed": 1}, NOW)
    assert (ended.state, ended.counts) == (JobState.VOID, {"failed": 1})
    assert one.sources.get(ID) == before
    assert [attempt.void for attempt in one.jobs.attempts(job.id)] == [True]
    told = [
        event for event in one.editorial.events(source_id=ID) if event.kind is EventKind.LINK_STATE
    ]
    assert {"link_state": LinkState.UNREACHABLE.value} in [event.before for event in told]


def test_an_interrupted_run_is_resumed(library: Library) -> None:
    first = library.jobs.start("nightly", "cron", NOW)
    second = library.jobs.start("nightly", "cron", NOW)
    assert second.resumes == first.id
    library.jobs.finish(second.id, JobState.DONE, {}, NOW)
    assert [run.state for run in library.jobs.recent()] == [JobState.DONE, JobState.INTERRUPTED]
    assert library.jobs.start("nightly", "cron", NOW).resumes is None


def test_what_is_not_there_is_said(library: Library) -> None:
    with pytest.raises(NotFound):
        library.snapshots.get(7)
    with pytest.raises(UnknownSource):
        library.snapshots.record_attempt(an_attempt("0" * 16))
    with pytest.raises(NotFound):
        library.jobs.finish(7, JobState.DONE, {}, NOW)


def test_several_attempts_are_kept_all_or_none(one: Library) -> None:
    other = a_source("https://example.org/other")
    one.sources.register([other])
    mine, lost = an_attempt(ID), an_attempt(other.id, Outcome.TIMEOUT)
    first, second = one.snapshots.record_attempts([mine, lost])
    assert (first.link_before, first.link_after) == (LinkState.UNCHECKED, LinkState.LIVE)
    assert (second.link_before, second.link_after) == (LinkState.UNCHECKED, LinkState.UNREACHABLE)
    assert [each.id for each in one.snapshots.attempts(other.id)] == [second.attempt_id]
    told = one.editorial.events(source_id=other.id)
    assert told[0].after == {"link_state": "unreachable"}
    with pytest.raises(UnknownSource):
        one.snapshots.record_attempts([mine, an_attempt("0" * 16)])
    assert len(one.snapshots.attempts(ID)) == 1
    assert one.snapshots.record_attempts([]) == []
    assert one.upkeep.check() == []


@pytest.mark.parametrize("withdrawn", [False, True])
@pytest.mark.parametrize("outcome", sorted(Outcome))
def test_an_attempt_alone_derives_what_the_whole_projection_does(
    one: Library, outcome: Outcome, withdrawn: bool
) -> None:
    """Its columns are derived without the others; `check` derives all of them anew."""
    one.snapshots.record_capture(an_attempt(ID), a_snapshot(ID), "A title\nSome text.")
    if withdrawn:
        record = ProviderRecord(title="A title", withdrawal="retracted")
        said = Identification(ID, "doi", NOW, Outcome.OK, "", record, NOW)
        one.identifications.record(said)
    for day in (5, 9):
        later = an_attempt(ID, outcome, at=NOW + timedelta(days=day))
        one.snapshots.record_attempt(replace(later, retry_after_s=60))
        assert one.upkeep.check() == []


def test_targets_are_what_the_plan_asks_for(one: Library) -> None:
    other = a_source("https://example.org/other")
    one.sources.register([other])
    for targets, plan in (
        (one.snapshots.due_targets(NOW), one.snapshots.due(NOW)),
        (one.snapshots.all_targets(), one.snapshots.plan(one.snapshots.all_ids())),
        (one.snapshots.targets([other.id, ID]), one.snapshots.plan([other.id, ID])),
    ):
        assert [(t.source_id, t.url) for t in targets] == [(p.source_id, p.url) for p in plan]
    with pytest.raises(UnknownSource):
        one.snapshots.targets([ID, "0" * 16])


def _told(**after: object) -> Event:
    return Event(0, NOW, "Ada", EventKind.ATTACHED, ID, None, {}, after)


def test_an_event_is_told_with_its_snapshot(one: Library) -> None:
    taken = one.snapshots.record_capture(None, a_snapshot(ID), "x", _told(file="a.txt"))
    again = one.snapshots.record_capture(None, a_snapshot(ID), "x", _told(file="b.txt"))
    assert again.snapshot_id == taken.snapshot_id
    newest, first = one.editorial.events(source_id=ID, by="Ada")
    assert newest.after == {"snapshot_id": taken.snapshot_id, "file": "b.txt"}
    assert first.after == {"snapshot_id": taken.snapshot_id, "file": "a.txt"}


def test_neither_is_kept_without_the_other(one: Library) -> None:
    of_nothing = replace(_told(), undoes=999)  # no such event: the database refuses it
    with pytest.raises(StoreError):
        one.snapshots.record_capture(None, a_snapshot(ID), "x", of_nothing)
    assert one.snapshots.of(ID) == []
    assert one.editorial.events(source_id=ID, by="Ada") == []
