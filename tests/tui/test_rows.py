"""Rows in memory and rows read as they are looked at."""

from collections.abc import Sequence

import pytest

from tui.columns import GAP, Column, cell
from tui.rows import NO_ROWS, Paged, Table

HEADS = (Column("Place", 30), Column("Weight", 7), Column("Pages", 5), Column("Example", 40))
TABLE = Table(HEADS, [[cell("a"), cell("1"), cell("2"), cell("x")]])


@pytest.mark.parametrize("width", range(1, 200))
def test_the_columns_fill_the_width(width: int) -> None:
    columns = TABLE.columns(width)
    assert sum(column.width for column in columns) + GAP * (len(columns) - 1) == width
    assert len(TABLE.cells(0, columns)) == len(columns)


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (10, ["Place"]),
        (30, ["Place", "Weight"]),
        (60, ["Place", "Weight", "Pages"]),
        (90, ["Place", "Weight", "Pages", "Example"]),
    ],
)
def test_the_last_column_goes_first(width: int, names: list[str]) -> None:
    assert [column.name for column in TABLE.columns(width)] == names


def test_no_rows() -> None:
    assert len(NO_ROWS) == 0
    assert NO_ROWS.columns(40)[0].width == 40


def test_a_row_that_is_gone_is_none_and_the_others_keep_their_lines() -> None:
    def read(keys: Sequence[int]) -> list[str]:
        return [f"row {key}" for key in keys if key != 2]

    rows = Paged([1, 2, 3], read)
    assert [rows.row(at) for at in range(3)] == ["row 1", None, "row 3"]


def test_only_the_page_that_is_looked_at_is_read() -> None:
    asked: list[list[int]] = []

    def read(keys: Sequence[int]) -> list[int]:
        asked.append(list(keys))
        return list(keys)

    rows = Paged(range(10), read, page=3)
    assert [rows.row(4), rows.row(3), rows.row(9)] == [4, 3, 9]
    assert asked == [[3, 4, 5], [9]]


def test_a_cursor_follows_its_row_into_another_order() -> None:
    def read(keys: Sequence[int]) -> list[int]:
        return list(keys)

    before, now = Paged([10, 20, 30], read), Paged([30, 40, 10], read)
    assert [before.follow(at, now) for at in range(3)] == [2, 1, 0]
    assert before.follow(5, now) == 0


def test_an_order_goes_on_and_what_was_read_of_it_stays() -> None:
    asked: list[list[int]] = []

    def read(keys: Sequence[int]) -> list[int]:
        asked.append(list(keys))
        return list(keys)

    rows = Paged([5, 4, 3], read, page=2)
    assert [rows.row(at) for at in range(3)] == [5, 4, 3]
    assert rows.continued([5, 4, 3, 9, 8])
    assert [rows.row(at) for at in range(5)] == [5, 4, 3, 9, 8]
    assert asked == [[5, 4], [3], [3, 9], [8]]  # the page that was cut short is read again
    assert not rows.continued([4, 5, 3, 9, 8, 7])
    assert len(rows) == 5
