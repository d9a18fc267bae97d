"""The F keys, for who knows them from elsewhere and for where a browser keeps Ctrl to itself."""

import re
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from citewiki.ports import Ports
from tests.tui.desk import app_on, id_of, keep_sources, listed, opened, until
from tests.tui.test_parity import SCREENS
from tui.screens.form import Form
from tui.screens.help import HelpScreen, help_document
from tui.screens.rate import RateForm
from tui.screens.source import SourceScreen
from tui.screens.sources import SourcesScreen

TITLE = "On oversight"
ALL: tuple[type[Screen[Any]], ...] = (*SCREENS, Form)
TABLE = Path(__file__).parents[2] / "docs" / "reference" / "terminal.md"


@pytest.fixture
def one(ports: Ports) -> Ports:
    keep_sources(ports, [TITLE])
    return ports


async def test_a_source_is_rated_with_them_alone(one: Ports) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        await pilot.press("f10")
        await opened(pilot)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(pilot.app.screen, RateForm))
        await pilot.press("5", *"sound", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))
    assert one.library.editorial.credibility(id_of(TITLE)).rating == 5


def test_what_needs_ctrl_has_one() -> None:
    bound = [one.key for screen in ALL for one in _bindings(screen) if "ctrl+" in one.key]
    assert bound
    assert [key for key in bound if not _f_keys(key)] == []


def test_none_is_a_key_that_browsers_keep() -> None:
    kept = re.compile(r"ctrl\+([wtn]|shift\+\w+|tab|page\w+|\d|minus|plus|f4)|alt\+f4")
    bound = {key for screen in ALL for one in _bindings(screen) for key in one.key.split(",")}
    assert {key for key in bound if kept.fullmatch(key)} == set()


def _bindings(screen: type[Screen[Any]]) -> list[Binding]:
    return [one for one in screen.BINDINGS if isinstance(one, Binding)]


def _f_keys(key: str) -> set[str]:
    return {one.upper() for one in key.split(",") if re.fullmatch(r"f\d+", one)}


def test_those_told_of_are_bound() -> None:
    told = set(re.findall(r"^\| (F\d+) \|", TABLE.read_text("utf-8"), re.MULTILINE))
    assert told == {key for screen in ALL for one in _bindings(screen) for key in _f_keys(one.key)}


def test_the_help_writes_them_as_the_keyboard_does() -> None:
    assert "/, F7" in help_document(SourcesScreen().keys()).text
