"""Mending a page: only what is meant, and it cites the same afterwards."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewiki.domain.citations import Syntax
from citewiki.wiki.fixing import link_bare_urls
from citewiki.wiki.markdown import parse_page

U = "https://www.a.org/x_y/"


@pytest.mark.parametrize(
    ("text", "md", "mdx"),
    [
        (f"See {U}.", f"See <{U}>.", f"See [a.org/x_y]({U})."),
        (f"({U}), {U}", f"(<{U}>), <{U}>", f"([a.org/x_y]({U})), [a.org/x_y]({U})"),
        (f"a\r\n\r\n| b |\r\n|-|\r\n| {U} |\r\n", f"a\r\n\r\n| b |\r\n|-|\r\n| <{U}> |\r\n",
         f"a\r\n\r\n| b |\r\n|-|\r\n| [a.org/x_y]({U}) |\r\n"),
        ("https://a.org/?a&amp;b", "<https://a.org/?a&b>", "[a.org/?a&amp;b](https://a.org/?a&amp;b)"),
    ],
)  # fmt: skip
def test_a_bare_address_becomes_a_link(text: str, md: str, mdx: str) -> None:
    assert link_bare_urls(text, mdx=False) == md
    assert link_bare_urls(text, mdx=True) == mdx
    assert link_bare_urls(md, mdx=False) == md
    assert link_bare_urls(mdx, mdx=True) == mdx


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{U}\n```",
        f"`{U}`",
        f"    {U}",
        f"<!-- {U} -->",
        f"[x]({U})",
        f"<{U}>",
        f"---\nurl: {U}\n---\n",
        "| [a](https://a.org/b_(c) |\n|-|",  # a link that is broken: what was meant?
        "https://a.org/{x}",
    ],
)
@pytest.mark.parametrize("mdx", [False, True])
def test_what_is_left(text: str, mdx: bool) -> None:
    assert link_bare_urls(text, mdx=mdx) == text


_PIECES = st.sampled_from(
    [U, "https://b.org/(c)", "http://c.org", " ", "\n", "\r\n", "\n\n", "`", "```\n", "](", "[a]",
     "(", ")", "<", ">", "*", "_", "|", "|-|\n", "[^1]", "[^1]: ", "<R id='1'>", "{", "}", "é",
     "- "]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=20).map("".join), st.booleans())
def test_the_same_sources_are_cited_afterwards(text: str, mdx: bool) -> None:
    after = link_bare_urls(text, mdx=mdx)
    before, now = (parse_page("", one).citations for one in (text, after))
    assert sorted(str(c.url) for c in now) == sorted(str(c.url) for c in before)
    bare = [sum(c.syntax is Syntax.BARE_URL for c in one) for one in (before, now)]
    assert bare[1] <= bare[0]
    assert after == text or bare[1] < bare[0]
    assert link_bare_urls(after, mdx=mdx) == after
