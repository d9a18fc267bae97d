"""A difference side by side, and in one column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from citewiki.domain.differences import compare
from tui.document import Document
from tui.sides import RULE, difference_document, fits_beside

BEFORE = "The model was trained for a year.\n\nIt was then tested by nobody at all."
AFTER = "The model was trained for two years.\n\nIt was then tested by three laboratories."


def toned(document: Document, tone: str) -> list[str]:
    return [document.text[s.start : s.end] for s in document.spans if s.tone == tone]


def test_both_sides_stand_beside_each_other() -> None:
    document = difference_document(compare(BEFORE, AFTER), 100)
    first = next(line for line in document.text.split("\n") if "trained" in line)
    left, right = first.split(RULE)
    assert left.rstrip() == "The model was trained for a year."
    assert right.rstrip() == "The model was trained for two years."
    assert toned(document, "removed")[0] == "a year."
    assert toned(document, "added")[0] == "two years."


def test_one_column_marks_what_went_and_what_came() -> None:
    document = difference_document(compare(BEFORE, AFTER), 40)
    assert RULE not in document.text
    assert "for [-a year.-]{+two years.+}" in document.text
    assert toned(document, "added") == ["{+two years.+}", "{+three laboratories.+}"]


def test_each_change_can_be_gone_to() -> None:
    far = " word" * 200
    document = difference_document(compare(f"One{far} two", f"Uno{far} due"), 100)
    assert len(document.items) == 2
    assert all(document.text[at:].startswith("@@ character") for at in document.items)


def test_no_difference_is_said() -> None:
    assert "same words" in difference_document(compare("a b", "a\nb"), 100).text


@pytest.mark.parametrize(("width", "beside"), [(40, False), (70, False), (71, True), (200, True)])
def test_when_there_is_room(width: int, beside: bool) -> None:
    assert fits_beside(width) is beside


@given(st.text(max_size=200), st.text(max_size=200), st.integers(71, 120))
def test_no_line_is_wider_than_the_screen(before: str, after: str, width: int) -> None:
    text = difference_document(compare(before, after), width).text
    rows = [line for line in text.split("\n") if RULE in line]
    # a single character wider than a side would be the one exception, and none is
    assert all(cell_len(row) <= width for row in rows)
    assert not [c for c in text if c != "\n" and not c.isprintable() and c not in "\u200c\u200d"]
