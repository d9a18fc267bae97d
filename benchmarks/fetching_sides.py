"""The sides of the fetching benchmark, each a process of its own.

`python -m benchmarks.fetching_sides SIDE STORE URLS`: all ask for the URLs in the file URLS, one
a line, with the ETag that the web knows, CONCURRENCY at a time, and get a 304 for each.
"""

import asyncio
import sys
import time
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from benchmarks.loopback import ETAG

CONCURRENCY = 32
POLITE_S = 1.0
"""Seconds between two requests to a host, for the schedule; less than the default for brevity."""


def _fail(why: str) -> NoReturn:
    """Ends the side so that no figure comes of it: 1 is what a command may well answer."""
    print(why, file=sys.stderr)
    sys.exit(3)


def citewiki(store: Path, urls: list[str]) -> None:
    """The whole way: what is known from the store, robots.txt, guards, and every attempt kept."""
    from benchmarks.stores import Silent
    from citewiki.domain.outcomes import Outcome
    from citewiki.ports import Ports
    from citewiki.usecases.refreshing import RefreshReport, refresh
    from citewiki.wiring import open_store, run_async
    from sources.fetching.client import HttpFetcher
    from sources.fetching.settings import FetchSettings

    places = {urlsplit(url) for url in urls[:1_000]}
    allow = frozenset((str(place.hostname), place.port or 80) for place in places)
    settings = FetchSettings(delay_s=0, concurrency=CONCURRENCY)

    async def run(ports: Ports) -> RefreshReport:
        targets = ports.library.snapshots.targets(ports.library.snapshots.all_ids())
        async with HttpFetcher(settings, allow=allow) as fetcher:
            return await refresh(ports, fetcher, targets)

    with open_store(store, Silent()) as ports:
        report = run_async(run(ports))
    unchanged = sum(item.outcome is Outcome.NOT_MODIFIED for item in report.items)
    if unchanged != len(urls):
        _fail(f"only {unchanged} of {len(urls)} were found unchanged: {report.items[:1]}")


async def _with_httpx(urls: list[str], kept: int) -> None:
    import httpx  # not before its side is chosen: the others' figures are to be free of it

    slots = asyncio.Semaphore(CONCURRENCY)
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=kept)
    async with httpx.AsyncClient(limits=limits, timeout=20, trust_env=False) as client:

        async def one(url: str) -> int:
            async with slots:
                return (await client.get(url, headers={"if-none-match": ETAG})).status_code

        found = await asyncio.gather(*(one(url) for url in urls))
    if set(found) != {304}:
        _fail(f"not all were found unchanged: {set(found)}")


def httpx_one_pool(_store: Path, urls: list[str]) -> None:
    """The plain loop, its one pool large enough to keep every host's connection."""
    asyncio.run(_with_httpx(urls, kept=100))


def httpx_defaults(_store: Path, urls: list[str]) -> None:
    """The same with the limits that httpx comes with: 20 connections are kept."""
    asyncio.run(_with_httpx(urls, kept=20))


def scrapy(_store: Path, urls: list[str]) -> None:
    """As polite as our side is here: robots.txt and one request at a time to a host."""
    from scrapy import Request, Spider  # type: ignore[import-not-found]  # only where installed
    from scrapy.crawler import CrawlerProcess  # type: ignore[import-not-found]

    class Checker(Spider):  # type: ignore[misc]
        name = "checker"
        handle_httpstatus_list = (304,)

        async def start(self):  # type: ignore[no-untyped-def]
            for url in urls:
                yield Request(url, headers={"If-None-Match": ETAG})

        def parse(self, response):  # type: ignore[no-untyped-def]
            pass

    settings = {
        "CONCURRENT_REQUESTS": CONCURRENCY,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": True,
        "LOG_ENABLED": False,
    }
    process = CrawlerProcess(settings)
    process.crawl(Checker)
    process.start()


def polite(store: Path, urls: list[str]) -> None:
    """Ours with politeness on and hosts of uneven size; prints the run's length in seconds."""
    from benchmarks.stores import Silent
    from citewiki.domain.outcomes import Outcome
    from citewiki.ports import Ports
    from citewiki.usecases.refreshing import refresh
    from citewiki.wiring import open_store, run_async
    from sources.fetching.client import HttpFetcher
    from sources.fetching.settings import FetchSettings

    places = {urlsplit(url) for url in urls}
    allow = frozenset((str(place.hostname), place.port or 80) for place in places)

    async def run(ports: Ports) -> float:
        targets = ports.library.snapshots.targets(ports.library.snapshots.all_ids())
        start = time.monotonic()
        async with HttpFetcher(FetchSettings(delay_s=POLITE_S), allow=allow) as fetcher:
            report = await refresh(ports, fetcher, targets)
        if any(item.outcome is not Outcome.NOT_MODIFIED for item in report.items):
            _fail("not all were found unchanged")
        return time.monotonic() - start

    with open_store(store, Silent()) as ports:
        print(run_async(run(ports)))


def make_store(store: Path, urls: list[str]) -> None:
    """What `citewiki` starts from; here, so that whoever measures stays small: a child's peak
    memory begins with its parent's."""
    from benchmarks.stores import fetched

    fetched(store, urls, ETAG)


SIDES = {
    "polite": polite,
    "make_store": make_store,
    "citewiki": citewiki,
    "httpx_one_pool": httpx_one_pool,
    "httpx_defaults": httpx_defaults,
    "scrapy": scrapy,
}

if __name__ == "__main__":
    name, folder, listed = sys.argv[1:]
    SIDES[name](Path(folder), Path(listed).read_text().split())
