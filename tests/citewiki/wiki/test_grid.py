"""Which heads a table's cell stands under, in a small notation: `a*2x3` is a cell "a" over two
columns and three rows, `A!` a head."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.wiki.grid import MAX_COLUMNS, MAX_TALL, Cell, Grid, Span, span_of


def _cell(said: str) -> Cell:
    found = re.fullmatch(r"(\w*)(!?)(?:\*(\d+)x(\d+))?", said)
    assert found is not None
    text, head, columns, rows = found.groups()
    return Cell(text, Span(int(columns or 1), int(rows or 1), head=bool(head)))


def _read(table: str) -> list[str]:
    """Each body row's cells as "start text (heads)"; "--" between two groups of rows."""
    grid = Grid()
    out = []
    for line in table.split(" / "):
        if line == "--":
            grid.end_group()
            continue
        cells = [_cell(said) for said in line.split()]
        head = all(cell.span.head for cell in cells)
        row = grid.lay(cells, head=head)
        if not head:
            said = (f"{one.start} {one.text} ({grid.columns_over(one)})" for one in row)
            out.append("; ".join((*filter(None, [grid.group]), *said)))
    return out


TABLES = [
    ("plain", "A! B! / a b", ["0 a (A); 1 b (B)"]),
    ("a wide cell", "A! B! C! / a*2x1 c", ["0 a (A, B); 2 c (C)"]),
    ("a tall cell", "A! B! / a*1x2 b / c", ["0 a (A); 1 b (B)", "0 a (A); 1 c (B)"]),
    ("tall in the middle", "A! B! C! / a b*1x2 c / d e",
     ["0 a (A); 1 b (B); 2 c (C)", "0 d (A); 1 b (B); 2 e (C)"]),
    ("wide and tall", "A! B! C! / a*2x2 b / c / d e f",
     ["0 a (A, B); 2 b (C)", "0 a (A, B); 2 c (C)", "0 d (A); 1 e (B); 2 f (C)"]),
    ("two rows of heads", "A!*1x2 B!*2x1 / C! D! / a b c", ["0 a (A); 1 b (B, C); 2 c (B, D)"]),
    ("a head over all of them is the name of what follows", "A! B! / a b / G!*2x1 / c d",
     ["0 a (A); 1 b (B)", "G; 0 c (A); 1 d (B)"]),
    ("a name above the heads", "G!*2x1 / A! B! / a b", ["G; 0 a (A); 1 b (B)"]),
    ("other heads further below", "A! B! / a b / C! D! / c d",
     ["0 a (A); 1 b (B)", "0 c (C); 1 d (D)"]),
    ("to the end of its group", "A! B! / a*1x0 b / c / -- / d e",
     ["0 a (A); 1 b (B)", "0 a (A); 1 c (B)", "0 d (A); 1 e (B)"]),
    ("a name is its group's", "A! B! / -- / G!*2x1 / a b / -- / c d",
     ["G; 0 a (A); 1 b (B)", "0 c (A); 1 d (B)"]),
    ("a head of a row", "A! B! / a! b", ["0 a (A); 1 b (B)"]),
    ("more cells than heads", "A! / a b", ["0 a (A); 1 b ()"]),
    ("no heads", "a b", ["0 a (); 1 b ()"]),
    ("a wide cell over a tall one", "a b*1x2 / c*3x1 d",
     ["0 a (); 1 b ()", "0 c (); 1 b (); 3 d ()"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "table", "rows"), TABLES, ids=[one[0] for one in TABLES])
def test_where_cells_stand(name: str, table: str, rows: list[str]) -> None:
    assert _read(table) == rows


@pytest.mark.parametrize(
    ("columns", "rows", "span"),
    [
        ("", "", Span(1, 1)),
        ("2", " 3 ", Span(2, 3)),
        ("0", "0", Span(1, 0)),
        ("-1", "x", Span(1, 1)),
        ("99999999999999999999", "٣", Span(MAX_COLUMNS, 1)),
    ],
)
def test_attributes(columns: str, rows: str, span: Span) -> None:
    assert span_of(columns, rows, head=False) == span


def test_no_more_cells_reach_down_than_a_table_of_a_person_has() -> None:
    grid = Grid()
    for _ in range(MAX_TALL + 20):
        row = grid.lay([Cell("a", Span(1, 9_999))], head=False)
    assert len(row) == MAX_TALL + 1


@given(
    st.lists(
        st.lists(st.builds(Span, st.integers(1, 3), st.integers(0, 3)), max_size=4), max_size=6
    )
)
def test_every_cell_stands_once_in_a_row_and_in_order(rows: list[list[Span]]) -> None:
    grid = Grid()
    for spans in rows:
        cells = [Cell("a", span) for span in spans]
        row = grid.lay(cells, head=False)
        assert [one for one in row if any(one is cell for cell in cells)] == cells
        assert [one.start for one in row] == sorted(one.start for one in row)
        assert len({id(one) for one in row}) == len(row)
