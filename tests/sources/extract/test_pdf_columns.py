"""Columns of a page, in whichever order the file draws their lines."""

import random
from collections.abc import Sequence

import pytest

from sources.extract import pdf
from sources.extract.pdf_order import in_order
from sources.extract.pdf_pages import Line
from tests.sources.extract.pdf_files import placed

BODY = 10.0
WORDS = "some words that fill a line of its column"
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
           "twelve")  # fmt: skip


def column(name: str, left: float, top: float, count: int = 12) -> list[Line]:
    """Lines of type half as wide as it is high, each of which fills its column."""
    texts = [f"{name} {NUMBERS[number % 12]} {WORDS}"[:40] for number in range(count)]
    return [
        Line(text, left, top - 12 * at, left + 200, top - 12 * at + BODY)
        for at, text in enumerate(texts)
    ]


def by_row(*columns: Sequence[Line]) -> list[Line]:
    return [line for row in zip(*columns, strict=True) for line in row]


LEFT, RIGHT, FAR = column("left", 72, 700), column("right", 300, 702), column("far", 528, 699)
HEAD = Line("A heading across the columns", 72, 740, 500, 754)
DRAWN = [
    ("as they are read", [HEAD, *LEFT, *RIGHT]),
    ("row by row", [HEAD, *by_row(LEFT, RIGHT)]),
    ("from below", [*reversed([HEAD, *LEFT, *RIGHT])]),
    ("in any order", random.Random(1).sample([HEAD, *LEFT, *RIGHT], 25)),
]


@pytest.mark.parametrize("drawn", [row[1] for row in DRAWN], ids=[row[0] for row in DRAWN])
def test_two_columns_are_read_one_after_the_other(drawn: list[Line]) -> None:
    assert list(in_order(tuple(drawn))) == [HEAD, *LEFT, *RIGHT]


def test_three_columns_are_read_one_after_the_other() -> None:
    wanted = [*LEFT, *RIGHT, *FAR]
    assert list(in_order(tuple(by_row(LEFT, RIGHT, FAR)))) == wanted
    assert list(in_order(tuple(random.Random(2).sample(wanted, 36)))) == wanted


def test_what_runs_across_ends_the_columns_above_it() -> None:
    caption = Line("Figure 1: what runs across both of the columns", 72, 560, 500, 570)
    below = [column(name, left, 540) for name, left in (("left", 72), ("right", 300))]
    drawn = [*by_row(LEFT[:11], RIGHT[:11]), caption, *by_row(*below)]
    assert list(in_order(tuple(drawn))) == [
        *LEFT[:11], *RIGHT[:11], caption, *below[0], *below[1],
    ]  # fmt: skip


def test_the_rows_of_a_table_stay_rows() -> None:
    cells = [
        Line(text, left, 700 - 12 * row, left + 5 * len(text), 710 - 12 * row)
        for row, number in enumerate(NUMBERS)
        for left, text in ((72, f"Agency {number}"), (300, "what it does" + " and so" * (row % 4)))
    ]
    assert list(in_order(tuple(cells))) == cells


def test_columns_whose_lines_share_their_feet_are_parted() -> None:
    left = [f"Left {number} of the words of one column," for number in NUMBERS]
    right = [f"Right {number} of the words of the other," for number in NUMBERS]
    rows = [
        each
        for at, texts in enumerate(zip(left, right, strict=True))
        for each in ((72.0, 700.0 - 12 * at, texts[0]), (300.0, 700.0 - 12 * at, texts[1]))
    ]
    (text,) = pdf.text_pages(placed(rows))
    assert " ".join(text.split()) == " ".join([*left, *right])


def test_the_cells_of_a_row_stay_together() -> None:
    rows = [
        each
        for at, number in enumerate(NUMBERS)
        for each in (
            (72.0, 700.0 - 12 * at, f"Country {number}"),
            (300.0, 700.0 - 12 * at, "1,024 and some 2,048"),
        )
    ]
    (text,) = pdf.text_pages(placed(rows))
    assert "Country one 1,024 and some 2,048\n" in text


@pytest.mark.parametrize("hyphen", ["-", "\u00ad"])
def test_a_hyphen_at_a_line_s_end_divides_a_word(hyphen: str) -> None:
    lines = [f"A line of words that is filled to its end by an under{hyphen}", "standing of it."]
    (text,) = pdf.text_pages(placed([(72, 700 - 12 * at, line) for at, line in enumerate(lines)]))
    assert "understanding" in text


@pytest.mark.parametrize("turned", [90, -90])
def test_a_page_that_is_set_across_the_sheet_is_read_as_any_other(turned: int) -> None:
    lines = [f"Line {number} of the words that run along the sheet under-" for number in NUMBERS]
    drawn: list[tuple[float, float, str]] = [
        (72, 700 - 12 * at, line) for at, line in enumerate(lines)
    ]
    (text,) = pdf.text_pages(
        placed([*drawn, (72, 700 - 12 * len(lines), "standing.")], turned=turned)
    )
    assert text == pdf.text_pages(placed([*drawn, (72, 700 - 12 * len(lines), "standing.")]))[0]
    assert text.endswith("understanding.")
