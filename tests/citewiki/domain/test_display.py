"""The door through which text from outside reaches a screen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.display import harmless, harmless_lines

_any = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("", ""),
        ("\x1b[2Jred", "\ufffd[2Jred"),
        ("\x9b31m", "\ufffd31m"),
        ("a\r\nb\tc", "a  b c"),
        ("a\u2028b\x85c", "a b c"),
        ("\u202egpj.exe", "\ufffdgpj.exe"),
        ("a\u200bb\ufeff", "a\ufffdb\ufffd"),
        ("\ud800", "\ufffd"),
        ("\ue000", "\ufffd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("a\u200d", "a\ufffd"),
        ("\u200d a", "\ufffd a"),
        ("é 漢字 😀 “quoted”", "é 漢字 😀 “quoted”"),
    ],
)
def test_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(_any)
def test_harmless_is_idempotent_keeps_the_length_and_leaves_nothing_unsafe(text: str) -> None:
    once = harmless(text)
    assert harmless(once) == once
    assert len(once) == len(text)
    for char in once:
        assert char in "\u200c\u200d" or unicodedata.category(char) not in (
            "Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp",
        )  # fmt: skip
    once.encode()


@given(_any)
def test_lines_are_each_harmless(text: str) -> None:
    once = harmless_lines(text)
    assert harmless_lines(once) in (once, once.removesuffix("\n"))
    assert all(harmless(line) == line for line in once.split("\n"))
