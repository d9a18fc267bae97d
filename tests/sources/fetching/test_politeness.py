"""Manners, as the server sees them."""

import asyncio
from itertools import pairwise

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.ports.fetching import FetchRequest
from sources.fetching.client import HttpFetcher
from sources.fetching.politeness import MAX_HOSTS, Politeness
from sources.fetching.pools import MAX_HOSTS as MAX_POOLS
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.conftest import MakeFetcher
from tests.sources.fetching.world import CountingDialler, Names, SleepingClock
from tests.web.behaviours import HTML
from tests.web.server import Answer, Seen, TestWeb

SETTINGS = FetchSettings(delay_s=3.0, retries=0, deadline_s=10)


async def test_one_at_a_time_and_three_seconds_apart(web: TestWeb, fetcher: MakeFetcher) -> None:
    """Pages, robots.txt, redirects and retries alike."""
    for n in range(4):
        web.serve(f"/p{n}", HTML)
        web.redirect(f"/r{n}", f"/p{n}")
        web.sequence(f"/e{n}", Answer(b"", 500), Answer(HTML))
    hosts = ("a.test", "b.test")
    urls = [web.url(f"/{kind}{n}", h) for kind in "pre" for n in range(4) for h in hosts]
    async with fetcher(FetchSettings(delay_s=3.0, retries=1)) as client:
        results = await asyncio.gather(*(client.fetch(FetchRequest(url)) for url in urls))
    assert {result.outcome for result in results} == {Outcome.OK}
    for host in hosts:
        seen = [each for each in web.requests if each.host == host]
        assert len(seen) >= 1 + 4 + 8 + 4
        assert {each.in_flight for each in seen} == {1}
        apart = min(later.at - earlier.at for earlier, later in pairwise(seen))
        assert round(apart, 6) >= 3.0


async def test_the_first_request_to_a_host_does_not_wait(
    web: TestWeb, fetcher: MakeFetcher, seconds: SleepingClock
) -> None:
    web.serve("/", HTML)
    async with fetcher(FetchSettings(obey_robots=False)) as client:
        for n in range(5):
            await client.fetch(FetchRequest(web.url("/", f"h{n}.test")))
    assert seconds.slept == []


async def test_only_so_many_hosts_at_once(web: TestWeb, fetcher: MakeFetcher) -> None:
    most = 0
    now = 0

    def slow(_: Seen) -> "object":
        async def writes(writer: asyncio.StreamWriter) -> None:
            nonlocal most, now
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.03)
            now -= 1
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")
            await writer.drain()

        return writes

    web.serve("/", slow)  # type: ignore[arg-type]
    settings = FetchSettings(delay_s=0, concurrency=3, obey_robots=False)
    async with fetcher(settings) as client:
        urls = [web.url("/", f"h{n}.test") for n in range(12)]
        results = await asyncio.gather(*(client.fetch(FetchRequest(url)) for url in urls))
    assert {result.outcome for result in results} == {Outcome.OK}
    assert most == 3


async def test_waiting_for_a_turn_takes_no_slot() -> None:
    """One slot; a host that waits for its next turn does not keep another from it."""
    clock = SleepingClock()
    gate = asyncio.Event()

    async def sleep(seconds: float) -> None:
        await gate.wait()
        clock.at += seconds

    manners = Politeness(FetchSettings(delay_s=3.0, concurrency=1), clock, sleep)
    async with manners.turn("a"):
        pass

    async def again() -> None:
        async with manners.turn("a"):
            pass

    waiting = asyncio.ensure_future(again())
    await asyncio.sleep(0)
    async with asyncio.timeout(1), manners.turn("b"):
        assert not waiting.done()
    gate.set()
    await waiting


@pytest.mark.parametrize("status", [429, 503])
async def test_a_host_that_asks_for_a_pause_gets_it(
    web: TestWeb, fetcher: MakeFetcher, seconds: SleepingClock, status: int
) -> None:
    web.sequence("/busy", Answer(b"", status, {"Retry-After": "3600"}), Answer(HTML))
    web.serve("/p", HTML)
    urls = [web.url(path, "a.test") for path in ("/busy", "/p", "/p", "/p")]
    async with fetcher(SETTINGS) as client:
        results = await asyncio.gather(*(client.fetch(FetchRequest(url)) for url in urls))
        other = await client.fetch(FetchRequest(web.url("/p", "b.test")))
        asked = [each.path for each in web.requests if each.host == "a.test"]
        seconds.at += 3600
        later = await client.fetch(FetchRequest(web.url("/busy", "a.test")))
    assert {result.outcome for result in results} == {Outcome.RATE_LIMITED}
    assert results[0].retry_after_s == 3600
    assert results[0].http_status == status
    assert all(result.http_status is None for result in results[1:])
    assert all(3500 < (result.retry_after_s or 0) <= 3601 for result in results[1:])
    assert asked == ["/robots.txt", "/busy"]
    assert other.outcome is Outcome.OK
    assert later.outcome is Outcome.OK


async def test_a_short_pause_is_waited_for(web: TestWeb, fetcher: MakeFetcher) -> None:
    web.sequence("/busy", Answer(b"", 429, {"Retry-After": "20"}), Answer(HTML))
    async with fetcher(SETTINGS) as client:
        first = await client.fetch(FetchRequest(web.url("/busy")))
        second = await client.fetch(FetchRequest(web.url("/busy")))
    assert (first.outcome, second.outcome) == (Outcome.RATE_LIMITED, Outcome.OK)
    busy = [each.at for each in web.requests if each.path == "/busy"]
    assert busy[1] - busy[0] >= 20


@pytest.mark.parametrize(("asked", "apart"), [("10", 10.0), ("86400", 30.0), ("0.1", 3.0)])
async def test_crawl_delay(web: TestWeb, fetcher: MakeFetcher, asked: str, apart: float) -> None:
    web.serve("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}")
    web.serve("/p", HTML)
    async with fetcher(SETTINGS) as client:
        for _ in range(3):
            await client.fetch(FetchRequest(web.url("/p")))
    pages = [each.at for each in web.requests if each.path == "/p"]
    assert [later - earlier for earlier, later in pairwise(pages)] == [apart, apart]


async def test_hosts_are_forgotten() -> None:
    clock = SleepingClock()
    manners = Politeness(FetchSettings(delay_s=3.0), clock, clock.sleep)
    for n in range(3 * MAX_HOSTS):
        async with manners.turn(f"h{n}"):
            pass
        clock.at += 1
    assert len(manners._hosts) <= MAX_HOSTS


async def test_pools_of_idle_hosts_are_closed() -> None:
    dialler = CountingDialler(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")
    hosts = [f"h{n}.test" for n in range(MAX_POOLS + 20)]
    names = Names({host: ["93.184.215.14"] for host in hosts})
    settings = FetchSettings(delay_s=0, obey_robots=False)
    async with HttpFetcher(settings, resolver=names, dialler=dialler) as client:
        for host in hosts:
            result = await client.fetch(FetchRequest(f"http://{host}/"))
            assert result.outcome is Outcome.OK
        kept = client._pools._transports
        assert len(kept) <= MAX_POOLS
        assert hosts[-1] in kept
        assert hosts[0] not in kept
