"""Two editors at work while nights run one after the other, each in a process of its own.

Shared by the test, which counts edits, and by `python -m benchmarks editors`, which counts time.
"""

import asyncio
import itertools
import multiprocessing
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from citewiki.config import Settings
from citewiki.demo.server import DemoServer, Page
from citewiki.domain.errors import CitewikiError, EditConflict
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import Field, SourceId
from citewiki.files.wiki_folder import DirectoryWiki
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate
from citewiki.usecases.attaching import attach
from citewiki.usecases.editing import edit
from citewiki.usecases.nightly import nightly
from citewiki.usecases.rating import rate
from citewiki.usecases.registering import register_urls
from citewiki.usecases.reviewing import review
from citewiki.usecases.undoing import redo, undo
from citewiki.wiring import create_store, open_fetcher, open_store
from tests.fakes import SilentNarrator

EDITORS = ("Ada", "Grace")
CONTESTED = 3
"""Sources that both editors work on."""

LEAST_NIGHTS = 2


@dataclass(frozen=True, slots=True)
class Work:
    """How long an editor works: so many turns, or so many seconds with a pause after each turn."""

    turns: int | None = None
    seconds: float = 0.0
    pause_s: float = 0.0


@dataclass(slots=True)
class Saves:
    """What one editor did: acknowledged saves, each save's seconds, conflicts that were shown, and
    every other refusal. `counted` are the turns, each of which adds one to a counter."""

    counted: int = 0
    acknowledged: int = 0
    seconds: list[float] = field(default_factory=list)
    conflicts: int = 0
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Both editors' saves, how many nights were run and what was wrong with them."""

    saves: dict[str, Saves]
    nights: int
    troubles: list[str]


def run(folder: Path, sources: int, work: Work) -> Outcomes:
    """Make a store in `folder` and let them all work on it."""
    store, wiki = folder / "store", folder / "wiki"
    create_store(store)
    served = DemoServer({})
    served.pages = EverNew()
    pool = ProcessPoolExecutor(3, multiprocessing.get_context("spawn"))
    with served as server, pool:
        urls = [server.url(f"/{n}") for n in range(sources)]
        _write_wiki(wiki, urls)
        with open_store(store, SilentNarrator()) as ports:
            index = ports.library.sources.url_index()
            register_urls(ports, [(url, None) for url in urls], index)
            _attach_texts(replace(ports, clock=LaterEachNight()))
        night = pool.submit(_nights, store, wiki, server.address, folder / "stop")
        jobs = {name: pool.submit(_edit, store, name, work) for name in EDITORS}
        try:
            saves = {name: job.result() for name, job in jobs.items()}
        finally:
            (folder / "stop").touch()
        nights, troubles = night.result()
    return Outcomes(saves, nights, troubles)


def counters(ports: Ports) -> dict[str, int]:
    """What the counters of each editor stand at, all in all."""
    found = dict.fromkeys(EDITORS, 0)
    for source_id in ports.library.snapshots.all_ids()[:CONTESTED]:
        for name, count in _counter(ports, source_id)[1].items():
            found[name] += count
    return found


class LaterEachNight:
    """A clock that goes on by a month whenever it is told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


class EverNew(dict[str, Page]):
    """Pages that read differently each time they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def get(self, path: str, default: object = None) -> Page:
        if not path[1:].isdecimal():  # robots.txt, and the page that no site has
            return 404, {}, b""
        self.asked += 1
        text = f"<title>Page</title><p>This is version {self.asked} of what {path} has to say.</p>"
        return 200, {"Content-Type": "text/html"}, text.encode()


def _write_wiki(folder: Path, urls: list[str]) -> None:
    folder.mkdir()
    for n, url in enumerate(urls):
        (folder / f"page{n}.md").write_text(f"# Page {n}\n\nIt is so [as said]({url}).\n", "utf-8")


