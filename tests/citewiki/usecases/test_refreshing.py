"""Fetching sources: what is recorded, and what never replaces what."""

import asyncio
from dataclasses import replace

import pytest

from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import SENTENCES, Outcome
from citewiki.domain.snapshots import Validators
from citewiki.ports import Ports
from citewiki.ports.fetching import FetchRequest, FetchResult
from citewiki.usecases.attaching import attach
from citewiki.usecases.refreshing import RefreshReport, refresh
from citewiki.usecases.texts import current_text
from tests.builders import a_source
from tests.fakes import FakeClock, FakeFetcher, RecordingNarrator

URL = "https://example.org/paper"
ID = a_source(URL).id


@pytest.fixture(autouse=True)
def _source(ports: Ports) -> None:
    ports.library.sources.register([a_source(URL)])


def ok(body: bytes, etag: str | None = None) -> FetchResult:
    return FetchResult(Outcome.OK, URL, URL, (), 200, Validators(etag, None), "text/plain", body)


NOT_MODIFIED = FetchResult(Outcome.NOT_MODIFIED, URL, URL, http_status=304)


async def again(ports: Ports, fetcher: FakeFetcher, *, force: bool = False) -> RefreshReport:
    return await refresh(ports, fetcher, ports.library.snapshots.plan([ID]), force=force)


async def test_new_then_not_modified_then_changed(ports: Ports, clock: FakeClock) -> None:
    fetcher = FakeFetcher({URL: [ok(b"One\ntext", '"1"'), NOT_MODIFIED, ok(b"Two\ntext", '"2"')]})
    said = []
    for _ in range(3):
        (item,) = (await again(ports, fetcher)).items
        said.append((item.outcome, item.new, item.changed, item.link_after))
        clock.advance(days=7)
    assert said == [
        (Outcome.OK, True, True, LinkState.LIVE),
        (Outcome.NOT_MODIFIED, False, False, LinkState.LIVE),
        (Outcome.OK, False, True, LinkState.LIVE),
    ]
    snapshots = ports.library.snapshots.of(ID)
    attempts = ports.library.snapshots.attempts(ID)
    assert (len(snapshots), len(attempts)) == (2, 3)
    assert [one.attempt_id for one in snapshots] == [attempts[0].id, attempts[2].id]
    assert [r.validators.etag for r in fetcher.requests] == [None, '"1"', '"1"']
    assert current_text(ports, ID)[1] == "Two\ntext"
    assert ports.bodies.get(snapshots[1].body.sha256) == b"One\ntext"


async def test_the_same_body_again_is_one_snapshot(ports: Ports) -> None:
    fetcher = FakeFetcher({URL: b"One\ntext"})
    await again(ports, fetcher)
    (item,) = (await again(ports, fetcher)).items
    assert (item.changed, item.new) == (False, False)
    assert len(ports.library.snapshots.of(ID)) == 1
    assert len(ports.library.snapshots.attempts(ID)) == 2


@pytest.mark.parametrize("bad", [b"%BROKEN pdf", b"  \n", b"\xff\xfe%BROKEN"[2:]])
async def test_what_cannot_be_read_never_replaces_a_good_text(ports: Ports, bad: bytes) -> None:
    fetcher = FakeFetcher({URL: [ok(b"Good\ntext"), ok(bad)]})
    await again(ports, fetcher)
    title = ports.library.sources.get(ID).title
    (item,) = (await again(ports, fetcher)).items
    assert not item.changed
    assert current_text(ports, ID)[1] == "Good\ntext"
    assert ports.library.sources.get(ID).title == title
    newest = ports.library.snapshots.of(ID)[0]
    assert not newest.readable
    assert ports.bodies.get(newest.body.sha256) == bad


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.OK}))
async def test_no_failure_takes_a_text_away(ports: Ports, outcome: Outcome) -> None:
    await again(ports, FakeFetcher({URL: b"Good\ntext"}))
    (item,) = (await again(ports, FakeFetcher({URL: outcome}))).items
    assert item.outcome is outcome
    assert item.detail == SENTENCES[outcome]
    assert current_text(ports, ID)[1] == "Good\ntext"
    assert ports.library.snapshots.attempts(ID)[0].outcome is outcome


