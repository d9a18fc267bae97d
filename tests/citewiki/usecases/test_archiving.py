"""Copies from an archive: stored as such, with their own date, and nothing said of the link."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from citewiki.domain.errors import ArchiveError
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Capture
from citewiki.export.phrases import content_line
from citewiki.ports import Ports
from citewiki.ports.fetching import FetchResult
from citewiki.usecases.archiving import TRIES, Archived, take_from_archive
from citewiki.usecases.cards import build_card
from citewiki.usecases.histories import history
from citewiki.usecases.refreshing import refresh
from citewiki.usecases.texts import current_text
from sources.archives.wayback import Wayback
from tests.builders import NOW, a_source
from tests.fakes import FakeFetcher

URL = "https://example.org/paper"
ID = a_source(URL).id
WAYBACK = Wayback()
LIST = WAYBACK.list_url(URL, None)
HEAD = ["timestamp", "original", "mimetype", "statuscode", "digest"]
TAKEN = datetime(2024, 5, 1, 12, tzinfo=UTC)
TEXT = b"A paper\nabout reward hacking."


@pytest.fixture(autouse=True)
def _source(ports: Ports) -> None:
    ports.library.sources.register([a_source(URL)])


def listed(*days: str) -> bytes:
    rows = [[f"{day}120000", URL, "text/html", "200", day] for day in days]
    return json.dumps([HEAD, *rows]).encode()


def raw(day: str) -> str:
    return f"https://web.archive.org/web/{day}120000id_/{URL}"


def copy(body: bytes = TEXT, at: datetime | None = TAKEN) -> list[FetchResult]:
    url = raw("20240501")
    return [
        FetchResult(
            Outcome.OK, url, url, (), 200, media_type="text/html", body=body, original_at=at
        )
    ]


async def take(ports: Ports, fetcher: FakeFetcher) -> Archived:
    return await take_from_archive(ports, fetcher, WAYBACK, ID)


async def test_a_copy_is_stored_as_one(ports: Ports) -> None:
    await refresh(ports, FakeFetcher({URL: Outcome.BLOCKED}), ports.library.snapshots.plan([ID]))
    attempts = ports.library.snapshots.attempts(ID)
    before = ports.library.snapshots.plan([ID])[0]
    done = await take(ports, FakeFetcher({LIST: listed("20240501"), raw("20240501"): copy()}))
    snapshot, text = current_text(ports, ID)
    assert snapshot is not None
    assert (done.version, done.original_at, done.changed) == (snapshot.id, TAKEN, True)
    assert text == TEXT.decode()
    assert (snapshot.how, snapshot.by) == (Capture.ARCHIVE, "the Internet Archive")
    assert (snapshot.at, snapshot.original_at) == (NOW, TAKEN)
    assert (snapshot.requested_url, snapshot.attempt_id) == (raw("20240501"), None)
    # nothing is said of the link, and it stays due as it was
    assert ports.library.snapshots.attempts(ID) == attempts
    assert ports.library.sources.get(ID).link_state is LinkState.BLOCKED
    assert ports.library.snapshots.plan([ID])[0].due_at == before.due_at
    card = build_card(ports, ID)
    assert content_line(card)[0] == "Archived by the Internet Archive on May 1, 2024"
    told = [line.what for line in history(ports, ID)]
    assert any("from the Internet Archive its copy of 2024-05-01T12:00:00Z" in one for one in told)


async def test_the_next_fetch_is_unconditional_and_a_good_one_takes_over(ports: Ports) -> None:
    await take(ports, FakeFetcher({LIST: listed("20240501"), raw("20240501"): copy()}))
    fetcher = FakeFetcher({URL: b"A paper\nas the site has it now."})
    await refresh(ports, fetcher, ports.library.snapshots.plan([ID]))
    assert fetcher.requests[0].validators.etag is None
    snapshot, text = current_text(ports, ID)
    assert snapshot is not None
    assert (snapshot.how, text) == (Capture.FETCHED, "A paper\nas the site has it now.")


async def test_the_nearest_to_a_date(ports: Ports) -> None:
    near = datetime(2024, 4, 1, tzinfo=UTC)
    asked: dict[str, bytes | Outcome | list[FetchResult]] = {
        WAYBACK.list_url(URL, near): listed("20260101", "20240501", "20200101"),
        raw("20240501"): copy(),
    }
    fetcher = FakeFetcher(asked)
    done = await take_from_archive(ports, fetcher, WAYBACK, ID, near=near)
    assert done.original_at == TAKEN
    assert [one.url for one in fetcher.requests] == list(asked)


@pytest.mark.parametrize(
    "bad",
    [
        Outcome.CHALLENGE,
        Outcome.NOT_FOUND,
        copy(at=None),
        copy(b"Page not found\nThe page you are looking for does not exist."),
        copy(b"%BROKEN"),
        copy(b" \n"),
    ],
    ids=["a wall", "missing", "no memento", "a soft 404", "unreadable", "empty"],
)
async def test_a_copy_of_a_refusal_is_passed_over(
    ports: Ports, bad: Outcome | list[FetchResult]
) -> None:
    one = {LIST: listed("20240601", "20240501"), raw("20240601"): bad}
    with pytest.raises(ArchiveError, match="no copy that can be used"):
        await take(ports, FakeFetcher({**one, raw("20240501"): Outcome.NOT_FOUND}))
    assert ports.library.snapshots.of(ID) == []
    done = await take(ports, FakeFetcher({**one, raw("20240501"): copy()}))
    assert done.changed
    assert len(ports.library.snapshots.of(ID)) == 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"[]", "no copy of a page or a PDF"),
        (Outcome.EMPTY, "no copy of a page or a PDF"),
        (Outcome.RATE_LIMITED, "come back later"),
        (b"<html>busy</html>", "did not answer with a list"),
        (json.dumps([HEAD, ["20240501120000", URL, "image/png", "200", "x"]]).encode(), "no copy"),
    ],
)
async def test_no_copy(ports: Ports, answer: bytes | Outcome, said: str) -> None:
    with pytest.raises(ArchiveError, match=said) as caught:
        await take(ports, FakeFetcher({LIST: answer}))
    assert "the Internet Archive" in str(caught.value)


async def test_an_archive_is_not_asked_for_ever(ports: Ports) -> None:
    days = [f"202401{day:02d}" for day in range(1, 11)]
    fetcher = FakeFetcher({LIST: listed(*days)})
    with pytest.raises(ArchiveError):
        await take(ports, fetcher)
    assert len(fetcher.requests) == 1 + TRIES


async def test_the_copy_that_we_have_is_no_new_text(ports: Ports) -> None:
    fetcher = FakeFetcher({LIST: listed("20240501"), raw("20240501"): copy()})
    first = await take(ports, fetcher)
    again = await take(ports, fetcher)
    assert again == replace(first, changed=False)
