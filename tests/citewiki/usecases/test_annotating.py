"""Notes on passages."""

import pytest

from citewiki.domain.errors import NotFound, UnknownSource, UsageError
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate, annotate_span
from citewiki.usecases.attaching import attach
from tests.builders import NOW, a_source

SOURCE = a_source()
ID = SOURCE.id
TEXT = "A title\nGPT-4 exhibits\nhuman-level  performance on “various” benchmarks."


@pytest.fixture
def snapshot_id(ports: Ports) -> int:
    ports.library.sources.register([SOURCE])
    return attach(ports, ID, TEXT.encode(), "a.txt", by="Ben").snapshot.id


@pytest.mark.parametrize(
    ("quote", "exact"),
    [
        ("GPT-4", "GPT-4"),
        ("exhibits human-level performance", "exhibits\nhuman-level  performance"),
        ('on "various" benchmarks', "on “various” benchmarks"),
    ],
)
def test_a_note_stands_on_its_passage(
    ports: Ports, snapshot_id: int, quote: str, exact: str
) -> None:
    event = annotate(ports, ID, quote, " which? ", "Ada")
    (note,) = ports.library.editorial.annotations(ID)
    assert (note.note, note.by, note.at) == ("which?", "Ada", NOW)
    assert note.anchor.snapshot_id == snapshot_id
    assert note.anchor.exact == exact == TEXT[note.anchor.start : note.anchor.end]
    assert TEXT[: note.anchor.start].endswith(note.anchor.prefix)
    assert TEXT[note.anchor.end :].startswith(note.anchor.suffix)
    assert event.after["annotation_id"] == note.id


def test_a_span(ports: Ports, snapshot_id: int) -> None:
    annotate_span(ports, ID, snapshot_id, 0, 7, "the title", "Ada")
    (note,) = ports.library.editorial.annotations(ID)
    assert (note.anchor.exact, note.anchor.prefix) == ("A title", "")


def test_a_note_stays_with_its_snapshot(ports: Ports, snapshot_id: int) -> None:
    annotate(ports, ID, "GPT-4", "which?", "Ada")
    attach(ports, ID, b"Another\ntext.", "b.txt", by="Ben")
    (note,) = ports.library.editorial.annotations(ID)
    assert (note.anchor.snapshot_id, note.anchor.exact) == (snapshot_id, "GPT-4")


def test_what_is_refused(ports: Ports, snapshot_id: int) -> None:
    with pytest.raises(NotFound, match="do not stand"):
        annotate(ports, ID, "GPT-5", "x", "Ada")
    with pytest.raises(UsageError, match="empty note"):
        annotate(ports, ID, "GPT-4", "  ", "Ada")
    with pytest.raises(UsageError, match="who are you"):
        annotate(ports, ID, "GPT-4", "x", None)
    with pytest.raises(UsageError, match="select"):
        annotate_span(ports, ID, snapshot_id, 5, 5, "x", "Ada")
    with pytest.raises(UsageError, match="select"):
        annotate_span(ports, ID, snapshot_id, 9_000, 9_001, "x", "Ada")
    with pytest.raises(NotFound):
        annotate_span(ports, ID, 99, 0, 5, "x", "Ada")
    with pytest.raises(UnknownSource):
        annotate(ports, "0" * 16, "GPT-4", "x", "Ada")
    assert ports.library.editorial.annotations(ID) == []


def test_without_a_text_there_is_nothing_to_note_on(ports: Ports) -> None:
    ports.library.sources.register([SOURCE])
    with pytest.raises(NotFound, match="no text"):
        annotate(ports, ID, "GPT-4", "x", "Ada")


def test_another_sources_snapshot_is_refused(ports: Ports, snapshot_id: int) -> None:
    other = a_source("https://example.org/other")
    ports.library.sources.register([other])
    with pytest.raises((NotFound, UsageError)):
        annotate_span(ports, other.id, snapshot_id, 0, 5, "x", "Ada")
