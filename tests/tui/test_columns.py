"""Which columns fit, and what stands in them."""

from datetime import timedelta

import pytest

from citewiki.domain.links import LinkState
from citewiki.domain.listing import SearchHit, SourceRow
from tests.builders import NOW
from tui.columns import GAP, aged, hit_cell, hit_columns, source_cell, source_columns
from tui.listings import OrderedSources

ROW = SourceRow("0" * 16, "S1", "u", "A title", None, "arXiv", 4, 82, 3, LinkState.SOFT_404, None)


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (20, ["Title"]),
        (40, ["Title", "Rating"]),
        (78, ["Title", "Venue", "Rating", "Cited", "Link"]),
        (100, ["Title", "Venue", "Rating", "Imp", "Cited", "Link"]),
        (118, ["Title", "Venue", "Rating", "Imp", "Cited", "Link", "Age"]),
    ],
)
def test_columns_come_in_as_there_is_room(width: int, names: list[str]) -> None:
    assert [column.name for column in source_columns(width)] == names


@pytest.mark.parametrize("width", range(1, 200))
def test_the_columns_fill_the_width(width: int) -> None:
    for columns in (source_columns(width), hit_columns(width)):
        assert sum(column.width for column in columns) + GAP * (len(columns) - 1) == width


def test_a_sources_cells() -> None:
    said = {
        column.name: "".join(text for text, _ in source_cell(ROW, column, NOW).pieces)
        for column in source_columns(118)
    }
    assert said == {
        "Title": "A title", "Venue": "arXiv", "Rating": "4 High", "Imp": "82", "Cited": "3",
        "Link": "soft 404", "Age": "",
    }  # fmt: skip


def test_found_words_stand_out() -> None:
    hit = SearchHit("0" * 16, "T", "u", "the \x02reward\x03 of \x02it\x03", 1.0)
    title, passage = (hit_cell(hit, column) for column in hit_columns(100))
    assert title.pieces == (("T", ""),)
    assert passage.pieces == (
        ("the ", "soft"), ("reward", "found"), (" of ", "soft"), ("it", "found"),
    )  # fmt: skip


def test_a_hit_in_the_title_alone_is_not_told_twice() -> None:
    hit = SearchHit("0" * 16, "On reward", "u", "On \x02reward\x03", 1.0)
    _, passage = (hit_cell(hit, column) for column in hit_columns(100))
    assert passage.pieces == (("in its title", "soft"),)


def test_a_source_that_is_gone_leaves_an_empty_line() -> None:
    gone = OrderedSources([1], lambda keys: [], NOW)
    assert all(cell.pieces == () for cell in gone.cells(0, source_columns(80)))


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(minutes=5), "0 h"),
        (timedelta(hours=47), "47 h"),
        (timedelta(days=2), "2 d"),
        (timedelta(days=60), "60 d"),
        (timedelta(days=61), "2 mo"),
        (timedelta(days=731), "2 y"),
        (timedelta(days=-9), "0 h"),
    ],
)
def test_ages(age: timedelta, expected: str) -> None:
    assert aged(age) == expected
