"""The list of rows: what is typed before they are there, and what is said where there are none."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from citewiki.domain.errors import StoreError
from tui.columns import Cell, Column, cell
from tui.rows import NO_ROWS, Table
from tui.widgets.row_list import RowList

TABLE = Table((Column("Place", 30),), [[cell(f"row {i}")] for i in range(50)])


class Begun:
    """A list of which the beginning is there at first."""

    number = 20

    def __len__(self) -> int:
        return self.number

    def columns(self, width: int) -> tuple[Column, ...]:
        return (Column("Place", width),)

    def cells(self, at: int, columns: Sequence[Column]) -> list[Cell]:
        return [cell(f"row {at}")]


class Listed(App[None]):
    """A list alone."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        yield RowList()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self.chosen.append(message.at)


async def test_keys_that_come_before_the_rows_wait_for_them() -> None:
    app = Listed()
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.press("down", "down", "pagedown", "enter")
        listed = app.query_one(RowList)
        assert (listed.cursor, app.chosen) == (0, [])
        listed.show(TABLE)
        await pilot.pause()
        assert (listed.cursor, app.chosen) == (2 + 9, [11])
        listed.show(TABLE, 3)
        await pilot.press("end")
        assert (listed.cursor, app.chosen) == (49, [11])


async def test_keys_wait_for_the_rows_that_were_asked_for_last() -> None:
    app = Listed()
    async with app.run_test(size=(40, 11)) as pilot:
        listed = app.query_one(RowList)
        listed.show(TABLE, 7)
        listed.expect()
        await pilot.press("end", "enter")
        listed.expect()
        await pilot.press("down", "enter")
        assert (listed.cursor, app.chosen) == (7, [])
        listed.show(TABLE)
        await pilot.pause()
        assert (listed.cursor, app.chosen) == (1, [1])


async def test_a_key_that_leads_beyond_the_beginning_waits_for_the_whole() -> None:
    app = Listed()
    begun = Begun()
    async with app.run_test(size=(40, 11)) as pilot:
        listed = app.query_one(RowList)
        listed.show(begun, whole=False)
        await pilot.press("down", "enter")
        assert (listed.cursor, app.chosen) == (1, [1])
        await pilot.press("end", "up", "enter")
        assert (listed.cursor, app.chosen) == (1, [1])
        begun.number = 50
        listed.grow()
        await pilot.pause()
        assert (listed.cursor, app.chosen) == (48, [1, 48])


async def test_where_what_was_asked_for_fails_the_rows_stay_and_what_waited_is_let_go() -> None:
    app = Listed()
    async with app.run_test(size=(40, 11)) as pilot:
        listed = app.query_one(RowList)
        listed.show(TABLE, 7)
        listed.expect()
        await pilot.press("down", "enter")
        with pytest.raises(StoreError), listed.asked():
            raise StoreError("gone")
        await listed.there()
        await pilot.press("down")
        assert (listed.cursor, app.chosen) == (8, [])


async def test_a_double_click_is_for_the_line_that_one_sees() -> None:
    app = Listed()
    async with app.run_test(size=(40, 11)) as pilot:
        listed = app.query_one(RowList)
        listed.show(TABLE)
        listed.expect()
        await pilot.click(RowList, offset=(3, 4), times=2)
        assert app.chosen == [3]


async def test_an_empty_list_says_why_in_as_many_lines_as_that_takes() -> None:
    app = Listed()
    async with app.run_test(size=(24, 8)) as pilot:
        listed = app.query_one(RowList)
        listed.show(Table(TABLE.heads, ()), instead="Nothing here\x1b[31m, as far as one can see.")
        lines = await _lines(pilot)
        assert lines[:3] == ["Place", "", "  Nothing here\ufffd[31m,"]
        assert lines[3:5] == ["  as far as one can", "  see."]
        await pilot.press("enter", "down", "end")
        assert (listed.cursor, app.chosen) == (0, [])
        listed.show(TABLE, instead="not so")
        assert (await _lines(pilot))[1].startswith("row 0 ")
        listed.show(NO_ROWS)
        assert set(await _lines(pilot)) == {""}


async def _lines(pilot: Pilot[None]) -> list[str]:
    await pilot.pause()
    strips = pilot.app.screen._compositor.render_strips()
    return [strip.text.rstrip() for strip in strips]
