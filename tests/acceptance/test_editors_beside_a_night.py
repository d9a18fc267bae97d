"""Two editors at work while a nightly run writes to the same store: nothing lost, nobody locked."""

import asyncio
import multiprocessing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

from citewiki.config import Settings
from citewiki.demo.server import DemoServer, Page
from citewiki.domain.editorial import EventKind
from citewiki.domain.errors import EditConflict
from citewiki.domain.sources import Field, SourceId
from citewiki.ports import Ports
from citewiki.usecases.editing import edit
from citewiki.usecases.nightly import nightly
from citewiki.usecases.registering import register_urls
from citewiki.wiring import create_store, open_fetcher, open_store
from tests.fakes import SilentNarrator

EDITS = 200
SOURCES = 12
EDITORS = ("Ada", "Grace")


class LaterEachNight:
    """A clock that goes on by a month whenever it is told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


def _edit(store: Path, editor: str) -> None:
    """As a form saves: read, add one, save against what was read; where stale, read again."""
    with open_store(store, SilentNarrator()) as ports:
        ids = ports.library.snapshots.all_ids()
        for number in range(EDITS):
            _add_one(ports, ids[number % 3], editor)


def _add_one(ports: Ports, source_id: SourceId, editor: str) -> None:
    while True:
        seen = ports.library.sources.get(source_id).fields.get(Field.SUMMARY)
        before = seen.value if seen is not None else None
        after = f"{before or ''}{editor[0]}"
        try:
            edit(ports, source_id, {Field.SUMMARY: after}, editor, expected={"summary": before})
            return
        except EditConflict:
            continue


def _nights(store: Path, address: tuple[str, int], stop: Event) -> None:
    """Nights without a pause between them until told to stop; at least two."""
    clock = LaterEachNight()

    async def night(ports: Ports) -> None:
        async with open_fetcher(Settings(delay_s=0.0), frozenset({address})) as fetcher:
            report = await nightly(ports, fetcher, wiki=None, by="nightly")
        assert (report.broken, report.failed) == ((), [])

    with open_store(store, SilentNarrator()) as opened:
        ports = replace(opened, clock=clock)
        while not stop.is_set() or clock.at.month < 3:
            asyncio.run(night(ports))
            clock.at += timedelta(days=31)


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


def test_no_edit_is_lost_beside_a_night(tmp_path: Path) -> None:
    store = tmp_path / "store"
    create_store(store)
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    served = DemoServer({})
    served.pages = EverNew()
    with served as server:
        with open_store(store, SilentNarrator()) as ports:
            register_urls(
                ports, [(server.url(f"/{n}"), None) for n in range(SOURCES)],
                ports.library.sources.url_index(),
            )  # fmt: skip
        night = context.Process(target=_nights, args=(store, server.address, stop))
        editors = [context.Process(target=_edit, args=(store, name)) for name in EDITORS]
        for process in (night, *editors):
            process.start()
        for process in editors:
            process.join(120)
        stop.set()
        night.join(120)
    assert [process.exitcode for process in (*editors, night)] == [0, 0, 0]
    with open_store(store, SilentNarrator()) as ports:
        ids = ports.library.snapshots.all_ids()
        summaries = [ports.library.sources.get(one).fields[Field.SUMMARY].value for one in ids[:3]]
        saved = "".join(str(summary) for summary in summaries)
        assert {name: saved.count(name[0]) for name in EDITORS} == dict.fromkeys(EDITORS, EDITS)
        for name in EDITORS:
            events = ports.library.editorial.events(by=name, limit=EDITS * 2)
            assert sum(event.kind is EventKind.EDITED for event in events) == EDITS
        jobs = ports.library.jobs.recent(500)
        assert len(jobs) >= 2
        assert len(ports.library.snapshots.of(ids[-1])) == len(jobs)
        assert ports.library.upkeep.check() == []
