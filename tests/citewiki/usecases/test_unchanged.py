"""A body that we hold already: what it costs, and what is sent the next time."""

from dataclasses import replace

import pytest

from citewiki.domain.bodies import BlobRef
from citewiki.domain.extraction import Extraction
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Validators
from citewiki.ports import Ports
from citewiki.ports.fetching import FetchResult
from citewiki.usecases.attaching import attach
from citewiki.usecases.refreshing import Refreshed, refresh
from citewiki.usecases.registering import register_urls
from citewiki.usecases.texts import current_text
from tests.fakes import FakeExtractor, FakeFetcher, MemoryBodies

URL = "https://example.org/paper"


class CountingExtractor(FakeExtractor):
    """Counts its readings; its version can be raised."""

    def __init__(self) -> None:
        super().__init__()
        self.readings = 0
        self.now = "1"

    def version(self, media_type: str) -> str:
        return self.now

    def extract(self, body: bytes, media_type: str, url: str | None) -> Extraction:
        self.readings += 1
        return replace(super().extract(body, media_type, url), version=self.now)


class CountingBodies(MemoryBodies):
    """Counts what is put."""

    def __init__(self) -> None:
        super().__init__()
        self.puts = 0

    def put(self, content: bytes) -> BlobRef:
        self.puts += 1
        return super().put(content)


class Desk:
    """One source, and what was done for it."""

    def __init__(self, ports: Ports) -> None:
        self.extractor = CountingExtractor()
        self.bodies = CountingBodies()
        self.ports = replace(ports, extractor=self.extractor, bodies=self.bodies)
        (self.id,) = register_urls(ports, [(URL, None)])
        self.sent: list[Validators] = []

    async def fetch(self, answer: FetchResult | Outcome | bytes) -> Refreshed:
        fetcher = FakeFetcher({URL: [answer] if isinstance(answer, FetchResult) else answer})
        report = await refresh(self.ports, fetcher, self.ports.library.snapshots.targets([self.id]))
        self.sent += [request.validators for request in fetcher.requests]
        (item,) = report.items
        return item

    @property
    def cost(self) -> tuple[int, int, int]:
        """Readings, blobs put, snapshots."""
        snapshots = len(self.ports.library.snapshots.of(self.id))
        return self.extractor.readings, self.bodies.puts, snapshots


@pytest.fixture
def desk(ports: Ports) -> Desk:
    return Desk(ports)


def ok(body: bytes, etag: str | None = None, modified: str | None = None) -> FetchResult:
    validators = Validators(etag, modified)
    return FetchResult(Outcome.OK, URL, URL, (), 200, validators, "text/plain", body)


def unmodified(etag: str | None = None) -> FetchResult:
    return FetchResult(Outcome.NOT_MODIFIED, URL, URL, http_status=304, validators=Validators(etag))


async def test_an_unchanged_body_is_neither_read_nor_written(desk: Desk) -> None:
    await desk.fetch(b"One\ntext")
    cost = desk.cost
    item = await desk.fetch(b"One\ntext")
    assert (item.outcome, item.changed, item.link_after) == (Outcome.OK, False, LinkState.LIVE)
    assert desk.cost == cost
    assert len(desk.ports.library.snapshots.attempts(desk.id)) == 2


async def test_a_newer_reader_reads_it_again(desk: Desk) -> None:
    await desk.fetch(b"One\ntext")
    desk.extractor.now = "2"
    await desk.fetch(b"One\ntext")
    assert desk.extractor.readings == 2
    assert desk.ports.library.snapshots.of(desk.id)[0].extractor_version == "2"


async def test_a_lost_body_is_kept_again(desk: Desk) -> None:
    await desk.fetch(b"One\ntext")
    desk.bodies.contents.clear()
    await desk.fetch(b"One\ntext")
    assert current_text(desk.ports, desk.id)[1] == "One\ntext"


async def test_what_an_unreadable_body_was_compared_with_is_still_the_good_one(
    desk: Desk,
) -> None:
    await desk.fetch(b"One\ntext")
    await desk.fetch(b"%BROKEN")
    cost = desk.cost
    await desk.fetch(b"One\ntext")
    assert desk.cost == cost


@pytest.mark.parametrize(
    ("answers", "sent"),
    [
        ([ok(b"A\na", '"1"'), ok(b"A\na", '"2"')], Validators('"2"')),
        ([ok(b"A\na", '"1"'), ok(b"A\na", '"2"'), unmodified('"3"')], Validators('"3"')),
        ([ok(b"A\na", '"1"'), unmodified('"2"'), ok(b"A\na", '"3"')], Validators('"3"')),
        ([ok(b"A\na", '"1"'), ok(b"A\na", '"2"'), unmodified()], Validators('"2"')),
        ([ok(b"A\na", '"1"'), ok(b"A\na", '"2"'), Outcome.TIMEOUT], Validators('"2"')),
        ([ok(b"A\na", '"1"'), ok(b"A\na", None, "Mon")], Validators(None, "Mon")),
        ([ok(b"A\na", '"1"'), ok(b"A\na")], Validators()),
        ([ok(b"A\na", '"1"'), ok(b"%BROKEN", '"2"')], Validators('"1"')),
        ([ok(b"A\na", '"1"'), ok(b"B\nb", '"2"')], Validators('"2"')),
        ([ok(b"A\na", '"1"'), ok(b"A\na", '"2"'), ok(b"B\nb")], Validators()),
        ([ok(b"A\na", '"1"'), ok(b"B\nb", '"2"'), ok(b"A\na", '"3"')], Validators('"3"')),
        ([Outcome.BLOCKED], Validators()),
    ],
)
async def test_the_newest_validators_of_the_body_we_hold_are_sent(
    desk: Desk, answers: list[FetchResult | Outcome], sent: Validators
) -> None:
    for answer in answers:
        await desk.fetch(answer)
    await desk.fetch(Outcome.TIMEOUT)
    assert desk.sent[-1] == sent


async def test_an_attached_file_has_no_validators(desk: Desk) -> None:
    await desk.fetch(ok(b"A\na", '"1"'))
    attach(desk.ports, desk.id, b"Mine\ntext", "mine.txt", by="Ada")
    await desk.fetch(ok(b"Mine\ntext", '"2"'))
    await desk.fetch(Outcome.TIMEOUT)
    assert desk.sent[-1] == Validators()
