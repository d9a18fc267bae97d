"""Home and the pass through a queue: counts, done, skip, snooze, and the place one was at."""

from collections.abc import Sequence
from threading import Event
from typing import Any

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.domain.queues import QueueName
from citewiki.ports import Ports
from citewiki.usecases.queues import counts
from db.library.queues import SqlQueues
from tests.builders import a_source, an_attempt
from tests.tui.desk import EDITOR, Driver, burst, id_of, keep_sources, opened, painted, said, until
from tui.app import CitewikiApp
from tui.screens.home import HomeScreen
from tui.screens.queue import QueueScreen
from tui.screens.source import SourceScreen
from tui.widgets.row_list import RowList
from tui.widgets.source_list import SourceList

TITLES = [f"Paper {i:03d}" for i in range(30)]


@pytest.fixture
def filled(ports: Ports) -> Ports:
    keep_sources(ports, TITLES)
    blocked = [an_attempt(id_of(title), Outcome.BLOCKED) for title in TITLES[10:13]]
    ports.library.snapshots.record_attempts(blocked)
    return ports


def turns(pilot: Driver) -> list[object]:
    return [worker for worker in pilot.app.workers if worker.group == "turn"]


def settled(pilot: Driver) -> bool:
    groups = ("query", "propose", "form", "turn")
    return not any(worker.group in groups for worker in pilot.app.workers)


async def at_home(pilot: Driver) -> RowList:
    """The queues, once they are counted."""
    await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
    await until(pilot, lambda: "due tonight" in "".join(painted(pilot)) and settled(pilot))
    return pilot.app.screen.query_one(RowList)


async def in_queue(pilot: Driver, queue: QueueName, count: int) -> SourceList:
    """Open a queue from home; its list once it shows so many."""
    home = await at_home(pilot)
    home.move_to(list(QueueName).index(queue))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, QueueScreen))
    await until(pilot, lambda: bool(pilot.app.screen.query(SourceList)))
    found = pilot.app.screen.query_one(SourceList)
    await until(pilot, lambda: len(found.rows) == count and settled(pilot))
    return found


async def test_home_counts_what_needs_a_person(filled: Ports) -> None:
    async with CitewikiApp(filled, EDITOR).run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        lines = {line.split()[0]: line.split()[-1] for line in painted(pilot)[2:12]}
        assert lines == {
            "all": "30", "new": "30", "changed": "0", "lost-notes": "0", "dead": "0",
            "blocked": "3", "retracted": "0", "needs-work": "0", "unrated": "0", "merges": "0",
        }  # fmt: skip
        await until(
            pilot,
            lambda: any("due tonight · no night has run yet" in line for line in painted(pilot)),
        )


async def test_an_empty_queue_says_so_under_its_name(filled: Ports) -> None:
    async with CitewikiApp(filled, EDITOR).run_test(size=(40, 12)) as pilot:
        await in_queue(pilot, QueueName.RETRACTED, 0)
        told = "   Nothing here needs a person. Esc"
        await until(pilot, lambda: any(line.startswith(told) for line in painted(pilot)))
        await until(pilot, lambda: painted(pilot)[0].rstrip().endswith("0 of 0"))
        name, heads, blank, first, second = (line.rstrip() for line in painted(pilot)[:5])
        assert name.startswith(" retracted")
        assert heads == " Title"
        assert (blank, first, second) == ("", told, "   goes back.")


async def test_what_is_done_leaves_its_queue(filled: Ports) -> None:
    async with CitewikiApp(filled, EDITOR).run_test(size=(100, 24)) as pilot:
        shown = await in_queue(pilot, QueueName.NEW, 30)
        told = "refuses or is silent"
        await until(pilot, lambda: any(told in line.lower() for line in painted(pilot)[-4:]))
        first = shown.source_id
        await pilot.press("d")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("o", "ctrl+s")
        await until(pilot, lambda: len(shown.rows) == 29)
        assert shown.source_id != first
        await pilot.press("q")
        await at_home(pilot)
        await until(pilot, lambda: painted(pilot)[3].split()[-1] == "29")


async def test_skip_and_place_last_until_one_begins_anew(filled: Ports) -> None:
    async with CitewikiApp(filled, EDITOR).run_test(size=(80, 24)) as pilot:
        shown = await in_queue(pilot, QueueName.NEW, 30)
        await pilot.press("x")
        await until(pilot, lambda: len(shown.rows) == 29)
        await pilot.press("n", "n", "n", "p")
        at = shown.source_id
        await pilot.press("q")
        await at_home(pilot)
        shown = await in_queue(pilot, QueueName.NEW, 29)
        assert (shown.cursor, shown.source_id) == (2, at)
        await until(pilot, lambda: "3 of 29 · 1 skipped" in painted(pilot)[0])
        await pilot.press("0")
        await until(pilot, lambda: len(shown.rows) == 30 and shown.cursor == 0)


