"""The parsers of pages that are fuzzed and timed, and what must hold of whatever they answer."""

from collections.abc import Callable, Mapping

from citewiki.domain.citations import ParsedPage
from citewiki.wiki.claims import MAX_CHARS
from citewiki.wiki.indents import BREAK, FILLER
from citewiki.wiki.markdown import parse_page

Parser = Callable[[str], ParsedPage]

PARSERS: Mapping[str, Parser] = {
    "markdown": lambda text: parse_page("risks/page", text),
}
"""Another syntax is one more line here, and its pieces one more line in `TOKENS`."""

TOKENS: Mapping[str, tuple[str, ...]] = {
    "markdown": (
        *("---\n", "title: a\n", "# ", "\n\n", "\n", "    ", "> ", "- ", "1. ", "| a |", "|-|\n"),
        *("[", "]", "](", "](https://a.org/x)", "![", "[^1]", "[^1]: ", "[a]: https://a.org\n"),
        *("<https://a.org>", "https://a.org/", "www.a.org", "arXiv:2401.02843", "doi:10.1000/1"),
        *('<R id="0123456789abcdef">', "</R>", '<a href="https://a.org">', "</a>", "<A b={", "}"),
        *('url: "https://a.org"', "{/*", "*/}", "<!--", "-->", "`", "```", "~~~", "\\", "&amp;"),
        *("import a from 'b'\n", "export const a = [", "Source: ", "It is so: ", "*", "**", "_"),
        *("\u00e9", "\U0001f600", "\ufeff", "\x00", "\x01", "\x02", "\u2028", "\r\n", "\t"),
    ),
}


def check(parse: Parser, text: str) -> None:
    """Parse, and raise AssertionError where the answer breaks a promise of `FoundCitation`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in parse(text).citations:
        assert (found.url is None) != (found.resource is None), found
        assert 1 <= found.line <= len(lines), found
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1, found
        for words in (found.claim, found.link_text):
            assert len(words) <= MAX_CHARS, found
            assert FILLER not in words, found
            assert BREAK not in words, found
            assert "\n" not in words, found
