"""Jobs: the nights, what is due, and a night run from the terminal."""

import asyncio
import threading
from datetime import timedelta

import pytest

from citewiki.domain.errors import StoreBusy
from citewiki.domain.jobs import JobRun, JobState
from citewiki.ports import Ports
from citewiki.ports.fetching import FetchRequest, FetchResult
from citewiki.usecases.nightly import NightReport, nightly
from tests.builders import NOW
from tests.tui.desk import EDITOR, Driver, keep_sources, painted, said, until
from tui.app import CitewikiApp
from tui.screens import jobs
from tui.screens.jobs import JobsScreen
from tui.screens.reading import ReadingScreen
from tui.sparkline import BARS, sparkline
from tui.widgets.row_list import RowList


class EndlessFetcher:
    """A fetcher that never answers; `asked` is set once it is asked."""

    def __init__(self) -> None:
        self.asked = threading.Event()

    async def fetch(self, request: FetchRequest) -> FetchResult:
        self.asked.set()
        await asyncio.Event().wait()
        raise AssertionError(request)


class OfOneFetcher:
    """Nights with a fetcher that a test holds."""

    def __init__(self, fetcher: EndlessFetcher) -> None:
        self.fetcher = fetcher

    async def run(self, ports: Ports, by: str) -> NightReport:
        return await nightly(ports, self.fetcher, wiki=None, by=by)

    def digest(self, job: JobRun) -> str | None:
        return f"# The digest of {job.id}"


class Busy(OfOneFetcher):
    async def run(self, ports: Ports, by: str) -> NightReport:
        raise StoreBusy("another nightly run is under way")


@pytest.fixture
def filled(ports: Ports) -> Ports:
    keep_sources(ports, ["One", "Two", "Three"])
    jobs = ports.library.jobs
    for n in range(3):
        job = jobs.start("nightly", "cron", NOW - timedelta(days=3 - n))
        state = JobState.VOID if n == 1 else JobState.DONE
        counted = {"due": 9, "new": n, "changed": 2 * n, "failed": 1}
        jobs.finish(job.id, state, counted, NOW - timedelta(days=3 - n) + timedelta(minutes=90))
    return ports


async def listed(pilot: Driver, count: int) -> RowList:
    await until(pilot, lambda: isinstance(pilot.app.screen, JobsScreen))
    await until(pilot, lambda: bool(pilot.app.screen.query(RowList)))
    found = pilot.app.screen.query_one(RowList)
    await until(pilot, lambda: len(found.rows) == count)
    return found


async def test_the_nights_newest_first_with_their_trend(filled: Ports) -> None:
    app = CitewikiApp(filled, EDITOR, start="jobs")
    async with app.run_test(size=(100, 24)) as pilot:
        await listed(pilot, 3)
        lines = painted(pilot)
        assert lines[3].split() == ["2026-02-28", "12:00", "done", "9", "2", "4", "1", "90.0",
                                    "cron"]  # fmt: skip
        assert "void" in lines[4]
        assert any(f"changed {BARS[0]}{BARS[-1]}" in line for line in lines)
        await pilot.press("t")
        await until(pilot, lambda: any("https://example.org/" in line for line in painted(pilot)))
        await until(pilot, lambda: "3 due on 1 host, 3 of them on example.org" in painted(pilot)[1])


async def test_a_list_of_what_is_due_that_is_cut_short_says_so(
    filled: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MOST_DUE", 2)
    async with CitewikiApp(filled, EDITOR, start="jobs").run_test(size=(100, 24)) as pilot:
        await listed(pilot, 3)
        await pilot.press("t")
        await until(pilot, lambda: painted(pilot)[1].rstrip().endswith(" 1 of 2+"))


async def test_a_nights_digest(filled: Ports) -> None:
    app = CitewikiApp(filled, EDITOR, start="jobs", nights=OfOneFetcher(EndlessFetcher()))
    async with app.run_test(size=(100, 24)) as pilot:
        await listed(pilot, 3)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReadingScreen))
        await until(pilot, lambda: any("# The digest of 3" in line for line in painted(pilot)))
        await pilot.press("q")
        await listed(pilot, 3)


async def test_a_night_is_run_told_of_and_cancelled(filled: Ports) -> None:
    fetcher = EndlessFetcher()
    app = CitewikiApp(filled, EDITOR, start="jobs", nights=OfOneFetcher(fetcher))
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        shown = await listed(pilot, 3)
        await pilot.press("N")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("y")
        await until(pilot, fetcher.asked.is_set)
        await until(pilot, lambda: any("night is under way" in x for x in painted(pilot)))
        await pilot.press("N")
        await until(pilot, lambda: "C cancels it" in said(pilot))
        await pilot.press("down", "up")
        await pilot.press("C")
        await until(pilot, lambda: app.night is None and len(shown.rows) == 4)
        newest = filled.library.jobs.recent(1)[0]
        assert (newest.state, newest.by) == (JobState.INTERRUPTED, EDITOR)


async def test_a_night_that_cannot_begin_says_so(filled: Ports) -> None:
    app = CitewikiApp(filled, EDITOR, start="jobs", nights=Busy(EndlessFetcher()))
    async with app.run_test(size=(100, 24)) as pilot:
        await listed(pilot, 3)
        await pilot.press("N")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("y")
        await until(pilot, lambda: "another nightly run" in said(pilot))
        assert app.night is None


async def test_leaving_ends_a_night(filled: Ports) -> None:
    fetcher = EndlessFetcher()
    app = CitewikiApp(filled, EDITOR, start="jobs", nights=OfOneFetcher(fetcher))
    async with app.run_test(size=(100, 24)) as pilot:
        await listed(pilot, 3)
        app.run_night(EDITOR)
        await until(pilot, fetcher.asked.is_set)
    async with asyncio.timeout(10):
        while filled.library.jobs.recent(1)[0].state is JobState.RUNNING:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("values", "width", "expected"),
    [
        ((), 5, ""),
        ((0, 0), 5, "▁▁"),
        ((0, 7, 14), 5, "▁▄█"),
        ((1, 2, 3, 4), 2, "▆█"),
        ((5,), 0, ""),
        ((-3, 2), 5, "▁█"),
    ],
)
def test_sparklines(values: tuple[int, ...], width: int, expected: str) -> None:
    assert sparkline(values, width) == expected