async def test_a_burst_of_skips_is_for_one_source_each(
    filled: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, order = Event(), SqlQueues.order

    def slow(queues: SqlQueues, *of: Any, **by: Any) -> Sequence[int]:
        free.wait(10)
        return order(queues, *of, **by)

    async with CitewikiApp(filled, EDITOR).run_test() as pilot:
        shown = await in_queue(pilot, QueueName.NEW, 30)
        shown.move_to(3)
        last = shown.source_id
        shown.move_to(0)
        with monkeypatch.context() as slowly:
            slowly.setattr(SqlQueues, "order", slow)
            burst(pilot, "x", "x", "x")
            await until(pilot, lambda: len(turns(pilot)) == 2)  # the first is skipped already
            free.set()
            await until(pilot, lambda: "1 of 27 · 3 skipped" in painted(pilot)[0])
        assert shown.source_id == last


async def test_enter_twice_opens_a_source_once(filled: Ports) -> None:
    async with CitewikiApp(filled, EDITOR).run_test() as pilot:
        await in_queue(pilot, QueueName.NEW, 30)
        pilot.app.screen.post_message(SourceList.Chosen(id_of("Paper 000")))
        pilot.app.screen.post_message(SourceList.Chosen(id_of("Paper 000")))
        await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen) and settled(pilot))
        await pilot.press("q")
        assert isinstance(pilot.app.screen, QueueScreen)


async def test_one_goes_on_where_a_source_has_left(filled: Ports) -> None:
    async with CitewikiApp(filled, EDITOR).run_test(size=(80, 24)) as pilot:
        shown = await in_queue(pilot, QueueName.BLOCKED, 3)
        await pilot.press("n")
        gone = shown.source_id
        await pilot.press("q")
        await at_home(pilot)
        assert gone is not None
        filled.library.snapshots.record_attempt(
            an_attempt(gone, Outcome.NOT_MODIFIED, http_status=304)
        )
        shown = await in_queue(pilot, QueueName.BLOCKED, 2)
        assert shown.source_id in {id_of(title) for title in TITLES[10:13]} - {gone}


async def test_a_snooze_takes_a_source_out(filled: Ports) -> None:
    async with CitewikiApp(filled, EDITOR).run_test(size=(80, 24)) as pilot:
        shown = await in_queue(pilot, QueueName.BLOCKED, 3)
        await pilot.press("z")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("7")
        await until(pilot, lambda: len(shown.rows) == 2)
        await until(pilot, lambda: "left out of the queues until 2026-03-08" in said(pilot))
        await pilot.press("z")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("d", *"soon", "enter")
        await until(pilot, lambda: "'soon' is no day" in said(pilot))
        await pilot.press("u")
        await until(pilot, lambda: len(shown.rows) == 3)


async def test_a_proposed_merge_is_answered(ports: Ports) -> None:
    ports.library.sources.register(
        [a_source("https://example.org/a"), a_source("https://example.org/a/")]
    )
    async with CitewikiApp(ports, EDITOR).run_test(size=(100, 24)) as pilot:
        shown = await in_queue(pilot, QueueName.MERGES, 1)
        await pilot.press("d")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("y")
        await until(pilot, lambda: len(shown.rows) == 0)
        assert counts(ports)[QueueName.ALL] == 1
        await until(pilot, lambda: any("needs a person" in line for line in painted(pilot)))


async def test_a_source_read_from_a_queue_comes_back_to_it(filled: Ports) -> None:
    async with CitewikiApp(filled, EDITOR).run_test(size=(80, 24)) as pilot:
        await in_queue(pilot, QueueName.NEW, 30)
        await opened(pilot)
        await pilot.press("m")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("o", "ctrl+s")
        await until(pilot, lambda: not pilot.app.screen.is_modal)
        await pilot.press("q")
        shown = pilot.app.screen.query_one(SourceList)
        await until(pilot, lambda: len(shown.rows) == 29)


async def test_nobody_named_looks_at_queues_and_changes_nothing(filled: Ports) -> None:
    app = CitewikiApp(filled, EDITOR, read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await in_queue(pilot, QueueName.NEW, 30)
        for key in ("d", "x", "z", "0", "r", "e", "u"):
            await pilot.press(key)
            await until(pilot, lambda: "--read-only" in said(pilot))
            app.clear_notifications()
        assert len(shown.rows) == 30
        assert filled.library.desk.place(EDITOR, QueueName.NEW) is None