async def test_forced_is_unconditional(ports: Ports) -> None:
    fetcher = FakeFetcher({URL: [ok(b"One\ntext", '"1"')]})
    await again(ports, fetcher)
    await again(ports, fetcher, force=True)
    assert fetcher.requests[-1].validators == Validators()


async def test_a_body_that_is_lost_or_a_persons_is_asked_for_whole(ports: Ports) -> None:
    fetcher = FakeFetcher({URL: [ok(b"One\ntext", '"1"')]})
    await again(ports, fetcher)
    plan = ports.library.snapshots.plan([ID])
    current = plan[0].current
    assert current is not None
    lost = replace(current, body=replace(current.body, sha256="0" * 64))
    await refresh(ports, fetcher, [replace(plan[0], current=lost)])
    assert fetcher.requests[-1].validators == Validators()
    attach(ports, ID, b"Mine\ntext", "mine.txt", by="Ada")
    await again(ports, fetcher)
    assert fetcher.requests[-1].validators == Validators()


class _Hosts:
    """Lets nobody through before every host has been asked; counts what runs at once by host."""

    def __init__(self, hosts: int) -> None:
        self._barrier = asyncio.Barrier(hosts)
        self.running: dict[str, int] = {}
        self.order: list[str] = []
        self.most = 0

    async def fetch(self, request: FetchRequest) -> FetchResult:
        host = request.url.split("/")[2]
        self.order.append(request.url)
        self.running[host] = self.running.get(host, 0) + 1
        self.most = max(self.most, self.running[host])
        await asyncio.wait_for(self._barrier.wait(), 5)
        self.running[host] -= 1
        return FetchResult(Outcome.NOT_FOUND, request.url, request.url, http_status=404)


async def test_hosts_side_by_side_and_each_in_its_order(ports: Ports) -> None:
    urls = [f"https://{host}.example/{n}" for n in range(3) for host in "abc"]
    sources = [a_source(url) for url in urls]
    ports.library.sources.register(sources)
    fetcher = _Hosts(3)
    plan = ports.library.snapshots.plan([one.id for one in sources])
    report = await refresh(ports, fetcher, plan)
    assert len(report.items) == 9
    assert fetcher.most == 1
    for host in "abc":
        mine = [url for url in fetcher.order if f"{host}.example" in url]
        assert mine == [f"https://{host}.example/{n}" for n in range(3)]


async def test_one_sources_trouble_does_not_end_the_run(ports: Ports) -> None:
    other = a_source("https://example.org/other")
    ports.library.sources.register([other])
    plan = ports.library.snapshots.plan([ID, other.id])
    gone = replace(plan[0], source_id="0" * 16)
    narrator = RecordingNarrator()
    fetcher = FakeFetcher({URL: b"x", other.url: b"Other\ntext"})
    report = await refresh(replace(ports, narrator=narrator), fetcher, [gone, plan[1]])
    assert [source_id for source_id, _ in report.broken] == ["0" * 16]
    assert [item.source_id for item in report.items] == [other.id]
    assert [step[1:3] for step in narrator.steps] == [(1, 2), (2, 2)]


async def test_what_was_recorded_when_it_is_cancelled_stays(ports: Ports) -> None:
    other = a_source("https://example.org/other")
    ports.library.sources.register([other])
    second = asyncio.Event()

    class Stuck(FakeFetcher):
        async def fetch(self, request: FetchRequest) -> FetchResult:
            if request.url == other.url:
                second.set()
                await asyncio.Event().wait()
            return await super().fetch(request)

    plan = ports.library.snapshots.plan([ID, other.id])
    task = asyncio.create_task(refresh(ports, Stuck({URL: b"One\ntext"}), plan))
    await asyncio.wait_for(second.wait(), 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert current_text(ports, ID)[1] == "One\ntext"
    due = ports.library.snapshots.due(ports.clock.now())
    assert [one.source_id for one in due] == [other.id]
