"""Versions: which was current when, naming one, and what changed between two."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from citewiki.domain.errors import NotFound, UsageError
from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.retention import Retention
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.times import parse_iso
from citewiki.ports import Ports
from citewiki.usecases.comparing import compare_versions
from citewiki.usecases.texts import text_of
from citewiki.usecases.versions import as_of, named_version, text_changes
from tests.builders import NOW, a_snapshot, a_source

SOURCE = a_source()
ID = SOURCE.id


@pytest.fixture(autouse=True)
def _source(ports: Ports) -> None:
    ports.library.sources.register([SOURCE])


def came(
    ports: Ports, text: str, day: int, *, read: ReadOutcome = ReadOutcome.OK, version: str = "1"
) -> Snapshot:
    """A version of this text, stamped so many days after NOW."""
    ports.bodies.put(text.encode())
    at = NOW + timedelta(days=day)
    new = a_snapshot(ID, text, at=at, read=read, version=version)
    done = ports.library.snapshots.record_capture(None, new, text)
    return ports.library.snapshots.get(done.snapshot_id)


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


def test_what_was_current_at_a_time(ports: Ports) -> None:
    first, second = came(ports, "one", 0), came(ports, "two", 10)
    came(ports, "unreadable", 12, read=ReadOutcome.NO_TEXT)
    assert as_of(ports, ID, day(0)).snapshot == first
    then = as_of(ports, ID, day(9))
    assert (then.snapshot, then.followed_by) == (first, second)
    now = as_of(ports, ID, day(99))
    assert (now.snapshot, now.followed_by) == (second, None)


def test_where_a_clock_ran_wrong_the_order_of_writing_decides(ports: Ports) -> None:
    came(ports, "one", 0)
    ahead = came(ports, "two", 60)  # written with a clock two months ahead
    back = came(ports, "three", 30)
    assert as_of(ports, ID, day(70)).snapshot == back
    assert as_of(ports, ID, day(40)).snapshot == back
    assert back.id > ahead.id


def test_before_the_first_there_was_nothing(ports: Ports) -> None:
    with pytest.raises(NotFound, match="none has come yet"):
        as_of(ports, ID, NOW)
    came(ports, "one", 5)
    with pytest.raises(NotFound, match=r"no text .* on 2026-03-01.*version 1, came on 2026-03-06"):
        as_of(ports, ID, NOW)


def test_naming_a_version(ports: Ports) -> None:
    first, second = came(ports, "one", 0), came(ports, "two", 10)
    assert named_version(ports, ID, str(first.id)) == first
    assert named_version(ports, ID, "2026-03-01") == first  # at the end of that day
    assert named_version(ports, ID, "2026-03-11T11:59") == first
    assert named_version(ports, ID, "2026-03-11") == second


REFUSED = {
    "another source's": ("2", NotFound, "no version 2"),
    "none": ("77", NotFound, "no version 77"),
    "neither": ("noon", UsageError, "neither"),
    "other digits": ("²", UsageError, "neither"),
    "too early": ("1999-01-01", NotFound, "no text"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_names_no_version(ports: Ports, case: str) -> None:
    came(ports, "one", 0)
    other = a_source("https://example.org/other")
    ports.library.sources.register([other])
    ports.library.snapshots.record_capture(None, replace(a_snapshot(other.id)), "x")
    name, error, told = REFUSED[case]
    with pytest.raises(error, match=told):
        named_version(ports, ID, name)


def test_which_versions_brought_another_text() -> None:
    def one(number: int, text: str, read: ReadOutcome = ReadOutcome.OK) -> Snapshot:
        return replace(a_snapshot(ID, text, read=read), id=number)

    given = [one(4, "b"), one(3, "x", ReadOutcome.NO_TEXT), one(2, "a"), one(1, "a"), one(5, "a")]
    assert text_changes(given) == {1: True, 2: False, 4: True, 5: True}


def test_the_last_two_different_texts_are_compared(ports: Ports) -> None:
    came(ports, "the one", 0)
    second = came(ports, "the two", 1)
    came(ports, "the three", 2)
    last = came(ports, "the three", 3, version="2")
    came(ports, "no text", 4, read=ReadOutcome.NO_TEXT)
    done = compare_versions(ports, ID)
    assert (done.before, done.after) == (second, last)
    assert [(hunk.removed, hunk.added) for hunk in done.difference.hunks] == [("two", "three")]
    assert done.reread


def test_named_versions_are_compared_in_the_order_given(ports: Ports) -> None:
    came(ports, "the one", 0)
    came(ports, "the two", 1)
    came(ports, "the three", 2)
    for a, b, expected in (("1", None, ("one", "three")), ("2", "1", ("two", "one"))):
        done = compare_versions(ports, ID, a, b)
        assert [(hunk.removed, hunk.added) for hunk in done.difference.hunks] == [expected]
        assert not done.reread


def test_one_text_alone_is_compared_with_nothing(ports: Ports) -> None:
    with pytest.raises(NotFound, match="no text of this source yet"):
        compare_versions(ports, ID)
    came(ports, "the one", 0)
    with pytest.raises(NotFound, match="only text"):
        compare_versions(ports, ID)
    bad = came(ports, "scanned", 1, read=ReadOutcome.NO_TEXT)
    with pytest.raises(NotFound, match=f"version {bad.id} has no text"):
        compare_versions(ports, ID, str(bad.id))


def test_a_pruned_version_says_so(ports: Ports) -> None:
    for number in range(4):
        came(ports, f"text {number}", number)
    keep_one = Retention(keep_versions=1)
    assert ports.library.snapshots.prune(ID, keep_one, by="Ada", now=day(9)) == (2,)
    for ask in (
        lambda: compare_versions(ports, ID, "2", "3"),
        lambda: text_of(ports, as_of(ports, ID, parse_iso("2026-03-02T13:00")).snapshot),
    ):
        with pytest.raises(NotFound, match="version 2 was pruned on 2026-03-10"):
            ask()
    assert compare_versions(ports, ID).before.id == 3
