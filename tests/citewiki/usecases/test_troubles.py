"""A full disk, a fault of our own, links that come back, and values that no field holds."""

from dataclasses import replace

import pytest

from citewiki.domain.bodies import BlobRef
from citewiki.domain.errors import StoreUnwritable, UsageError
from citewiki.domain.extraction import Extraction
from citewiki.domain.outcomes import Outcome
from citewiki.domain.sources import Field, Value
from citewiki.ports import Ports
from citewiki.usecases.digests import digest
from citewiki.usecases.editing import edit
from citewiki.usecases.nightly import nightly
from citewiki.usecases.refreshing import refresh
from citewiki.usecases.registering import register_urls
from tests.fakes import FakeClock, FakeExtractor, FakeFetcher, MemoryBodies


class _FullDisk(MemoryBodies):
    def put(self, content: bytes) -> BlobRef:
        raise StoreUnwritable("the disk is full; make room and run again")


class _Faulty(FakeExtractor):
    def extract(self, body: bytes, media_type: str, url: str | None) -> Extraction:
        raise RuntimeError("a fault of our own")


async def test_a_full_disk_ends_the_run_before_more_is_asked_for(ports: Ports) -> None:
    urls = [f"https://example.org/{n}" for n in range(50)]
    ids = register_urls(ports, [(url, None) for url in urls])
    fetcher = FakeFetcher(dict.fromkeys(urls, b"text"))
    full = replace(ports, bodies=_FullDisk())
    with pytest.raises(StoreUnwritable):
        await refresh(full, fetcher, ports.library.snapshots.plan(ids))
    assert len(fetcher.requests) == 1
    assert ports.library.upkeep.check() == []


async def test_a_fault_of_our_own_is_raised_as_itself(ports: Ports) -> None:
    urls = [f"https://h{n}.example/" for n in range(3)]
    ids = register_urls(ports, [(url, None) for url in urls])
    faulty = replace(ports, extractor=_Faulty())
    with pytest.raises(RuntimeError, match="our own"):
        await refresh(
            faulty, FakeFetcher(dict.fromkeys(urls, b"x")), ports.library.snapshots.plan(ids)
        )


async def test_the_digest_names_what_came_back(ports: Ports, clock: FakeClock) -> None:
    url = "https://example.org/a"
    (source_id,) = register_urls(ports, [(url, None)])
    fetcher = FakeFetcher({url: b"Title\ntext"})
    first = await nightly(ports, fetcher, wiki=None, by="cron")
    assert first.restored == []
    clock.advance(days=9)
    fetcher.answers[url] = Outcome.BLOCKED
    assert (await nightly(ports, fetcher, wiki=None, by="cron")).restored == []
    clock.advance(days=40)
    fetcher.answers[url] = b"Title\ntext"
    report = await nightly(ports, fetcher, wiki=None, by="cron")
    assert [item.source_id for item in report.restored] == [source_id]
    assert "## Restored (1)" in digest(report)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.TYPE, "nonsense"),
        (Field.PUBLISHED, "soon"),
        (Field.PUBLISHED, "2023-02-30"),
        (Field.IMPORTANCE, True),
        (Field.IMPORTANCE, 101),
        (Field.IMPORTANCE, -1),
        (Field.IMPORTANCE, "82"),
        (Field.TAGS, ()),
        (Field.TAGS, (" ",)),
        (Field.TAGS, "llm"),
        (Field.TITLE, "  "),
        (Field.TITLE, ("a",)),
    ],
)
def test_a_value_that_the_field_cannot_hold(ports: Ports, field: Field, value: Value) -> None:
    (source_id,) = register_urls(ports, [("https://example.org/a", None)])
    before = ports.library.editorial.events(source_id=source_id)
    with pytest.raises(UsageError):
        edit(ports, source_id, {field: value}, "Ada")
    assert ports.library.editorial.events(source_id=source_id) == before
