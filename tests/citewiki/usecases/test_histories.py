"""A source's history in sentences."""

from dataclasses import replace

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.snapshots import Capture
from citewiki.domain.sources import Field
from citewiki.domain.venues import VenueOrigin
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate
from citewiki.usecases.attaching import attach
from citewiki.usecases.editing import edit
from citewiki.usecases.histories import history
from citewiki.usecases.nightly import nightly
from citewiki.usecases.rating import inherit, rate
from citewiki.usecases.refreshing import refresh
from citewiki.usecases.reviewing import review
from citewiki.usecases.undoing import undo
from tests.builders import a_snapshot, a_source, a_venue
from tests.fakes import FakeClock, FakeFetcher

SOURCE = a_source()
ID = SOURCE.id


@pytest.fixture(autouse=True)
def _source(ports: Ports) -> None:
    ports.library.venues.save([a_venue()], VenueOrigin.STARTER)
    ports.library.sources.register([SOURCE])


def told(ports: Ports) -> list[tuple[str | None, str]]:
    return [(line.by, line.what) for line in history(ports, ID)]


async def test_a_life(ports: Ports, clock: FakeClock) -> None:
    async def fetched(answer: bytes | Outcome) -> None:
        clock.advance(days=1)
        plan = ports.library.snapshots.plan([ID])
        await refresh(ports, FakeFetcher({SOURCE.url: answer}), plan)

    await fetched(b"A title\nSome text.")
    await fetched(Outcome.NOT_MODIFIED)
    await fetched(Outcome.BLOCKED)
    clock.advance(days=1)
    edit(ports, ID, {Field.TITLE: "Mine", Field.TAGS: ("a", "b")}, "Ada")
    clock.advance(days=1)
    rate(ports, ID, 5, "replicated", "Ada")
    clock.advance(days=1)
    inherit(ports, ID, "Ben", "on second thoughts")
    clock.advance(days=1)
    review(ports, ID, ReviewOutcome.OK, "read", "Ada")
    clock.advance(days=1)
    annotate(ports, ID, "Some", "which?", "Ada")
    clock.advance(days=1)
    attach(ports, ID, b"Other\ntext.", "page.txt", by="Ada", note="by mail")
    lines = told(ports)
    assert lines[:6] == [
        ("Ada", "attached page.txt as version 2 (by mail): text/plain, 11 bytes, new text"),
        ("Ada", "noted on “Some”: “which?”"),
        ("Ada", "reviewed version 1: ok: read"),
        ("Ben", "rating: 5/5 Gold → back to the venue's, because: on second thoughts"),
        ("Ada", "rated: the venue's → 5/5 Gold, because: replicated"),
        ("Ada", "title: none → “Mine”; tags: none → “a; b”"),
    ]
    machines = [what for by, what in lines if by is None]
    assert "link: live → blocked" in machines
    assert "fetched version 1: text/plain, 18 bytes, HTTP 200, new text" in machines
    assert "fetch: not_modified: nothing has changed since" in machines
    assert any(what.startswith("fetch: blocked (HTTP 403): The site refuses") for what in machines)
    assert lines[-1] == (None, f"registered as {SOURCE.url}")
    at = [line.at for line in history(ports, ID)]
    assert at == sorted(at, reverse=True)
    assert len(lines) == 6 + len(machines)


def test_within_one_moment_the_newest_is_first_and_the_beginning_last(ports: Ports) -> None:
    edit(ports, ID, {Field.TITLE: "One"}, "Ada")
    edit(ports, ID, {Field.TITLE: "Two"}, "Ada")
    assert [what for _, what in told(ports)] == [
        "title: “One” → “Two”",
        "title: none → “One”",
        f"registered as {SOURCE.url}",
    ]


def test_what_was_taken_back_says_so(ports: Ports) -> None:
    edit(ports, ID, {Field.TITLE: "One"}, "Ada")
    undo(ports, "Ada")
    assert told(ports)[:2] == [
        ("Ada", "took back: title: “One” → none"),
        ("Ada", "title: none → “One” [taken back]"),
    ]


