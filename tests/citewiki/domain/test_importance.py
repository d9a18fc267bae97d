"""The importance that citing pages suggest."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.importance import Resting, suggested

FIGURES = st.one_of(st.none(), st.floats(0, 100))
PAGES = st.builds(
    lambda quality, importance, citations, others: Resting(
        quality, importance, citations, citations + others
    ),
    FIGURES,
    FIGURES,
    st.integers(1, 50),
    st.integers(0, 50),
)
MIDDLING = Resting(None, None, 1, 10)
CASES = {
    "no page": ((), None),
    "one of ten citations": ((MIDDLING,), 14),
    "ten such pages": ((MIDDLING,) * 10, 78),
    "all that the best page cites": ((Resting(100, 100, 3, 3),), 100),
    "a worthless page": ((Resting(0, 0, 3, 3),), 0),
    "off the scale": ((Resting(1_000, -5, 3, 3),), 50),
}


@pytest.mark.parametrize("case", CASES)
def test_suggested(case: str) -> None:
    pages, expected = CASES[case]
    assert suggested(pages) == expected


def test_the_docs_say_the_same() -> None:
    text = (Path(__file__).parents[3] / "docs" / "importance.md").read_text("utf-8")
    assert "worth × (0.2 + 0.8 × share)" in text
    assert "of ten citations has 14; one that ten such pages cite has 78" in text


@given(st.lists(PAGES, max_size=30), PAGES)
def test_a_page_more_never_lowers_it(pages: list[Resting], more: Resting) -> None:
    before, after = suggested(pages), suggested([*pages, more])
    assert after is not None
    assert (before or 0) <= after <= 100
    assert suggested([more, *reversed(pages)]) == after


@given(FIGURES, FIGURES, st.integers(1, 9))
def test_more_citations_weigh_more(
    quality: float | None, importance: float | None, citations: int
) -> None:
    fewer = Resting(quality, importance, citations, 10)
    assert fewer.weight <= Resting(quality, importance, citations + 1, 10).weight
