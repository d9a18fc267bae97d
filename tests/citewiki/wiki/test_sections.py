"""Where in a page something stands: its line and column, and the headings above it."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from citewiki.wiki.places import Lines
from citewiki.wiki.sections import Sections


@given(st.text("ab\n\r\u2028"), st.randoms(use_true_random=False))
def test_a_character_has_its_line_in_whatever_order_they_are_asked_for(
    text: str, draw: Random
) -> None:
    lines = Lines(text)
    places = list(range(len(text) + 1))
    draw.shuffle(places)
    for at in places:
        before = text[:at].split("\n")
        assert lines.line_column(at) == (len(before), len(before[-1]) + 1)


def test_a_path_has_the_headings_of_lower_levels_above() -> None:
    sections = Sections()
    assert not sections.path
    for level, title, offset in ((2, " A  b ", 10), (4, "C", 20), (3, "D", 30), (1, "E", 40)):
        sections.enter(level, title, offset)
    assert sections.path == ("E",)
    assert [sections.at(at) for at in (0, 10, 25, 30, 99)] == [
        (),
        ("A b",),
        ("A b", "C"),
        ("A b", "D"),
        ("E",),
    ]


def test_the_first_heading_is_the_first_with_words() -> None:
    sections = Sections()
    for title in (" ", "A", "B"):
        sections.enter(1, title, 0)
    assert sections.first_heading == "A"
    assert sections.path == ("B",)
