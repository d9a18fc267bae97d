"""The caret's moves and the selection that it leaves, without a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.caret import Caret

TEXT = "one two  three\nfour"


@pytest.mark.parametrize(
    ("name", "caret", "by", "expected"),
    [
        ("no caret", Caret(), 1, None),
        ("alone, to where the next word begins", Caret(0), 1, 4),
        ("alone, over two spaces", Caret(4), 1, 9),
        ("alone, over a line end", Caret(9), 1, 15),
        ("alone, after the last word", Caret(15), 1, 16),
        ("back to the word's begin", Caret(6), -1, 4),
        ("a selection grows to a word's end", Caret(0, 0), 1, 2),
        ("and over the space to the next", Caret(2, 0), 1, 6),
    ],
)
def test_a_word(name: str, caret: Caret, by: int, expected: int | None) -> None:
    assert caret.word(TEXT, by) == expected


def test_turning_begins_a_selection_and_then_swaps_its_ends() -> None:
    caret = Caret(5)
    assert caret.turn()
    assert caret.selection(99) == (5, 6)
    caret.at = 8
    assert caret.turn()
    assert (caret.at, caret.fixed) == (5, 8)
    assert not Caret().turn()


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 50))
def test_a_selection_lies_in_the_text(at: int, fixed: int, length: int) -> None:
    selected = Caret(min(at, length - 1), min(fixed, length - 1)).selection(length)
    assert selected is not None
    assert 0 <= selected[0] < selected[1] <= length


def test_dropping() -> None:
    caret = Caret(1, 2)
    assert caret.drop()
    assert not caret.drop()
    assert caret.selection(9) is None
