"""The list of sources: filter, search, sort, keys, mouse."""

import threading
from collections.abc import Sequence

import pytest
from textual.screen import Screen

from citewiki.domain.listing import ListView, SortKey
from citewiki.ports import Ports
from citewiki.ports.library.asking import Asking
from citewiki.usecases.rating import rate
from db.library.listing import SqlLists
from tests.tui.desk import (
    app_on,
    burst,
    id_of,
    idle,
    keep_sources,
    keep_text,
    listed,
    opened,
    painted,
    said,
    until,
)
from tui.messages import SourceChanged
from tui.rows import PAGE
from tui.screens.help import HelpScreen
from tui.screens.review import ReviewForm
from tui.screens.source import SourceScreen
from tui.screens.sources import SourcesScreen
from tui.widgets.source_list import SourceList

TITLES = [f"Paper {i:03d} on oversight" for i in range(60)] + ["Zebra crossings", "An odd one"]


@pytest.fixture
def filled(ports: Ports) -> Ports:
    keep_sources(ports, TITLES)
    return ports


async def test_an_empty_store_says_what_to_do(ports: Ports) -> None:
    async with app_on(ports).run_test() as pilot:
        await listed(pilot, 0)
        await until(pilot, lambda: any("citewiki scan" in line for line in painted(pilot)))
        await pilot.press("enter", "down", "pagedown", "end", "s", "S", "r", "o", "u")
        assert isinstance(pilot.app.screen, SourcesScreen)


async def test_the_list_is_there_by_title(filled: Ports) -> None:
    async with app_on(filled).run_test() as pilot:
        await listed(pilot, 62)
        await until(pilot, lambda: "1 of 62" in painted(pilot)[1])
        lines = painted(pilot)
        assert lines[2].startswith(" Title↑")
        assert "An odd one" in lines[3]
        assert "3 Good" in lines[3]


async def test_filter_as_you_type(filled: Ports) -> None:
    async with app_on(filled).run_test() as pilot:
        await listed(pilot, 62)
        await pilot.press("slash", *"zeb")
        await listed(pilot, 1)
        await until(pilot, lambda: "1 of 1 · 62 in all" in painted(pilot)[1])
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
        await pilot.press("q")
        await pilot.press("escape")
        await listed(pilot, 62)


@pytest.mark.parametrize(
    ("keys", "opens"),
    [("slash z e b enter enter enter", SourceScreen), ("slash z e b enter m", ReviewForm)],
)
async def test_a_burst_acts_on_what_it_filtered_and_not_on_what_is_still_to_be_seen(
    filled: Ports, monkeypatch: pytest.MonkeyPatch, keys: str, opens: type[Screen[None]]
) -> None:
    free, order = threading.Event(), SqlLists.order

    def slow(
        lists: SqlLists, view: ListView, limit: int | None = None, asking: Asking | None = None
    ) -> Sequence[int]:
        if view.filter:
            free.wait(10)
        return order(lists, view, limit, asking)

    monkeypatch.setattr(SqlLists, "order", slow)
    async with app_on(filled).run_test() as pilot:
        shown = await listed(pilot, 62)
        burst(pilot, *keys.split())
        await until(pilot, lambda: painted(pilot)[1].startswith(" Filter zeb "))
        await until(pilot, lambda: pilot.app.focused is shown)
        assert isinstance(pilot.app.screen, SourcesScreen)
        free.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, opens))
        await until(pilot, lambda: any("Zebra crossings" in line for line in painted(pilot)))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))


async def test_the_last_line_behind_a_sort_is_the_last_of_the_new_order(filled: Ports) -> None:
    rate(filled, id_of("Zebra crossings"), 5, "because", "Ada")
    async with app_on(filled).run_test() as pilot:
        shown = await listed(pilot, 62)
        burst(pilot, "s", "s", "S", "G")
        await until(pilot, lambda: "62 of 62" in painted(pilot)[1] and idle(pilot))
        assert shown.source_id == id_of("Zebra crossings")


async def test_a_search_that_is_left_leaves_one_where_one_was_or_at_what_it_found(
    filled: Ports,
) -> None:
    keep_text(filled, "Paper 030 on oversight", "It treats of reward hacking in the wild.")
    async with app_on(filled).run_test(size=(80, 24)) as pilot:
        shown = await listed(pilot, 62)
        await pilot.press("down", "down", "f", "escape")
        await until(pilot, lambda: "3 of 62" in painted(pilot)[1] and idle(pilot))
        await pilot.press("f", *"rewa")
        await listed(pilot, 1)
        await pilot.press("escape")
        await listed(pilot, 62)
        assert shown.source_id == id_of("Paper 030 on oversight")


