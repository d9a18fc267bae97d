"""Finding a quote in a text that another hand wrote down."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.quoting import CONTEXT, anchor_at, find_quote, locate

TEXT = (
    "GPT-4 exhibits human-level performance on “various” professional\nand  academic "
    "benchmarks. The office’s café is dif\ufb01cult to \ufb01nd — naïvely."
)


@pytest.mark.parametrize(
    ("quote", "cut"),
    [
        ("human-level performance", "human-level performance"),
        ("  human-level performance \n", "human-level performance"),
        ("professional and academic benchmarks", "professional\nand  academic benchmarks"),
        ("professional\u00a0and\tacademic", "professional\nand  academic"),
        ("HUMAN-LEVEL Performance", "human-level performance"),
        ("human‐level performance", "human-level performance"),
        ('on "various" professional', "on “various” professional"),
        ("office's", "office’s"),
        ("difficult to find", "dif\ufb01cult to \ufb01nd"),
        ("perfor-\nmance", "performance"),
        ("perfor\u00admance", "performance"),
        ("humanlevel", "human-level"),
        ("cafe\u0301 is", "café is"),
        ("find - naively", "\ufb01nd — naïvely"),
    ],
)
def test_finds_what_is_written_differently(quote: str, cut: str) -> None:
    place = find_quote(TEXT, quote)
    assert place is not None
    assert TEXT[slice(*place)] == cut


@pytest.mark.parametrize("quote", ["", "  \n", "…", "—!?", "not there at all", "GPT-5"])
def test_finds_nothing_where_nothing_is(quote: str) -> None:
    assert find_quote("GPT-4 exhibits human-level performance", quote) is None


def test_the_first_place_counts_and_the_exact_one_before_a_folded_one() -> None:
    assert find_quote("one two one two", "one two") == (0, 7)
    assert find_quote("ONE TWO one two", "one two") == (8, 15)


_texts = st.text(st.sampled_from("aB c\n-.é“’ﬁ1\u0301ß漢İ\u00ad\u00a0"), min_size=1, max_size=60)


@given(_texts, st.data())
def test_what_is_cut_from_a_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    place = find_quote(text, quote)
    if quote.strip():
        assert place is not None
        assert text[slice(*place)] == quote.strip()
    else:
        assert place is None


@given(_texts, st.sampled_from(["NFC", "NFD", "upper", "spaces", "hyphens"]))
def test_a_variant_of_a_cut_is_found(text: str, how: str) -> None:
    match how:
        case "NFC" | "NFD":
            quote = unicodedata.normalize(how, text)
        case "upper":
            quote = text.upper()
        case "spaces":
            quote = " \n".join(text.split())
        case _:
            quote = "-\n".join(text[at : at + 7] for at in range(0, len(text), 7))
    place = find_quote(text, quote)
    if any(c.isalnum() for c in text):
        assert place is not None
        assert 0 <= place[0] < place[1] <= len(text)


@given(st.text(max_size=80), st.text(max_size=20))
def test_a_place_lies_in_the_text(text: str, quote: str) -> None:
    place = find_quote(text, quote)
    assert place is None or 0 <= place[0] < place[1] <= len(text)


@given(st.text(max_size=120), st.integers(-5, 130), st.integers(-5, 130))
def test_an_anchor_says_what_stands_there(text: str, start: int, end: int) -> None:
    anchor = anchor_at(text, start, end, 7)
    assert 0 <= anchor.start <= anchor.end <= len(text)
    assert anchor.exact == text[anchor.start : anchor.end]
    assert text[: anchor.start].endswith(anchor.prefix)
    assert text[anchor.end :].startswith(anchor.suffix)
    assert max(len(anchor.prefix), len(anchor.suffix)) <= CONTEXT


def moved(old: str, passage: str, new: str) -> str | None:
    """What an anchor put on the passage's first place in `old` marks in `new`."""
    at = old.index(passage)
    place = locate(new, anchor_at(old, at, at + len(passage), 1))
    return None if place is None else new[place[0] : place[1]]


@pytest.mark.parametrize(
    ("passage", "new", "found"),
    [
        ("red team", "Before: a red team tried it.", "red team"),
        ("red team", "One. Two. Three. First, a red\nteam tried it.", "red\nteam"),
        ("red team", "A red team is dear. First, a red team tried it. So?", "red team"),
        ("red team", "Elsewhere one hires some red team for once.", None),
        ("red team", "Nothing of the kind.", None),
        (
            "First, a red team tried it. Then nobody",
            "Or: FIRST, a red-team tried it; then nobody!",
            "FIRST, a red-team tried it; then nobody",
        ),
    ],
)  # fmt: skip
def test_an_anchor_in_a_newer_text(passage: str, new: str, found: str | None) -> None:
    assert moved("Intro. First, a red team tried it. Then nobody.", passage, new) == found


def test_of_several_places_the_one_with_the_same_surroundings() -> None:
    old = "The model lies. The judge sleeps. The model lies again."
    at = old.rindex("The model lies")
    new = f"Foreword. {old}"
    place = locate(new, anchor_at(old, at, at + 14, 1))
    assert place == (new.rindex("The model lies"), new.rindex("The model lies") + 14)


def test_places_that_nothing_tells_apart_are_lost() -> None:
    old = "x. same words. x"
    assert moved(old, "same words", "Or x. same words. x. same words. x") is None


@given(st.text(max_size=200), st.integers(0, 200), st.integers(1, 40))
def test_an_anchor_is_found_where_it_was_put(text: str, start: int, length: int) -> None:
    anchor = anchor_at(text, start, start + length, 1)
    if anchor.exact and anchor.exact == anchor.exact.strip():
        assert locate(text, anchor) == (anchor.start, anchor.end)
