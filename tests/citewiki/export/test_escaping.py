"""A text from outside stays a text, wherever a page has it, and reads like one in the page."""

import re
from html import unescape

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.display import harmless
from citewiki.export.escaping import markdown

_EVERY = [getattr(pyromark.Options, name) for name in dir(pyromark.Options) if name.isupper()]
_OPTIONS = _EVERY[0]
for _option in _EVERY[1:]:
    if _option != pyromark.Options.ENABLE_SMART_PUNCTUATION:  # it changes quotes, and no markup
        _OPTIONS |= _option

PLACES = {
    "a paragraph": ("{}", r"<p>(.*)</p>"),
    "a heading": ("# {}", r"<h1>(.*)</h1>"),
    "a list": ("- {}", r"<ul>\n<li>(.*)</li>\n</ul>"),
    "a cell": ("| a | b |\n| --- | --- |\n| {} | c |", r".*<tr><td>(.*)</td><td>c</td></tr>.*"),
    "a link": ("[{}](<https://a.example>)", r'<p><a href="https://a.example">(.*)</a></p>'),
    "strong": ("**{}**", r"<p><strong>(.*)</strong></p>"),
    "a line of a quotation": (
        "> a\\\n> {}\\\n> b",
        r"<blockquote>\n<p>a<br />\n(.*)<br />\nb</p>\n</blockquote>",
    ),
}
"""Markdown around a text, and the HTML that it becomes."""

ALPHABET = "ab1 .,:;!?-+=#*_`~^$|<>[](){}\\/&@%\"'\n\tiexport"


@pytest.mark.parametrize("place", PLACES)
@given(text=st.text(ALPHABET, min_size=1).filter(str.strip))
def test_nothing_is_markup_anywhere(place: str, text: str) -> None:
    around, html = PLACES[place]
    shown = re.fullmatch(
        html, pyromark.html(around.format(markdown(text)), options=_OPTIONS).strip(), re.DOTALL
    )
    assert shown is not None
    assert "<" not in shown[1]
    assert unescape(shown[1]).strip() == " ".join(harmless(text).split())


READABLE = {
    "a date": "2022-03-04",
    "an abbreviation": "The U.S. and A. Smith, et al.",
    "a name first": "A. Smith",
    "punctuation": 'It\'s "so" (or not); 50%, 1/2 - really!',
    "a colon": "A talk: of time",
    "a name with a code": "snake_case, AT&T, C++11, GPT-4 → o1",
    "a minus": "-5 degrees",
    "greater": "a > b",
}


@pytest.mark.parametrize("case", READABLE)
def test_a_plain_text_is_written_as_it_is(case: str) -> None:
    assert markdown(READABLE[case]) == READABLE[case]


ESCAPED = {
    "money": ("$1.24 billion", "\\$1.24 billion"),
    "JSX": ("{a} <B/>", "\\{a\\} &lt;B/>"),
    "a module of MDX": ("export controls", "&#101;xport controls"),
    "another": ("import x", "&#105;mport x"),
    "only its word": ("exports, and import x", "exports, and import x"),
    "a reference": ("&copy; &#60; R&D;", "&amp;copy; &amp;#60; R&amp;D;"),
    "a year": ("2024. A year", "2024\\. A year"),
    "a letter": ("a) first", "a\\) first"),
    "a directive": (":::note", "\\::\\:note"),
    "a time, which directives take": ("at 12:30", "at 12\\:30"),
    "an address": ("see https://a.example or me@b", "see https\\://a.example or me\\@b"),
    "a rule": ("---", "\\---"),
    "the end of a heading": ("Issue #", "Issue \\#"),
    "a citation of Pandoc": ("@smith2020", "\\@smith2020"),
}


@pytest.mark.parametrize("case", ESCAPED)
def test_only_what_needs_it_is_escaped(case: str) -> None:
    text, escaped = ESCAPED[case]
    assert markdown(text) == escaped
