"""Attaching files that a person saved."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from citewiki.domain.editorial import EventKind
from citewiki.domain.errors import InputError, UnknownSource, UsageError
from citewiki.domain.extraction import ReadOutcome, SavedFrom
from citewiki.domain.snapshots import Capture
from citewiki.domain.sources import Field
from citewiki.domain.web_archives import ArchivedPage
from citewiki.ports import Ports
from citewiki.usecases import attaching
from citewiki.usecases.attaching import attach
from citewiki.usecases.texts import current_text
from tests.builders import NOW, a_source
from tests.fakes import FakeExtractor

SOURCE = a_source()
ID = SOURCE.id
SAVED = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _source(ports: Ports) -> None:
    ports.library.sources.register([SOURCE])


def test_the_file_becomes_the_current_text(ports: Ports) -> None:
    done = attach(
        ports, ID, b"A title\nText.", "page.txt", by="Ada", note=" from mail ", original_at=SAVED
    )
    assert done.captured.current
    assert done.captured.text_changed
    snapshot, text = current_text(ports, ID)
    assert snapshot == done.snapshot
    assert text == "A title\nText."
    assert (snapshot.how, snapshot.by, snapshot.note) == (Capture.ATTACHED, "Ada", "from mail")
    assert (snapshot.at, snapshot.original_at, snapshot.http_status) == (NOW, SAVED, None)
    assert ports.bodies.get(snapshot.body.sha256) == b"A title\nText."
    assert ports.library.sources.get(ID).text(Field.TITLE) == "A title"
    event = ports.library.editorial.events(source_id=ID, by="Ada")[0]
    assert event.kind is EventKind.ATTACHED
    assert event.after == {"snapshot_id": snapshot.id, "file": "page.txt", "note": "from mail"}


def test_a_file_that_cannot_be_read_is_kept_and_replaces_nothing(ports: Ports) -> None:
    attach(ports, ID, b"Good\ntext.", "a.txt", by="Ada")
    done = attach(ports, ID, b"%BROKEN", "b.pdf", by="Ada")
    assert done.extraction.outcome is ReadOutcome.UNREADABLE
    assert not done.captured.current
    assert current_text(ports, ID)[1] == "Good\ntext."
    assert len(ports.library.snapshots.of(ID)) == 2


def test_the_same_file_again_is_the_same_snapshot(ports: Ports) -> None:
    one = attach(ports, ID, b"Good\ntext.", "a.txt", by="Ada")
    two = attach(ports, ID, b"Good\ntext.", "a.txt", by="Ada")
    assert one.snapshot.id == two.snapshot.id
    assert not two.captured.text_changed


def test_no_attempt_is_made_up(ports: Ports) -> None:
    attach(ports, ID, b"Good\ntext.", "a.txt", by="Ada")
    assert ports.library.snapshots.attempts(ID) == []


def test_what_is_refused_leaves_nothing(ports: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "MAX_BYTES", 10)
    with pytest.raises(InputError, match=r"a\.txt is empty"):
        attach(ports, ID, b"", "a.txt", by="Ada")
    with pytest.raises(InputError, match="nothing was attached"):
        attach(ports, ID, b"x" * 11, "a.txt", by="Ada")
    with pytest.raises(UsageError, match="who are you"):
        attach(ports, ID, b"x", "a.txt", by=None)
    with pytest.raises(UnknownSource):
        attach(ports, "0" * 16, b"x", "a.txt", by="Ada")
    assert ports.library.snapshots.of(ID) == []
    kinds = [event.kind for event in ports.library.editorial.events()]
    assert kinds == [EventKind.REGISTERED]


WARC = b"WARC/1.1\r\n"
OTHER = "https://example.org/other"


def _extracting(ports: Ports, extractor: FakeExtractor) -> Ports:
    return replace(ports, extractor=extractor)


MARKED = {
    "its own page": (SavedFrom("MHTML", f"{SOURCE.url}/?utm_source=x", SAVED), SAVED, 0),
    "another page": (SavedFrom("SingleFile", OTHER, SAVED), SAVED, 1),
    "no date": (SavedFrom("a browser", SOURCE.url), None, 0),
    "no address": (SavedFrom("SingleFile", None, SAVED), SAVED, 0),
    "saved tomorrow": (SavedFrom("MHTML", None, NOW + timedelta(days=1)), None, 0),
}  # fmt: skip


@pytest.mark.parametrize("case", MARKED)
def test_what_a_saved_page_says_of_itself(ports: Ports, case: str) -> None:
    saved_from, at, warned = MARKED[case]
    done = attach(_extracting(ports, FakeExtractor(saved_from)), ID, b"A title", "a.html", by="Ada")
    assert (done.snapshot.original_at, len(done.warnings)) == (at, warned)
    if warned:
        assert OTHER in done.warnings[0]
        assert SOURCE.url in done.warnings[0]


def test_the_editors_date_counts_more_than_the_files(ports: Ports) -> None:
    extractor = FakeExtractor(SavedFrom("MHTML", None, SAVED - timedelta(days=9)))
    done = attach(
        _extracting(ports, extractor), ID, b"A title", "a.mht", by="Ada", original_at=SAVED
    )
    assert done.snapshot.original_at == SAVED


def test_a_page_out_of_an_archive_is_kept_like_a_fetched_one(ports: Ports) -> None:
    page = ArchivedPage(b"A title\nText.", SOURCE.url, SAVED, "text/plain; charset=x", ("Cut.",))
    with_page = _extracting(ports, FakeExtractor(pages=(page,)))
    done = attach(with_page, ID, gzip.compress(WARC), "crawl.warc.gz", by="Ada")
    assert ports.bodies.get(done.snapshot.body.sha256) == b"A title\nText."
    assert (done.snapshot.original_at, done.snapshot.how) == (SAVED, Capture.ATTACHED)
    assert done.snapshot.media_type.startswith("text/plain")
    assert done.warnings == ("Cut.",)
    event = ports.library.editorial.events(source_id=ID, by="Ada")[0]
    assert event.after == {
        "snapshot_id": done.snapshot.id, "file": "crawl.warc.gz", "note": "", "url": SOURCE.url,
    }  # fmt: skip


def test_url_chooses_in_an_archive(ports: Ports) -> None:
    pages = (ArchivedPage(b"One", SOURCE.url, None, None), ArchivedPage(b"Two", OTHER, None, None))
    with_pages = _extracting(ports, FakeExtractor(pages=pages))
    done = attach(with_pages, ID, WARC, "a.warc", by="Ada", url=OTHER)
    assert (done.extraction.text, done.snapshot.final_url) == ("Two", OTHER)
    assert len(done.warnings) == 1
    with pytest.raises(InputError, match=r"a\.warc holds no copy .*; nothing was attached"):
        attach(with_pages, ID, WARC, "a.warc", by="Ada", url=OTHER + "2")
    with pytest.raises(UsageError, match="--url chooses"):
        attach(with_pages, ID, b"words", "a.txt", by="Ada", url=OTHER)
    assert len(ports.library.snapshots.of(ID)) == 1


def test_an_archive_in_an_archive_is_refused(ports: Ports) -> None:
    page = ArchivedPage(WARC, SOURCE.url, None, "application/warc")
    with pytest.raises(InputError, match="another web archive"):
        attach(_extracting(ports, FakeExtractor(pages=(page,))), ID, WARC, "a.warc", by="Ada")
    assert ports.library.snapshots.of(ID) == []
