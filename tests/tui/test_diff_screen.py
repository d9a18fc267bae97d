"""What changed between versions, from the history and by its key."""

import pytest

from citewiki.ports import Ports
from tests.tui.desk import (
    app_on,
    id_of,
    keep_sources,
    keep_text,
    listed,
    opened,
    painted,
    pane,
    said,
    until,
)
from tui.screens.diff import DiffScreen
from tui.screens.source import SourceScreen
from tui.widgets.item_reader import ItemReader

TITLE = "On oversight"
TEXTS = ("It was said once.", "It was said twice.", "It was said thrice.")


@pytest.fixture
def versions(ports: Ports) -> Ports:
    keep_sources(ports, [TITLE])
    for text in TEXTS:
        keep_text(ports, TITLE, text)
    return ports


@pytest.mark.parametrize("size", [(100, 30), (40, 10)], ids=str)
async def test_the_pairs_one_after_the_other(versions: Ports, size: tuple[int, int]) -> None:
    async with app_on(versions).run_test(size=size) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("d")
        await until(pilot, lambda: "thrice" in "\n".join(painted(pilot)))
        beside = any("twice. " in line and "thrice." in line for line in painted(pilot))
        assert beside is (size[0] == 100)
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "once" in "\n".join(painted(pilot)))
        await pilot.press("left_square_bracket", "right_square_bracket")
        await until(pilot, lambda: "thrice" in "\n".join(painted(pilot)))
        await pilot.press("q")
        assert isinstance(pilot.app.screen, SourceScreen)


async def test_the_history_leads_to_what_a_version_changed(versions: Ports) -> None:
    async with app_on(versions).run_test(size=(100, 30)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("4")
        reader = pane(pilot, 3)
        assert isinstance(reader, ItemReader)
        await until(pilot, lambda: reader.text.count("what changed") == 2)
        second = next(
            at for at, first in enumerate(reader._document.items)
            if "version 2" in reader.text[first:].split("\n")[1]
        )  # fmt: skip
        await pilot.press(*["down"] * second, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DiffScreen))
        await until(pilot, lambda: "once" in "\n".join(painted(pilot)))


async def test_a_resize_lays_it_out_anew(versions: Ports) -> None:
    async with app_on(versions).run_test(size=(100, 30)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("d")
        await until(pilot, lambda: "│" in "\n".join(painted(pilot)))
        await pilot.resize_terminal(50, 30)
        await until(pilot, lambda: "[-twice.-]" in "\n".join(painted(pilot)))


async def test_one_text_alone_is_said_to_be_alone(ports: Ports) -> None:
    keep_sources(ports, [TITLE])
    keep_text(ports, TITLE, TEXTS[0])
    async with app_on(ports).run_test() as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("d")
        await until(pilot, lambda: "only text" in said(pilot))
        await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
    assert ports.library.sources.get(id_of(TITLE)).current_snapshot_id is not None
