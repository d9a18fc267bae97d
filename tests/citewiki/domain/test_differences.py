"""Differences between texts: the hunks lead from one to the other, and only words count."""

import textwrap
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.differences import Difference, HunkKind, apply, compare
from citewiki.domain.words import split

TEXTS = st.lists(
    st.sampled_from(["the", "of", "alignment", "tax", "10%", "中文", "\n", "\n\n", "\t", "\u3000"]),
    max_size=60,
).map(" ".join)
ANY_TEXTS = st.text(max_size=80)
WORD = st.text("abcdefghij", min_size=1, max_size=4)
PARAGRAPHS = st.lists(st.lists(WORD, min_size=1, max_size=30).map(" ".join), max_size=8)


def changed(told: Difference) -> list[tuple[str, str]]:
    return [(h.removed, h.added) for h in told.hunks if h.kind is HunkKind.CHANGED]


def moved(told: Difference) -> list[tuple[str, str]]:
    return [(h.removed, h.added) for h in told.hunks if h.kind is HunkKind.MOVED]


@given(TEXTS | ANY_TEXTS, TEXTS | ANY_TEXTS)
def test_the_hunks_lead_from_one_to_the_other(a: str, b: str) -> None:
    assert split(apply(a, compare(a, b).hunks)) == split(b)


@given(TEXTS | ANY_TEXTS, TEXTS | ANY_TEXTS)
def test_offsets_are_those_of_the_texts_and_do_not_overlap(a: str, b: str) -> None:
    at_a = at_b = 0
    for hunk in compare(a, b).hunks:
        assert a[hunk.a_start : hunk.a_end] == hunk.removed
        assert b[hunk.b_start : hunk.b_end] == hunk.added
        assert hunk.removed or hunk.added
        assert at_a <= hunk.a_start <= hunk.a_end
        assert at_b <= hunk.b_start <= hunk.b_end
        at_a, at_b = hunk.a_end, hunk.b_end


@given(TEXTS | ANY_TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert compare(text, text).hunks == ()


@given(PARAGRAPHS, st.integers(5, 60))
def test_wrapping_is_no_change(paragraphs: list[str], width: int) -> None:
    again = [textwrap.fill(one, width, break_long_words=False) for one in paragraphs]
    assert compare("\n\n".join(paragraphs), "\n \n\n".join(again)).hunks == ()


@given(PARAGRAPHS, st.randoms(use_true_random=False), st.integers(5, 60))
def test_moving_and_wrapping_paragraphs_is_no_change(
    paragraphs: list[str], chance: Random, width: int
) -> None:
    shuffled = [textwrap.fill(one, width) for one in paragraphs]
    chance.shuffle(shuffled)
    told = compare("\n\n".join(paragraphs), "\n\n".join(shuffled))
    assert changed(told) == []
    assert (told.removed, told.added) == (0, 0)


CASES = {
    "a word": ("in the top 10% of takers", "in the top 15% of takers", [("10%", "15%")]),
    "a word goes": ("a very good test", "a good test", [("very", "")]),
    "a word comes": ("a good test", "a very good test", [("", "very")]),
    "a paragraph goes": ("one\n\ntwo three\n\nfour", "one\n\nfour", [("two three", "")]),
    "all": ("", "two words", [("", "two words")]),
    "a lone common word drowns": (
        "alpha beta gamma the delta epsilon zeta",
        "one two three the four five six",
        [("alpha beta gamma the delta epsilon zeta", "one two three the four five six")],
    ),
    "a script without spaces": ("我们研究安全问题", "我们研究系统问题", [("安全", "系统")]),
    "nothing but spaces": (" \n", "\n\n\t", []),
}


@pytest.mark.parametrize("case", CASES)
def test_changes(case: str) -> None:
    before, after, expected = CASES[case]
    assert changed(compare(before, after)) == expected


def test_a_moved_paragraph_does_not_hide_a_change_beside_it() -> None:
    told = compare(
        "Intro.\n\nThis one moves away.\n\nThe claim is so.\n\nSecond.\n\nThird.",
        "Intro.\n\nThe claim was so.\n\nSecond.\n\nThird.\n\nThis one\nmoves away.",
    )
    assert changed(told) == [("is", "was")]
    assert moved(told) == [("This one moves away.", ""), ("", "This one\nmoves away.")]
    assert (told.removed, told.added, told.moved) == (1, 1, 4)


def test_a_megabyte_that_was_wrapped_anew_and_changed_in_one_word() -> None:
    chance = Random(7)
    words = [f"word{int(chance.paretovariate(0.8)) % 20_000}" for _ in range(200_000)]
    before = textwrap.fill(" ".join(words), 90)
    words[150_000] = "changed"
    after = textwrap.fill(" ".join(words), 70)
    assert len(before) > 900_000
    (hunk,) = compare(before, after).hunks
    assert hunk.added == "changed"
