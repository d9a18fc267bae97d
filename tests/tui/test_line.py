"""What is typed in one line, and in the forms' texts: keys that arrive in a browser too."""

import pytest
from textual.widgets import Input, TextArea

from citewiki.ports import Ports
from tests.tui.desk import Driver, app_on, keep_sources, listed, said, until

HINT = "Ctrl+Shift+V"


@pytest.fixture
def one(ports: Ports) -> Ports:
    keep_sources(ports, ["One"])
    return ports


@pytest.mark.parametrize("key", ["ctrl+w", "alt+backspace", "ctrl+backspace"])
async def test_a_word_is_deleted_without_ctrl_w_which_closes_a_tab(one: Ports, key: str) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await pilot.press("/", *"all", "space", *"one", key)
        await until(pilot, lambda: filtered(pilot) == "all ")


async def test_ctrl_v_pastes_what_was_copied_here_and_else_says_what_pastes(one: Ports) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await pilot.press("/", "ctrl+v")
        await until(pilot, lambda: HINT in said(pilot))
        pilot.app.copy_to_clipboard("one")
        await pilot.press("ctrl+v")
        await until(pilot, lambda: filtered(pilot) == "one")


async def test_it_does_in_a_form(one: Ports) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await pilot.press("m", "o", "ctrl+v")
        await until(pilot, lambda: HINT in said(pilot))
        pilot.app.copy_to_clipboard("one")
        await pilot.press("ctrl+v")
        await until(pilot, lambda: pilot.app.screen.query_one(TextArea).text == "one")


def filtered(pilot: Driver) -> str:
    return pilot.app.screen.query_one(Input).value
