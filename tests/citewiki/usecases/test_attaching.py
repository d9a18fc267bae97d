"""Attaching files that a person saved."""

from datetime import UTC, datetime

import pytest

from citewiki.domain.editorial import EventKind
from citewiki.domain.errors import InputError, UnknownSource, UsageError
from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.snapshots import Capture
from citewiki.domain.sources import Field
from citewiki.ports import Ports
from citewiki.usecases import attaching
from citewiki.usecases.attaching import attach
from citewiki.usecases.texts import current_text
from tests.builders import NOW, a_source

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
