"""Reading again what an older reader read."""

from dataclasses import replace

import pytest

from citewiki.domain.bodies import BlobRef
from citewiki.domain.errors import StoreUnwritable
from citewiki.domain.extraction import Extraction, ReadOutcome
from citewiki.domain.queues import QueueName
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate
from citewiki.usecases.attaching import attach
from citewiki.usecases.cards import build_card
from citewiki.usecases.extracting import reread_stale
from citewiki.usecases.queues import queue
from citewiki.usecases.registering import register_urls
from citewiki.usecases.reviewing import review
from citewiki.usecases.texts import current_text
from tests.fakes import FakeExtractor, MemoryBodies

TEXT = b"On oversight\nThe first claim stands. A footer that nobody wants."
URLS = ("https://example.org/a", "https://example.org/b")


class NewReader(FakeExtractor):
    """A later version, that leaves footers out and cannot read what begins with "On b"."""

    def version(self, media_type: str) -> str:
        return "2"

    def extract(self, body: bytes, media_type: str, url: str | None) -> Extraction:
        read = replace(super().extract(body, media_type, url), version="2")
        if read.text.startswith("On b"):
            return replace(read, outcome=ReadOutcome.UNREADABLE, text="", detail="not by me")
        return replace(read, text=read.text.replace(" A footer that nobody wants.", ""))


@pytest.fixture
def sources(ports: Ports) -> list[SourceId]:
    ids = register_urls(ports, [(url, None) for url in URLS])
    attach(ports, ids[0], TEXT, "a.txt", by="Ada")
    attach(ports, ids[1], b"On b\nSome text.", "b.txt", by="Ada")
    return ids


def test_nothing_is_stale_for_the_reader_that_read_it(
    ports: Ports, sources: list[SourceId]
) -> None:
    report = reread_stale(ports)
    assert (report.items, report.broken, report.fresh) == ((), (), 2)


def test_a_stale_text_is_replaced_and_its_notes_found(
    ports: Ports, sources: list[SourceId]
) -> None:
    annotate(ports, sources[0], "first claim stands", "so it does", "Ada")
    annotate(ports, sources[0], "footer that nobody", "gone soon", "Ada")
    report = reread_stale(replace(ports, extractor=NewReader()))
    read, unreadable = report.items
    assert (read.source_id, read.changed, read.current) == (sources[0], True, True)
    assert [note.note for note in read.lost] == ["gone soon"]
    assert current_text(ports, sources[0])[1] == "On oversight\nThe first claim stands."
    assert len(ports.library.editorial.annotations(sources[0])) == 2
    before, after = reversed(ports.library.snapshots.of(sources[0]))
    assert (after.body, after.at, after.by) == (before.body, before.at, before.by)
    assert (unreadable.current, unreadable.detail) == (False, "not by me")
    assert current_text(ports, sources[1])[1] == "On b\nSome text."


def test_another_reader_makes_no_review_stale(ports: Ports, sources: list[SourceId]) -> None:
    one = sources[0]
    review(ports, one, ReviewOutcome.OK, "", "Ada")
    reread_stale(replace(ports, extractor=NewReader()))
    assert ports.library.sources.get(one).current_snapshot_id == 3
    assert not build_card(ports, one).changed_since_review
    assert queue(ports, QueueName.CHANGED)[1] == []
    attach(ports, one, b"On oversight\nNo claim stands.", "a.txt", by="Ada")
    assert build_card(ports, one).changed_since_review
    assert [found.row.id for found in queue(ports, QueueName.CHANGED)[1]] == [one]


def test_a_second_run_has_nothing_left_to_replace(ports: Ports, sources: list[SourceId]) -> None:
    later = replace(ports, extractor=NewReader())
    reread_stale(later)
    assert [one.source_id for one in reread_stale(later).items] == [sources[1]]
    assert len(ports.library.snapshots.of(sources[0])) == 2


def test_a_damaged_body_is_named_and_the_rest_goes_on(
    ports: Ports, sources: list[SourceId]
) -> None:
    bodies = MemoryBodies()
    bodies.put(TEXT)
    report = reread_stale(replace(ports, extractor=NewReader(), bodies=bodies))
    assert [one.source_id for one in report.items] == [sources[0]]
    assert [source_id for source_id, _ in report.broken] == [sources[1]]


def test_a_full_disk_ends_the_run(ports: Ports, sources: list[SourceId]) -> None:
    class Full(MemoryBodies):
        def put(self, content: bytes) -> BlobRef:
            raise StoreUnwritable("the disk is full")

    bodies = Full()
    bodies.get = ports.bodies.get  # type: ignore[method-assign]
    with pytest.raises(StoreUnwritable):
        reread_stale(replace(ports, extractor=NewReader(), bodies=bodies))
