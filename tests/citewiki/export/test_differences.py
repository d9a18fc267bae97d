"""A difference as lines: what changed, marked, in a few words of context."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.differences import compare
from citewiki.export.differences import blocks, plain

FILLER = " ".join(f"f{n}" for n in range(60))

CASES = {
    "nothing": ("the same", "the  same", 2, []),
    "a word": ("a b c old d e f", "a b c new d e f", 2, ["… b c [-old-]{+new+} d e …"]),
    "at the ends": ("x a b c", "a b c y", 9, ["[-x-] a b c {+y+}"]),
    "a word goes": ("a gone b", "a b", 9, ["a [-gone-] b"]),
    "a text comes": ("", "one\n\ntwo", 9, ["{+one+}", "{+two+}"]),
    "a text goes": ("one\n\ntwo", "", 9, ["[-one-]", "[-two-]"]),
    "a paragraph": (
        "a b\n\nold one\n\nc d",
        "a b\n\nnew two\n\nc d",
        1,
        ["… b", "[-old one-]{+new two+}", "c …"],
    ),
    "moved": ("one\n\ntwo\n\nthree four", "two\n\nthree four\n\none", 9, [
        "two", "three four", "{>one<}",
    ]),
    "no spaces": ("我们研究安全问题", "我们研究系统问题", 2, ["… 研究[-安全-]{+系统+}问题"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_lines(case: str) -> None:
    before, after, context, expected = CASES[case]
    found = blocks(compare(before, after), context)
    assert [plain(line) for block in found for line in block.lines] == expected


def test_changes_far_from_each_other_are_blocks_of_their_own() -> None:
    before = f"one {FILLER} two {FILLER} three"
    found = list(blocks(compare(before, f"ONE {FILLER} TWO {FILLER} three"), 3))
    assert [[plain(line) for line in block.lines] for block in found] == [
        ["[-one-]{+ONE+} f0 f1 f2 …"],
        ["… f57 f58 f59 [-two-]{+TWO+} f0 f1 f2 …"],
    ]
    assert [before[block.a_start :][:3] for block in found] == ["one", "two"]


def test_a_long_moved_passage_is_named_by_its_beginning() -> None:
    (block,) = blocks(compare(f"{FILLER}\n\none\n\ntwo three", f"one\n\ntwo three\n\n{FILLER}"))
    last = plain(block.lines[-1])
    assert last.startswith("{>f0 f1 f2 ")
    assert last.endswith("…<}")
    assert len(last) < 80


@given(
    st.lists(st.sampled_from(["a", "b", "c", "\n\n"]), max_size=30).map(" ".join),
    st.lists(st.sampled_from(["a", "b", "c", "\n\n"]), max_size=30).map(" ".join),
    st.integers(0, 4),
)
def test_all_that_came_is_shown(before: str, after: str, context: int) -> None:
    told = compare(before, after)
    shown = [piece for block in blocks(told, context) for line in block.lines for piece in line]
    words = [word for mark, text in shown if mark in ("added", "moved") for word in text.split()]
    assert words == [word for hunk in told.hunks for word in hunk.added.split()]
    assert not any("\n" in text for _, text in shown)
