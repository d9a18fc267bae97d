"""Aligning sequences: what is paired is equal and in order, and short ones are paired at best."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewiki.domain import alignment
from citewiki.domain.alignment import align

ITEMS = st.lists(st.integers(0, 5), max_size=40)


def longest(a: list[int], b: list[int]) -> int:
    """The length of a longest common subsequence, by the book."""
    row = [0] * (len(b) + 1)
    for x in a:
        new = [0]
        for j, y in enumerate(b):
            new.append(row[j] + 1 if x == y else max(row[j + 1], new[j]))
        row = new
    return row[-1]


def assert_sound(a: list[int], b: list[int], pairs: list[tuple[int, int]]) -> None:
    assert all(a[i] == b[j] for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(ITEMS, ITEMS)
def test_short_sequences_are_aligned_at_best(a: list[int], b: list[int]) -> None:
    pairs = align(a, b)
    assert_sound(a, b, pairs)
    assert len(pairs) == longest(a, b)


@settings(max_examples=200)
@given(
    st.lists(st.integers(0, 30), max_size=120),
    st.lists(st.integers(0, 30), max_size=120),
    st.integers(1, 60),
)
def test_anchors_are_sound_too(a: list[int], b: list[int], cells: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_EXACT_CELLS", cells)
        assert_sound(a, b, align(a, b))
        assert align(a, a) == [(i, i) for i in range(len(a))]


def test_a_long_text_with_a_few_changes_loses_only_these() -> None:
    # 30,000 x 30,000 is far beyond what is aligned exactly
    chance = Random(7)
    a = [int(chance.paretovariate(0.8)) % 9_000 for _ in range(30_000)]
    b = [*a[:9_000], -1, *a[9_001:20_000], *a[20_010:]]
    assert len(align(a, b)) == len(a) - 11


def test_what_repeats_without_end_is_not_compared_without_end() -> None:
    a, b = [0, 1] * 40_000, [0, 1, 1] * 30_000
    assert_sound(a, b, align(a, b))
