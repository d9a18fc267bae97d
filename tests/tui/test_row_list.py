"""The list of rows: what is typed before they are there, and what is said where there are none."""

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tui.columns import Column, cell
from tui.rows import NO_ROWS, Table
from tui.widgets.row_list import RowList

TABLE = Table((Column("Place", 30),), [[cell(f"row {i}")] for i in range(50)])


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
