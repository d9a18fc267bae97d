"""Small and large terminals, and long lists."""

import pytest

from citewiki.ports import Ports
from tests.builders import NOW
from tests.tui.desk import app_on, keep_sources, keep_text, listed, opened, painted, until
from tui.listings import OrderedSources
from tui.screens.sources import SourcesScreen

SIZES = [(40, 10), (80, 24), (200, 60), (20, 5), (8, 3)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_screen_at_every_size(ports: Ports, size: tuple[int, int]) -> None:
    keep_sources(ports, [f"Paper {i}" for i in range(30)])
    keep_text(ports, "Paper 0", "A text of some words.\n" * 50)
    async with app_on(ports).run_test(size=size, notifications=True) as pilot:
        await listed(pilot, 30)
        if size >= (40, 10):
            await until(pilot, lambda: any("Paper 0" in line for line in painted(pilot)))
        await pilot.press("pagedown", "end", "home")
        await opened(pilot)
        await pilot.press("2", "pagedown", "end", "v", "right", "escape", "3", "4", "1")
        for key in ("r", "e", "m", "a", "o", "question_mark"):
            await pilot.press(key)
            await until(pilot, lambda: pilot.app.screen.is_modal)
            await pilot.pause()
            await pilot.press("escape")
            await until(pilot, lambda: not pilot.app.screen.is_modal)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))


async def test_what_one_types_is_in_sight_on_a_small_terminal(ports: Ports) -> None:
    keep_sources(ports, ["Paper"])
    async with app_on(ports).run_test(size=(40, 10)) as pilot:
        await listed(pilot, 1)
        await pilot.press("r")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("4", *"because I say so")
        await until(pilot, lambda: any("because I say" in line for line in painted(pilot)))
        await pilot.press(*["backspace"] * 20, "ctrl+s")
        await until(pilot, lambda: any("needs its reason" in line for line in painted(pilot)))


async def test_a_terminal_that_changes_its_size(ports: Ports) -> None:
    keep_sources(ports, ["Paper"])
    keep_text(ports, "Paper", "word " * 2_000 + "MIDDLE " + "word " * 2_000)
    async with app_on(ports).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("2", "slash", *"MIDDLE", "enter")
        await until(pilot, lambda: any("MIDDLE" in line for line in painted(pilot)))
        for size in ((40, 10), (120, 30), (80, 24)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: any("word" in line for line in painted(pilot)))


def test_only_pages_in_sight_are_read() -> None:
    asked: list[int] = []

    def read(keys: object) -> list[object]:
        asked.append(len(list(keys)))  # type: ignore[call-overload]
        return []

    listing = OrderedSources(range(1_000_000), read, NOW)  # type: ignore[arg-type]
    assert listing.row(999_999) is None
    assert max(asked) == 200


@pytest.mark.parametrize(
    ("size", "classes"), [((80, 24), {"-wide", "-high"}), ((59, 17), {"-narrow", "-low"})]
)
async def test_a_screen_has_its_sizes_classes_before_it_is_styled(
    ports: Ports, size: tuple[int, int], classes: set[str]
) -> None:
    keep_sources(ports, ["Paper"])
    async with app_on(ports).run_test(size=size) as pilot:
        await listed(pilot, 1)
        screen = SourcesScreen()
        assert screen.classes == classes
        await pilot.app.push_screen(screen)
        await pilot.pause()
        assert screen.classes >= classes