async def test_a_change_elsewhere_does_not_move_the_cursor_of_a_list_that_is_being_asked_for(
    filled: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, order = threading.Event(), SqlLists.order

    def slow(
        lists: SqlLists, view: ListView, limit: int | None = None, asking: Asking | None = None
    ) -> Sequence[int]:
        if view.filter:
            free.wait(10)
        return order(lists, view, limit, asking)

    monkeypatch.setattr(SqlLists, "order", slow)
    async with app_on(filled).run_test() as pilot:
        shown = await listed(pilot, 62)
        await pilot.press("end", "slash", "v")
        pilot.app.screen.post_message(SourceChanged(None))
        await pilot.pause()
        free.set()
        await until(pilot, lambda: painted(pilot)[1].rstrip().endswith(" of 60 · 62 in all"))
        assert shown.cursor == 0


async def test_a_narrow_terminal_takes_back_what_it_has_no_room_for(filled: Ports) -> None:
    async with app_on(filled).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 62)
        await pilot.press("slash", *"zeb")
        await until(pilot, lambda: "1 of 1 · 62 in all" in painted(pilot)[1])
        await pilot.resize_terminal(45, 24)
        await until(pilot, lambda: painted(pilot)[1].rstrip().endswith(" 1 of 1"))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "1 of 1 · 62 in all" in painted(pilot)[1])


async def test_clearing_the_filter_keeps_the_source_at_the_cursor(filled: Ports) -> None:
    async with app_on(filled).run_test(size=(80, 24)) as pilot:
        shown = await listed(pilot, 62)
        await pilot.press("slash", *"zeb", "enter")
        await listed(pilot, 1)
        await pilot.press("escape")
        await listed(pilot, 62)
        assert shown.source_id == id_of("Zebra crossings")
        await until(pilot, lambda: any("Zebra" in line for line in painted(pilot)))


async def test_a_filter_that_leaves_nothing_says_so(filled: Ports) -> None:
    async with app_on(filled).run_test() as pilot:
        await listed(pilot, 62)
        await pilot.press("slash", *"qqq")
        await listed(pilot, 0)
        await until(pilot, lambda: any("Esc clears" in line for line in painted(pilot)))
        await pilot.press("escape")
        await listed(pilot, 62)


async def test_keys_move_the_cursor(filled: Ports) -> None:
    async with app_on(filled).run_test(size=(80, 24)) as pilot:
        shown = await listed(pilot, 62)
        for key, at in [
            ("down", 1), ("up", 0), ("up", 0), ("end", 61), ("down", 61), ("home", 0),
            ("pagedown", 19), ("pagedown", 38), ("pageup", 19),
        ]:  # fmt: skip
            await pilot.press(key)
            assert shown.cursor == at
        await until(pilot, lambda: any("Paper 018" in line for line in painted(pilot)))


async def test_the_mouse_chooses_and_opens(filled: Ports) -> None:
    async with app_on(filled).run_test(size=(80, 24)) as pilot:
        shown = await listed(pilot, 62)
        await pilot.click(SourceList, offset=(5, 4))
        assert shown.cursor == 3
        await pilot.click(SourceList, offset=(5, 4), times=2)
        await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))


async def test_sorting_by_key_and_by_head(filled: Ports) -> None:
    rate(filled, id_of("Zebra crossings"), 5, "because", "Ada")
    async with app_on(filled).run_test(size=(120, 24)) as pilot:
        shown = await listed(pilot, 62)
        await pilot.press("s", "s")
        await until(pilot, lambda: shown.source_id == id_of("Zebra crossings"))
        await until(pilot, lambda: "Rating↓" in painted(pilot)[2])
        await pilot.press("S")
        await until(pilot, lambda: shown.source_id == id_of("An odd one"))
        await pilot.click(SourceList, offset=(3, 0))
        await until(pilot, lambda: "Title↑" in painted(pilot)[2])
        for _ in SortKey:
            await pilot.press("s")
        await listed(pilot, 62)


