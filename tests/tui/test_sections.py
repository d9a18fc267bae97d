"""The four places, what is saved, the palette, themes and plain terminals."""

import asyncio
import threading
from collections.abc import Collection

import pytest
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import WorkerState

from citewiki.domain.listing import ListView, SortKey
from citewiki.ports import Ports
from citewiki.usecases.saved_lists import save_list, saved_lists
from tests.tui.desk import EDITOR, app_on, keep_sources, listed, opened, painted, said, until
from tui import opening
from tui.app import CitewikiApp
from tui.figures import Figures
from tui.screens.form import Form
from tui.screens.help import HelpScreen
from tui.screens.home import HomeScreen
from tui.screens.jobs import JobsScreen
from tui.screens.queue import QueueScreen
from tui.screens.section import SECTIONS
from tui.screens.sources import SourcesScreen
from tui.screens.venues import VenuesScreen
from tui.widgets.asked import Asked
from tui.widgets.row_list import RowList

PLACES = (HomeScreen, SourcesScreen, VenuesScreen, JobsScreen)
SIZES = [(40, 10), (80, 24), (200, 60), (8, 3)]
WORST = "a [00] [/] b [@click=app.quit]x[/] \x1b]52;c;cHduZWQ=\x07 \u202egnp.exe"


@pytest.fixture
def filled(ports: Ports) -> Ports:
    keep_sources(ports, [*(f"Paper {i:02d}" for i in range(28)), "Zebra A", "Zebra B"])
    return ports


async def test_each_place_stays_as_it_was_left(filled: Ports) -> None:
    async with app_on(filled).run_test(size=(100, 24)) as pilot:
        shown = await listed(pilot, 30)
        await pilot.press("end")
        for key in ("1", "3", "4"):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(pilot.app.screen, PLACES[int(key) - 1]))  # noqa: B023 -- awaited here
        await pilot.click("#sections", offset=(13, 0))
        await listed(pilot, 30)
        assert shown.cursor == 29


async def test_a_screen_is_styled_once_when_it_opens(
    filled: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[str] = []
    style = Screen.update_node_styles

    def noted(screen: Screen[None], animate: bool = True) -> None:
        again.append(type(screen).__name__)
        style(screen, animate)

    monkeypatch.setattr(Screen, "update_node_styles", noted)
    async with app_on(filled).run_test(size=(100, 24)) as pilot:
        await listed(pilot, 30)
        await opened(pilot)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        assert again == []


async def test_figures_that_come_while_home_is_taken_apart_are_dropped(
    filled: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, gone = threading.Event(), threading.Event()
    figures = opening.figures

    def late(ports: Ports, merges: Collection[str] | None) -> Figures:
        asked.set()
        assert gone.wait(10)
        return figures(ports, merges)

    async def last_of_all(standing: Static) -> None:
        """The list is gone, the screen's workers are not cancelled yet."""
        if standing.id == "standing":
            async with asyncio.timeout(10):
                while home.query(RowList):
                    await asyncio.sleep(0)
                gone.set()
                while any(not worker.is_finished for worker in counting):
                    await asyncio.sleep(0)

    monkeypatch.setattr(opening, "figures", late)
    monkeypatch.setattr(Static, "on_unmount", last_of_all, raising=False)
    app = CitewikiApp(filled, EDITOR)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, asked.is_set)
        home = app.screen
        counting = [worker for worker in app.workers if worker.node is home]
        assert counting
    assert {worker.state for worker in counting} == {WorkerState.CANCELLED}


@pytest.mark.parametrize("start", SECTIONS)
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_place_at_every_size(filled: Ports, size: tuple[int, int], start: str) -> None:
    app = CitewikiApp(filled, EDITOR, start=start)
    async with app.run_test(size=size, notifications=True) as pilot:
        place = PLACES[SECTIONS.index(start)]
        await until(
            pilot, lambda: isinstance(app.screen, place) and bool(app.screen.query("#list"))
        )
        await pilot.press("down", "pagedown", "end", "home", "t", "t", "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, place))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_queue_of_hostile_titles_at_every_size(ports: Ports, size: tuple[int, int]) -> None:
    keep_sources(ports, [WORST])
    app = CitewikiApp(ports, EDITOR)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: bool(app.screen.query("#list")))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QueueScreen))
        for key in ("d", "z", "e"):
            await until(pilot, lambda: isinstance(app.screen, QueueScreen))
            await pilot.press(key)
            await until(pilot, lambda: app.screen.is_modal)
            lines = painted(pilot)
            assert not [c for c in "".join(lines) if c < " " or c == "\u202e"]
            await pilot.press("escape")


