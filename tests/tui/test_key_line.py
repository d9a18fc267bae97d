"""The line of keys: what fits, and a click presses it."""

import pytest

from citewiki.ports import Ports
from tests.tui.desk import app_on, keep_sources, listed, painted, until
from tui.screens.help import HelpScreen
from tui.widgets.key_line import KeyLine


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (100, ["Open", "Rate", "Edit", "Review", "Undo", "Filter", "Search", "Sort", "Quit"]),
        (40, ["Open", "Rate", "Quit"]),
        (8, []),
    ],
)
async def test_the_help_is_there_at_every_width(
    ports: Ports, width: int, expected: list[str]
) -> None:
    keep_sources(ports, ["One"])
    async with app_on(ports).run_test(size=(width, 20)) as pilot:
        await listed(pilot, 1)
        line = pilot.app.screen.query_one(KeyLine)
        found = [key.does for key in line.fitting()]
        assert found[-1] == "Help"
        assert set(expected) <= set(found)
        assert sum(key.width for key in line.fitting()) <= width
        assert painted(pilot)[-1].rstrip().startswith(f" {line.fitting()[0].written} ")


async def test_a_click_presses_the_key(ports: Ports) -> None:
    keep_sources(ports, ["One"])
    async with app_on(ports).run_test(size=(100, 20)) as pilot:
        await listed(pilot, 1)
        at = painted(pilot)[-1].index("Help")
        await pilot.click(KeyLine, offset=(at, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))


async def test_no_key_is_shown_that_would_be_typed(ports: Ports) -> None:
    keep_sources(ports, ["One"])
    async with app_on(ports).run_test(size=(100, 20)) as pilot:
        await listed(pilot, 1)
        await pilot.press("slash")
        line = pilot.app.screen.query_one(KeyLine)
        written = [key.written for key in line.fitting()]
        assert "To the list" in [key.does for key in line.fitting()]
        assert written[-1] == "F1"
        assert [key for key in written if len(key) == 1 and key.isascii()] == []
