"""The door: whatever goes in, what comes out is inert and as wide as was asked for."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tui.text import LIMIT, fitted, fitted_pieces, plain, segment, shown, shown_rich, typed

ANY = st.text(st.characters(), max_size=60)
WILD = st.one_of(ANY, st.text("a\x1b]52;[/]\u202e\ud800中é\u0301 \n", max_size=60))


def inert(text: str) -> bool:
    return all(
        unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"} and c not in "\u202e\u2066"
        for c in text
    )


@given(WILD)
def test_everything_comes_out_inert(text: str) -> None:
    assert inert(plain(text))
    assert inert(shown(text).plain)
    assert inert(shown_rich(text).plain)
    assert inert(segment(text, Style()).text)
    assert inert(typed(text).replace("\n", ""))
    assert inert(fitted(text, 20))


@given(WILD, st.integers(0, 40), st.booleans())
def test_a_fitted_text_is_exactly_so_wide(text: str, cells: int, right: bool) -> None:
    assert cell_len(fitted(text, cells, right=right)) == cells


@given(st.lists(WILD, max_size=4), st.integers(0, 40))
def test_fitted_pieces_are_together_so_wide(texts: list[str], cells: int) -> None:
    pieces = fitted_pieces([(text, Style()) for text in texts], cells)
    assert sum(piece.cell_length for piece in pieces) == cells


@given(WILD)
def test_a_segment_keeps_its_places(text: str) -> None:
    assert len(segment(text, Style()).text) == len(text)


@pytest.mark.parametrize(
    "text", ["a [00] [/] b", "[@click=app.quit]x[/]", "[link=https://a.example]x[/link]", "[bold]x"]
)
def test_markup_is_text(text: str) -> None:
    content = shown(text)
    assert content.plain == text
    assert not content.spans
    assert shown_rich(text).plain == text


def test_a_label_has_an_end() -> None:
    assert len(shown("x" * 100_000).plain) == LIMIT