@pytest.mark.parametrize("act", ["rate", "review", "annotate"])
def test_taking_back_other_things_reads_as_a_sentence(ports: Ports, act: str) -> None:
    attach(ports, ID, b"A title\nSome text.", "a.txt", by="Ben")
    match act:
        case "rate":
            rate(ports, ID, 5, "good", "Ada")
        case "review":
            review(ports, ID, ReviewOutcome.OK, "", "Ada")
        case _:
            annotate(ports, ID, "Some", "which?", "Ada")
    undo(ports, "Ada")
    by, what = told(ports)[0]
    assert by == "Ada"
    assert what.startswith("took back: ")
    assert told(ports)[1][1].endswith("[taken back]")


def test_long_texts_are_shortened(ports: Ports) -> None:
    edit(ports, ID, {Field.SUMMARY: "x" * 5_000}, "Ada")
    assert len(told(ports)[0][1]) < 200


async def test_a_void_night_is_marked(ports: Ports) -> None:
    urls = [f"https://h{n}.example/" for n in range(5)]
    ports.library.sources.register([a_source(url) for url in urls])
    answers = dict.fromkeys([*urls, SOURCE.url], Outcome.TIMEOUT)
    await nightly(ports, FakeFetcher(answers), wiki=None, by="cron")
    assert any(what.endswith("[void: the network was down]") for _, what in told(ports))


async def test_tries_in_a_row_that_ended_alike_are_one_line(ports: Ports, clock: FakeClock) -> None:
    async def fetched(*answers: bytes | Outcome) -> None:
        for answer in answers:
            clock.advance(days=1)
            plan = ports.library.snapshots.plan([ID])
            await refresh(ports, FakeFetcher({SOURCE.url: answer}), plan)

    same = Outcome.NOT_MODIFIED
    await fetched(b"One.", same, same, same, Outcome.TIMEOUT, same, b"Two.", b"Two.", b"Two.")
    lines = [line for line in history(ports, ID) if line.by is None and "link: " not in line.what]
    assert [(line.what, line.times, line.version and line.version.id) for line in lines[:6]] == [
        (
            "fetch: ok (HTTP 200) ×2, 2026-03-09 – 2026-03-10: the body is the one before",
            2,
            None,
        ),
        ("fetched version 2: text/plain, 4 bytes, HTTP 200, new text", 1, 2),
        ("fetch: not_modified: nothing has changed since", 1, None),
        (lines[3].what, 1, None),
        (
            "fetch: not_modified ×3, 2026-03-03 – 2026-03-05: nothing has changed since",
            3,
            None,
        ),
        ("fetched version 1: text/plain, 4 bytes, HTTP 200, new text", 1, 1),
    ]
    assert lines[3].what.startswith("fetch: timeout: ")


def test_versions_say_whether_their_text_is_new(ports: Ports) -> None:
    attach(ports, ID, b"Same.", "a.txt", by="Ben")
    again = replace(
        a_snapshot(ID, "<p>Same."), text=ports.library.snapshots.get(1).text, http_status=None
    )
    ports.library.snapshots.record_capture(None, again, "Same.")
    attach(ports, ID, b"%BROKEN", "c.pdf", by="Ben")
    found = {line.version.id: line for line in history(ports, ID) if line.version is not None}
    assert {number: line.text_changed for number, line in found.items()} == {
        1: True, 2: False, 3: None,
    }  # fmt: skip
    assert found[2].what == "fetched version 2: text/plain, 8 bytes, same text"
    assert found[3].what.endswith("; said to be broken")


def test_an_attached_version_without_its_event_is_listed_all_the_same(ports: Ports) -> None:
    # as a crash between the two writes leaves it
    lost = replace(a_snapshot(ID), how=Capture.ATTACHED, by="Ben", http_status=None)
    ports.library.snapshots.record_capture(None, lost, "x")
    assert ("Ben", "attached version 1: text/plain, 18 bytes, new text") in told(ports)
