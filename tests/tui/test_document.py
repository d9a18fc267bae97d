"""Documents: finding words, and which tone is on which characters."""

import pytest

from tui.document import Span, Writer, painted, places


@pytest.mark.parametrize(
    ("name", "text", "words", "expected"),
    [
        ("any case", "Safety and safety", "SAFETY", [(0, 6), (11, 17)]),
        ("over a line end", "large\n  language model", "large language", [(0, 16)]),
        ("not a pattern", "a.b axb", "a.b", [(0, 3)]),
        ("nothing asked", "text", "  ", []),
        ("nothing there", "text", "word", []),
    ],
)
def test_places(name: str, text: str, words: str, expected: list[tuple[int, int]]) -> None:
    assert places(text, words) == expected


def test_the_last_layer_is_on_top() -> None:
    layers = [[Span(0, 10, "soft")], [Span(4, 6, "match")]]
    assert painted(0, 10, layers) == [(0, 4, "soft"), (4, 6, "match"), (6, 10, "soft")]
    assert painted(20, 25, layers) == [(20, 25, "")]
    assert painted(5, 5, layers) == []


def test_a_writer_counts_where_its_tones_are() -> None:
    document = Writer().heading("One").line("a").add("b ").line("c", "soft").document()
    assert document.text == "One\na\nb c"
    assert [(document.text[s.start : s.end], s.tone) for s in document.spans] == [
        ("One", "heading"),
        ("c", "soft"),
    ]