async def test_full_text_search(filled: Ports) -> None:
    keep_text(filled, "Zebra crossings", "It treats of reward hacking in the wild.")
    async with app_on(filled).run_test(size=(120, 24)) as pilot:
        await listed(pilot, 62)
        await pilot.press("f", *"rewa")
        shown = await listed(pilot, 1)
        assert shown.source_id == id_of("Zebra crossings")
        await until(pilot, lambda: any("reward hacking" in line for line in painted(pilot)))
        await pilot.press("enter")
        await opened(pilot)
        await pilot.press("q", "escape")
        await listed(pilot, 62)


@pytest.mark.parametrize("words", ['"', "AND", "a OR (", "*", "'", '"open', "^x", "\\", "[/]"])
async def test_no_words_break_filter_or_search(filled: Ports, words: str) -> None:
    async with app_on(filled).run_test() as pilot:
        shown = await listed(pilot, 62)
        for mode in ("slash", "f"):
            await pilot.press(mode, *words)
            await until(pilot, lambda: not pilot.app.screen.query_one(SourceList).loading)
        assert said(pilot) == ""
        await pilot.press("escape")
        assert len((await listed(pilot, 62)).rows) == len(shown.rows)


async def test_nobody_named_changes_nothing(filled: Ports) -> None:
    async with app_on(filled, None).run_test() as pilot:
        await listed(pilot, 62)
        for key in ("r", "e", "m", "u"):
            await pilot.press(key)
            await until(pilot, lambda: "--as NAME" in said(pilot))
            assert isinstance(pilot.app.screen, SourcesScreen)
            pilot.app.clear_notifications()


async def test_help_lists_every_key(filled: Ports) -> None:
    async with app_on(filled).run_test(size=(100, 60)) as pilot:
        await listed(pilot, 62)
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        text = "\n".join(painted(pilot))
        for expected in ("PgUp", "Search", "Sort", "Rate", "Undo", "Quit"):
            assert expected in text
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, SourcesScreen)


async def test_a_change_is_seen_in_the_list(filled: Ports) -> None:
    async with app_on(filled).run_test(size=(120, 24)) as pilot:
        shown = await listed(pilot, 62)
        await pilot.press("end", "r")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("1", *"no", "ctrl+s")
        await until(pilot, lambda: any("1 Low" in line for line in painted(pilot)))
        assert shown.cursor == 61


async def test_neither_a_letter_nor_a_move_lays_out_the_screen(filled: Ports) -> None:
    async with app_on(filled).run_test() as pilot:
        shown = await listed(pilot, 62)
        await pilot.press("slash", *"pap")
        await listed(pilot, 60)
        await until(pilot, lambda: "1 of 60 · 62 in all" in painted(pilot)[1])
        screen = pilot.app.screen
        await until(pilot, lambda: idle(pilot) and not screen._layout_required)
        laid_out: list[object] = []
        screen.screen_layout_refresh_signal.subscribe(shown, laid_out.append)
        await pilot.press("e")
        await until(pilot, lambda: idle(pilot) and "pape" in painted(pilot)[1])
        await pilot.press("enter", "down", "down")
        await until(pilot, lambda: "3 of 60 · 62 in all" in painted(pilot)[1])
        await pilot.press("slash", *"qqq")
        await until(pilot, lambda: "0 of 0" in painted(pilot)[1])
        assert laid_out == []
        await pilot.press("escape")
        await listed(pilot, 62)
        assert shown.max_scroll_y == 62 + 1 - shown.scrollable_content_region.height


async def test_the_next_letter_gives_up_what_the_one_before_it_asked(
    ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole of a list comes when nobody waits for it any more, or when it is let go."""
    keep_sources(ports, [f"Paper {i:03d}" for i in range(PAGE + 50)])
    wholes: list[Asking] = []
    free, order = threading.Event(), SqlLists.order

    def slow(
        lists: SqlLists, view: ListView, limit: int | None = None, asking: Asking | None = None
    ) -> Sequence[int]:
        if limit is None and asking is not None:
            wholes.append(asking)
            with asking.ended_by(free.set):
                assert free.wait(10)
        return order(lists, view, limit, asking)

    monkeypatch.setattr(SqlLists, "order", slow)
    async with app_on(ports).run_test() as pilot:
        await until(pilot, lambda: f"1 of {PAGE}+" in painted(pilot)[1])
        titles = [line[:12] for line in painted(pilot)[2:20]]
        await pilot.press("slash", "p")
        await listed(pilot, PAGE + 50)
        await until(pilot, lambda: f"1 of {PAGE + 50}" in painted(pilot)[1])
        assert [line[:12] for line in painted(pilot)[2:20]] == titles
        assert [asking.given_up for asking in wholes] == [True, False]
