"""The sides of the fetching benchmark, each a process of its own.

`python -m benchmarks.fetching_sides SIDE STORE URLS`: all ask for the URLs in the file URLS, one
a line, with the ETag that the web knows, CONCURRENCY at a time, and get a 304 for each.
"""

import asyncio
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

from benchmarks.loopback import ETAG

if TYPE_CHECKING:
    from sources.fetching.settings import FetchSettings

CONCURRENCY = 32
POLITE_S = 1.0
"""Seconds between two requests to a host, for the schedule; less than the default for brevity."""


def _fail(why: str) -> NoReturn:
    """Ends the side so that no figure comes of it: 1 is what a command may well answer."""
    print(why, file=sys.stderr)
    sys.exit(3)


def _urls(listed: Path) -> list[str]:
    return listed.read_text().split()


def _allowed(listed: Path) -> frozenset[tuple[str, int]]:
    """The places that are asked, which are on loopback; the list is not held for it."""
    with listed.open() as lines:
        places = {urlsplit(line.strip())[:2] for line in lines}
    parts = [urlsplit(f"//{place}") for _, place in places]
    return frozenset((str(part.hostname), part.port or 80) for part in parts)


def _refresh(store: Path, listed: Path, settings: "FetchSettings") -> float:
    """A whole refresh of every source in the store, which has to find all unchanged; its seconds
    without the process's start."""
    from benchmarks.stores import Silent
    from citewiki.domain.outcomes import Outcome
    from citewiki.ports import Ports
    from citewiki.usecases.refreshing import Refreshed, refresh_telling
    from citewiki.wiring import open_store, run_async
    from sources.fetching.client import HttpFetcher

    ended: Counter[Outcome] = Counter()

    def note(item: Refreshed) -> None:
        ended[item.outcome] += 1

    async def run(ports: Ports) -> None:
        async with HttpFetcher(settings, allow=_allowed(listed)) as fetcher:
            plan = ports.library.snapshots.all_targets()
            broken = await refresh_telling(ports, fetcher, plan, note)
        if broken:
            _fail(f"not recorded: {broken[:1]}")

    with open_store(store, Silent()) as ports:
        start = time.monotonic()
        run_async(run(ports))
        took = time.monotonic() - start
    with listed.open() as lines:
        wanted = sum(1 for _ in lines)
    if ended != {Outcome.NOT_MODIFIED: wanted}:
        _fail(f"not all of {wanted} were found unchanged: {ended}")
    return took


def citewiki(store: Path, listed: Path) -> None:
    """The whole way: what is known from the store, robots.txt, guards, and every attempt kept."""
    from sources.fetching.settings import FetchSettings

    _refresh(store, listed, FetchSettings(delay_s=0, concurrency=CONCURRENCY))


def polite(store: Path, listed: Path) -> None:
    """Ours with politeness on and hosts of uneven size; prints the run's length in seconds."""
    from sources.fetching.settings import FetchSettings

    print(_refresh(store, listed, FetchSettings(delay_s=POLITE_S)))


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


def httpx_one_pool(_store: Path, listed: Path) -> None:
    """The plain loop, its one pool large enough to keep every host's connection."""
    asyncio.run(_with_httpx(_urls(listed), kept=100))


def httpx_defaults(_store: Path, listed: Path) -> None:
    """The same with the limits that httpx comes with: 20 connections are kept."""
    asyncio.run(_with_httpx(_urls(listed), kept=20))


def scrapy(_store: Path, listed: Path) -> None:
    """As polite as our side is here: robots.txt and one request at a time to a host."""
    urls = _urls(listed)
    found: Counter[int] = Counter()
    from scrapy import Request, Spider  # type: ignore[import-not-found]  # only where installed
    from scrapy.crawler import CrawlerProcess  # type: ignore[import-not-found]

    class Checker(Spider):  # type: ignore[misc]
        name = "checker"
        handle_httpstatus_list = (304,)

        async def start(self):  # type: ignore[no-untyped-def]
            for url in urls:
                yield Request(url, headers={"If-None-Match": ETAG})

        def parse(self, response):  # type: ignore[no-untyped-def]
            found[response.status] += 1

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
    if found != {304: len(urls)}:
        _fail(f"not all were found unchanged: {found}")


def make_store(store: Path, listed: Path) -> None:
    """What `citewiki` starts from; here, so that whoever measures stays small: a child's peak
    memory begins with its parent's."""
    from benchmarks.stores import fetched

    fetched(store, _urls(listed), ETAG)


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
    SIDES[name](Path(folder), Path(listed))
