"""Taking a page apart: what it shows, what it is made of, and in what time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.fetching.refusals.markup import PROSE, take_apart


def test_what_is_shown_and_what_is_not() -> None:
    found = take_apart(
        "<!DOCTYPE html><title>A &amp; B </title><STYLE>p{}</STYLE><p class=X>One <b>two</b>\n"
        "three<p>four<!-- five --><noscript>six</noscript><script>let s='<p>'</script> &lt;7"
    )
    assert found.title == "A & B"
    assert found.blocks == ("One two three", "four", "<7")
    assert found.shown == len("One two three" + "four" + "<7")
    assert found.scripts == ("let s='<p>'",)
    for part in ("p{}", "class=x", "five", "six", "let s="):
        assert part in found.machinery
    assert "two" not in found.machinery


def test_prose_is_what_is_long() -> None:
    found = take_apart(f"<li>Home<li>About<p>{'word ' * 40}<p>{'x' * (PROSE - 1)}")
    assert found.prose == len(("word " * 40).strip())


@given(st.text(alphabet="<>!-/ abscriptİ&#9;\"'=", max_size=300))
def test_any_text_is_taken_apart(source: str) -> None:
    assert take_apart(source).shown <= len(source) + source.count("&")


@pytest.mark.parametrize(
    "unit",
    ["<", "<a", "<a>", "<!--", "<script>", "<script></script>", "<title", "&#9", "&", "<p>x", "</"],
)
def test_the_time_grows_with_the_length(unit: str) -> None:
    source = unit * (1_000_000 // len(unit))
    start = time.process_time()
    take_apart(source)
    assert time.process_time() - start < 5


def test_a_number_of_thousands_of_digits() -> None:
    assert take_apart("<p>a&#" + "9" * 5_000 + ";").shown > 0
