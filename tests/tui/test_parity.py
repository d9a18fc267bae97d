"""What the terminal does the command line does too: docs/reference/terminal.md says which is which,
and is held to the keys that are bound and the commands that there are."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding, BindingType
from textual.screen import Screen

from citewiki.cli.main import COMMANDS
from tui.screens.acting import ActingScreen
from tui.screens.base import CitewikiScreen
from tui.screens.conflict import ConflictScreen
from tui.screens.details import DetailsScreen
from tui.screens.diff import DiffScreen
from tui.screens.help import key_name
from tui.screens.home import HomeScreen
from tui.screens.jobs import JobsScreen
from tui.screens.queue import QueueScreen
from tui.screens.section import Section
from tui.screens.source import SourceScreen
from tui.screens.sources import SourcesScreen
from tui.screens.venue import VenueScreen
from tui.screens.venues import VenuesScreen

TABLES = Path(__file__).parents[2] / "docs" / "reference" / "terminal.md"
SCREENS: tuple[type[Screen[Any]], ...] = (
    CitewikiScreen, Section, HomeScreen, QueueScreen, VenuesScreen, VenueScreen, JobsScreen,
    ActingScreen, SourcesScreen, SourceScreen, DiffScreen, DetailsScreen, ConflictScreen,
)  # fmt: skip


def rows(text: str) -> list[list[str]]:
    """The tables' cells, heads and rules left out."""
    found = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [row for row in found if row[0] not in ("What", "Command")]


def keys_told(text: str) -> set[str]:
    told = (row[1] for row in rows(text) if len(row) == 3)
    return {key.strip() for keys in told for key in keys.split(",")}


def commands_told(text: str) -> set[str]:
    cells = (row[2] if len(row) == 3 else row[0] for row in rows(text))
    return {name.split()[0] for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def bound(bindings: Iterable[BindingType]) -> dict[str, str]:
    """Action -> the key by which it is best known."""
    found = [one for one in bindings if isinstance(one, Binding)]
    return {one.action: one.key_display or key_name(one.key.split(",")[0]) for one in found}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_every_key_stands_in_the_table(screen: type[Screen[Any]]) -> None:
    told = keys_told(TABLES.read_text("utf-8"))
    missing = {action: key for action, key in bound(screen.BINDINGS).items() if key not in told}
    assert missing == {}


def test_no_key_stands_there_that_is_not_bound() -> None:
    there = {key for screen in SCREENS for key in bound(screen.BINDINGS).values()}
    assert keys_told(TABLES.read_text("utf-8")) - there - {"Enter"} == set()


def test_every_command_stands_in_a_table() -> None:
    assert commands_told(TABLES.read_text("utf-8")) == set(COMMANDS)


def test_what_is_missing_is_seen() -> None:
    text = TABLES.read_text("utf-8").replace("| u | `undo` |", "| – | – |")
    assert "u" not in keys_told(text)
    assert "redo" not in commands_told(text.replace("`redo`", ""))