def _attach_texts(ports: Ports) -> None:
    """So that there is something to note from the first turn on, however late the first night."""
    for source_id in ports.library.snapshots.all_ids()[:CONTESTED]:
        attach(ports, source_id, b"This is version 0 of it.", "page.txt", by="Desk")


def _nights(store: Path, wiki: Path, address: tuple[str, int], stop: Path) -> tuple[int, list[str]]:
    """Nights without a pause between them until told to stop; a page is another each time."""
    clock = LaterEachNight()
    troubles: list[str] = []

    async def night(ports: Ports) -> None:
        async with open_fetcher(Settings(delay_s=0.0), frozenset({address})) as fetcher:
            report = await nightly(ports, fetcher, wiki=DirectoryWiki(wiki), by="nightly")
        troubles.extend(map(str, (*report.broken, *report.failed)))

    with open_store(store, SilentNarrator()) as opened:
        ports = replace(opened, clock=clock)
        for done in itertools.count():
            if done >= LEAST_NIGHTS and stop.exists():
                return done, troubles
            with (wiki / "page0.md").open("a", encoding="utf-8") as page:
                page.write(f"\nNight {done}.\n")
            asyncio.run(night(ports))
            clock.at += timedelta(days=31)
    raise AssertionError


def _edit(store: Path, editor: str, work: Work) -> Saves:
    saves = Saves()
    with open_store(store, SilentNarrator()) as ports:
        ids = ports.library.snapshots.all_ids()
        for turn in _turns(work):
            _turn(ports, ids[turn % CONTESTED], editor, turn, saves)
            saves.counted += 1
            time.sleep(work.pause_s)
    return saves


def _turns(work: Work) -> Iterator[int]:
    if work.turns is not None:
        yield from range(work.turns)
        return
    until = time.monotonic() + work.seconds
    for turn in itertools.count():
        if time.monotonic() >= until:
            return
        yield turn


def _turn(ports: Ports, source_id: SourceId, editor: str, turn: int, saves: Saves) -> None:
    """Another kind of edit in each turn of five, and the counter in every one."""
    match turn % 5:
        case 4:  # the newest change is the note of the turn before
            if _saved(saves, lambda: undo(ports, editor)):
                _saved(saves, lambda: redo(ports, editor))
        case 0:
            seen = ports.library.editorial.credibility(source_id).rating
            new, why = 1 + turn % 4, f"turn {turn}"
            expected = {"rating": seen}
            _saved(saves, lambda: rate(ports, source_id, new, why, editor, expected=expected))
        case 1:
            _saved(saves, lambda: review(ports, source_id, ReviewOutcome.OK, f"{turn}", editor))
        case _:
            pass
    while not _saved(saves, lambda: _count(ports, source_id, editor)):
        if saves.refused:
            return
    if turn % 5 == 3:
        _saved(saves, lambda: annotate(ports, source_id, "This is version", f"{turn}", editor))


def _saved(saves: Saves, save: Callable[[], object]) -> bool:
    start = time.perf_counter()
    try:
        save()
    except EditConflict:
        saves.conflicts += 1
        return False
    except CitewikiError as error:
        saves.refused.append(f"{type(error).__name__}: {error}")
        return False
    saves.seconds.append(time.perf_counter() - start)
    saves.acknowledged += 1
    return True


def _count(ports: Ports, source_id: SourceId, editor: str) -> None:
    """As a form saves: read, add one, save against what was read."""
    before, found = _counter(ports, source_id)
    found[editor] += 1
    after = " ".join(f"{name} {count}" for name, count in found.items())
    edit(ports, source_id, {Field.PURPOSE: after}, editor, expected={"purpose": before})


def _counter(ports: Ports, source_id: SourceId) -> tuple[str | None, dict[str, int]]:
    said = ports.library.sources.get(source_id).text(Field.PURPOSE)
    counts = {name: int(count) for name, count in re.findall(r"(\w+) ([0-9]+)", said or "")}
    return said, dict.fromkeys(EDITORS, 0) | counts
