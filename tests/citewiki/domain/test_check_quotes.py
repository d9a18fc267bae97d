"""Which words a page says are another's, and whether a text has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.checks.quotes import MAX_CHARS, missing_from, quotes_in

SAID = "the risk grows faster than anyone thought"


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (f'They write that "{SAID}" now.', [SAID]),
        (f"They write that “{SAID}.”", [f"{SAID}."]),
        (f'"{SAID}," they write, and "so does the cost of every one of them."',
         [f"{SAID},", "so does the cost of every one of them."]),
        (f'One 19" screen says "{SAID}".', []),  # a mark too many: which opens, which closes?
        ('A "small world" of theirs.', []),  # a term
        ('In "The Rise of the Very Large Language Models" they say so.', []),  # a title
        ('Set "https://example.org/a b c d e f g h" there.', []),
        (f'It is so" {SAID} "they say.', []),  # between two quotes
    ],
)  # fmt: skip
def test_quotes(claim: str, found: list[str]) -> None:
    assert quotes_in(claim) == found


@pytest.mark.parametrize(
    ("quote", "missing"),
    [
        (SAID, False),
        (SAID.capitalize(), False),
        ("the risk grows … than anyone thought", False),
        ("the risk [of this] grows faster", False),
        ("the cost grows faster than anyone thought", True),
        ("grows faster ... the risk shrinks", True),
    ],
)
def test_missing(quote: str, missing: bool) -> None:
    texts = [f"A title\nWe say that the  risk\ngrows faster than anyone thought{'!' * 3}"]
    assert missing_from(quote, texts) is missing


def test_one_text_must_have_all_of_it() -> None:
    halves = ["the risk grows faster", "than anyone thought"]
    assert missing_from("the risk grows ... than anyone thought", halves)
    assert not missing_from("the risk grows ... than anyone thought", [" ".join(halves)])


@given(st.text("ab \"“”'.[]…{", max_size=200))
def test_what_is_quoted_stands_in_the_claim(claim: str) -> None:
    for quote in quotes_in(claim):
        assert quote in claim
        assert len(quote) <= MAX_CHARS
        assert not missing_from(quote, [claim])
