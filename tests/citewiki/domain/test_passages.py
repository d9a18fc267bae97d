"""Where a claim's words stand in a source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.passages import likeliest

FILL = "The weather was mild and nothing of note was said about it in those days. " * 40
TEXT = (
    f"{FILL}GPT-4 scored in the top 10% of test takers on a simulated bar exam. {FILL}"
    f"“We will stop the training run before it becomes unsafe for all,” she wrote. {FILL}"
    f"Test takers came in the morning. {FILL}"
)


@pytest.mark.parametrize(
    ("name", "claim", "expected"),
    [
        ("in other words", "On bar exams GPT-4 is among the top 10% of takers.", "simulated bar"),
        (
            "a quotation before all else",
            'The bar exam aside, "we will stop the training run before it becomes unsafe".',
            "training run",
        ),
    ],
)
def test_the_passage_is_found(name: str, claim: str, expected: str) -> None:
    place = likeliest(TEXT, claim)
    assert place is not None
    assert expected in TEXT[slice(*place)]
    assert len(TEXT[slice(*place)]) < 400


def test_it_ends_where_it_is_told() -> None:
    text = (
        f"{FILL}Pairs missed 9% of the faults. Later the pairs had lunch, and more faults. {FILL}"
    )
    place = likeliest(text, "Pairs missed only 9% of planted faults.")
    assert place is not None
    assert text[slice(*place)] == "Pairs missed 9% of the faults"


@pytest.mark.parametrize(
    "claim", ["", "x y", "Deceptive mesa-optimisers pursue proxy objectives.", "takers"]
)
def test_nothing_likely_is_said_to_be_nothing(claim: str) -> None:
    assert likeliest(TEXT, claim) is None


@given(st.text(), st.text())
def test_a_passage_lies_in_the_text(text: str, claim: str) -> None:
    place = likeliest(text, claim)
    assert place is None or 0 <= place[0] < place[1] <= len(text)
