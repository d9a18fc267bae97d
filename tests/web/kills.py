"""Refetching sources that change, in a process that is killed again and again.

The parent serves, kills and looks; the child refreshes what is due, as a night does, and tells
of each snapshot when the store has taken it.
"""

import asyncio
import contextlib
import multiprocessing
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.refreshing import refresh
from db.store import open_library
from sources.cache.blobs import BlobStore
from sources.extract.jail import JailedExtractor
from sources.fetching.client import HttpFetcher
from sources.fetching.settings import FetchSettings
from tests.builders import a_source
from tests.fakes import FakeClock, FakeExtractor, FakeIds, SilentNarrator
from tests.sources.fetching.world import loopback
from tests.web.losses import BLOBS, Acknowledged, lost, torn, unsound
from tests.web.server import Answer, Seen, TestWeb

if TYPE_CHECKING:
    from citewiki.ports.fetching import Extractor

HOSTS = 16
START = datetime(2026, 3, 1, tzinfo=UTC)
ROUND = timedelta(days=100)
"""From one round to the next everything is due again, whatever its interval."""

PATIENCE_S = 60.0
_SPAWN = multiprocessing.get_context("forkserver")
_SPAWN.set_forkserver_preload(["tests.web.kills"])  # so that a child starts in an instant


@dataclass(slots=True)
class Tally:
    """`problems` are sentences; none is what everybody hopes for."""

    kills: int = 0
    rounds: int = 0
    acknowledged: list[Acknowledged] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    swept: int = 0
    slowest_start_s: float = 0.0


class _Teller(SilentNarrator):
    """Tells of the newest snapshot of each source that was done."""

    def __init__(
        self, ports: Callable[[], Ports], ids: dict[str, SourceId], to: Connection
    ) -> None:
        self._ports = ports
        self._ids = ids
        self._to = to

    def progress(self, what: str, done: int, total: int | None, item: str = "") -> None:
        newest = self._ports().library.snapshots.of(self._ids[item])[0]
        self._to.send(Acknowledged(newest.source_id, newest.id, newest.body.sha256))


def serve_changing(web: TestWeb, sources: int, seed: int) -> list[str]:
    """Puts up pages that are new at every request; their URLs."""
    chance = random.Random(seed)

    def page(seen: Seen) -> Answer:
        words = chance.randbytes(chance.randrange(500, 60_000)).hex()
        return Answer(f"{seen.path} says\n{words}".encode(), headers={"Content-Type": "text/plain"})

    for number in range(sources):
        web.serve(f"/{number}", page)
    return [web.url(f"/{number}", f"h{number % HOSTS}.test") for number in range(sources)]


def child(folder: Path, now: datetime, port: int, jailed: bool, to: Connection) -> None:
    """Refreshes all that is due at `now`, and ends."""
    with contextlib.ExitStack() as stack:
        library = open_library(folder)
        stack.callback(library.close)
        bodies = BlobStore(folder / BLOBS)
        extractor: Extractor = FakeExtractor()
        if jailed:
            extractor = stack.enter_context(JailedExtractor())
        due = library.snapshots.due(now)
        told = _Teller(lambda: ports, {one.url: one.source_id for one in due}, to)
        ports = Ports(library, bodies, extractor, FakeClock(now), FakeIds(), told)
        settings = FetchSettings(delay_s=0, retries=0, obey_robots=False)
        allow = frozenset({("127.0.0.1", port)})

        async def night() -> None:
            async with HttpFetcher(settings, allow=allow, resolver=loopback) as fetcher:
                await refresh(ports, fetcher, due)

        asyncio.run(night())


def run(
    folder: Path, *, sources: int, kills: int, seed: int, most_acks: int, jailed: bool = False
) -> Tally:
    """Kills a child so many times, at most `most_acks` snapshots after its start, and lets the
    last one come to its end. `folder` holds an empty store."""
    chance = random.Random(seed)
    tally = Tally()
    now = START
    with TestWeb() as web:
        urls = serve_changing(web, sources, seed)
        library = open_library(folder)
        library.sources.register([a_source(url, at=START) for url in urls])
        library.close()
        done: set[SourceId] = set()  # in this round
        while tally.kills < kills:
            last = chance.randrange(most_acks)
            new, ended = _life(folder, now, web.port, jailed, (last, chance), tally)
            tally.kills += not ended
            again = done & {one.source_id for one in new}
            tally.problems += [f"{one} was refetched in the same round" for one in again]
            done |= {one.source_id for one in new}
            tally.problems += lost(folder, new)
            if ended:
                tally.rounds += 1
                now += ROUND
                done.clear()
        _, ended = _life(folder, now, web.port, jailed, None, tally)
    if not ended:
        tally.problems.append("the last run did not come to its end")
    tally.swept = BlobStore(folder / BLOBS).sweep()
    tally.problems += lost(folder, tally.acknowledged) + torn(folder) + unsound(folder, now)
    return tally


def _life(
    folder: Path,
    now: datetime,
    port: int,
    jailed: bool,
    end: tuple[int, random.Random] | None,
    tally: Tally,
) -> tuple[list[Acknowledged], bool]:
    """One child's; what it acknowledged, and whether it came to its own end. It is killed soon
    after the snapshot of the number that `end` gives, by its chance, or else let live."""
    mine, its = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=child, args=(folder, now, port, jailed, its))
    started = time.monotonic()
    process.start()
    its.close()
    new: list[Acknowledged] = []
    try:
        while wait([mine], PATIENCE_S):
            if not new:
                tally.slowest_start_s = max(tally.slowest_start_s, time.monotonic() - started)
            new.append(mine.recv())
            if end is not None and len(new) > end[0]:
                time.sleep(end[1].uniform(0, 0.02))  # the moment within the next one's writing
                break
        process.kill()
        while True:
            new.append(mine.recv())  # what it had said before it died
    except EOFError:
        process.join(PATIENCE_S)
    tally.acknowledged += new
    if process.exitcode not in (0, -9):
        tally.problems.append(f"a child ended with exit code {process.exitcode}")
    return new, process.exitcode == 0
