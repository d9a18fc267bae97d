"""What the list of sources is sorted by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.listing import by_title


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("GPT-4", "gpt-4"),
        ("“About” us", "about” us"),
        ("$580M grant", "580m grant"),
        ("__init__", "init__"),
        ("Étude", "étude"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_titles_sort_by_their_first_letter_or_figure(title: str, expected: str) -> None:
    assert by_title(title) == expected


@given(st.text())
def test_sorting_by_title_is_stable_under_itself(title: str) -> None:
    assert by_title(by_title(title)) == by_title(title)