async def test_a_list_is_saved_shown_and_forgotten(filled: Ports) -> None:
    save_list(filled, EDITOR, "of two", ListView("zebra", SortKey.TITLE, descending=True))
    save_list(filled, "Ben", "another's", ListView())
    async with app_on(filled).run_test(size=(80, 24)) as pilot:
        shown = await listed(pilot, 30)
        await pilot.press("l")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        text = "\n".join(painted(pilot))
        assert "of two  “zebra”, by title, greatest first" in text
        assert "another's" not in text
        await pilot.press("1")
        await listed(pilot, 2)
        assert pilot.app.screen.query_one(Asked).value == "zebra"
        await until(pilot, lambda: "Zebra B" in painted(pilot)[3])
        await pilot.press("w")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press(*WORST[:12], "enter")
        await until(pilot, lambda: "saved as" in said(pilot))
        assert [one.name for one in saved_lists(filled, EDITOR)] == [WORST[:12].strip(), "of two"]
        await pilot.press("L")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("2")
        await until(pilot, lambda: "forgot “of two”" in said(pilot))
        assert len(saved_lists(filled, EDITOR)) == 1
        assert len(shown.rows) == 2


async def test_who_only_looks_has_their_saved_lists(filled: Ports) -> None:
    save_list(filled, EDITOR, "of two", ListView("02"))
    app = CitewikiApp(filled, EDITOR, start="sources", read_only=True)
    async with app.run_test() as pilot:
        await listed(pilot, 30)
        await pilot.press("l")
        await until(pilot, lambda: any("of two" in line for line in painted(pilot)))
        await pilot.press("escape")
        await until(pilot, lambda: not pilot.app.screen.is_modal)
        await pilot.press("L")
        await until(pilot, lambda: "--read-only" in said(pilot))


async def test_without_a_saved_list_one_is_told_how(filled: Ports) -> None:
    async with app_on(filled).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 30)
        await pilot.press("l")
        await until(pilot, lambda: "w saves this filter" in said(pilot))


async def test_the_palette_has_every_action(filled: Ports) -> None:
    app = app_on(filled)
    async with app.run_test(size=(100, 40)) as pilot:
        await listed(pilot, 30)
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert titles >= {
            "Rate", "Edit", "Review", "Undo", "Snooze", "Filter", "Search", "Sort", "Saved",
            "Queue", "Venues", "Jobs", "Help", "Quit", "Theme", "Save this filter under a name",
        }  # fmt: skip
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"review")
        await until(pilot, lambda: any("key: m" in line for line in painted(pilot)))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Form))


@pytest.mark.parametrize("theme", ["citewiki", "citewiki-light", "ansi-dark", "gruvbox"])
async def test_a_theme_is_a_setting(filled: Ports, theme: str) -> None:
    app = CitewikiApp(filled, EDITOR, start="sources", theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot, 30)
        assert app.theme == theme


async def test_a_theme_that_there_is_not_is_named(filled: Ports) -> None:
    app = CitewikiApp(filled, EDITOR, start="sources", theme="plaid")
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot, 30)
        await until(pilot, lambda: "there is no theme plaid" in said(pilot))


async def test_no_color(filled: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_on(filled)
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot, 30)
        assert app.no_color
        (cursor, below) = (app.screen._compositor.render_strips()[n] for n in (3, 4))
        # the line of the cursor is told without a colour, too
        assert any(s.style and s.style.bold for s in cursor)
        assert not any(s.style and s.style.bold for s in below)
