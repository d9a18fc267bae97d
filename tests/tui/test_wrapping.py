"""Lines of a text: they hold all of it, fit the width, and come as they are asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from citewiki.domain.display import harmless
from tui.wrapping import Wrapped

TEXTS = st.one_of(
    st.text(st.sampled_from("ab  \n"), max_size=200),
    st.text(st.sampled_from("a é中\u0301\u200b\x1b\n😀•"), max_size=120),
)


def whole(text: str, width: int, *, hang: bool = False) -> Wrapped:
    wrapped = Wrapped(text, width, hang=hang)
    wrapped.extend(1_000_000)
    assert wrapped.done
    return wrapped


def lines_of(wrapped: Wrapped) -> list[str]:
    out = []
    for i in range(len(wrapped)):
        start, end, indent = wrapped.line(i)
        out.append(" " * indent + wrapped.text[start:end])
    return out


@given(TEXTS, st.integers(1, 30), st.booleans())
def test_the_lines_hold_the_whole_text_in_order(text: str, width: int, hang: bool) -> None:
    wrapped = whole(text, width, hang=hang)
    at = 0
    for i in range(len(wrapped)):
        start, end, _ = wrapped.line(i)
        assert start == at
        assert "\n" not in text[start:end]
        at = end + 1 if text[end : end + 1] == "\n" and i + 1 < len(wrapped) else end
        if i + 1 < len(wrapped):
            at = wrapped.line(i + 1)[0]
    assert text[at:] in ("", "\n")


@given(TEXTS, st.integers(2, 30), st.booleans())
def test_no_line_is_wider_than_the_screen(text: str, width: int, hang: bool) -> None:
    for line in lines_of(whole(text, width, hang=hang)):
        assert cell_len(harmless(line.rstrip(" "))) <= width


@given(TEXTS, st.integers(1, 30))
def test_every_character_is_in_the_line_that_is_named_for_it(text: str, width: int) -> None:
    wrapped = whole(text, width)
    for offset, char in enumerate(text):
        start, end, _ = wrapped.line(wrapped.index_of(offset))
        assert start <= offset < end or char == "\n"


@pytest.mark.parametrize(
    ("name", "text", "width", "hang", "expected"),
    [
        ("short", "one two", 20, False, ["one two"]),
        ("at a space", "one two three", 8, False, ["one two ", "three"]),
        ("in a long word", "abcdefghij", 4, False, ["abcd", "efgh", "ij"]),
        ("empty lines stay", "a\n\nb", 10, False, ["a", "", "b"]),
        ("wide characters", "中文字", 4, False, ["中文", "字"]),
        ("hanging", "  • one two three", 12, True, ["  • one two ", "    three"]),
        ("exactly full", "abcd\nef", 4, False, ["abcd", "ef"]),
        ("nothing", "", 10, False, []),
    ],
)
def test_breaking(name: str, text: str, width: int, hang: bool, expected: list[str]) -> None:
    assert lines_of(whole(text, width, hang=hang)) == expected


def test_a_long_text_is_broken_as_far_as_it_is_asked_for() -> None:
    wrapped = Wrapped("word " * 200_000, 80)
    wrapped.extend(50)
    assert 50 <= len(wrapped) < 200
    assert not wrapped.done
    assert not wrapped.reaches(900_000)


def test_a_place_on_the_screen_names_its_character() -> None:
    wrapped = whole("a中b\nsecond", 10)
    assert [wrapped.offset_at(0, column) for column in range(5)] == [0, 1, 1, 2, 2]
    assert wrapped.offset_at(1, 99) == len("a中b\nsecond") - 1
