"""The parsers of pages that are fuzzed and timed, and what must hold of whatever they answer."""

from collections.abc import Callable, Mapping

from citewiki.domain.citations import ParsedPage
from citewiki.wiki import markdown
from citewiki.wiki.claims import MAX_CHARS
from citewiki.wiki.html import page as html_page
from citewiki.wiki.indents import BREAK, FILLER
from citewiki.wiki.mediawiki import page as mediawiki_page
from citewiki.wiki.pandoc import page as pandoc_page
from citewiki.wiki.pandoc.bibliography import Bibliography

Parser = Callable[[str], ParsedPage]

PARSERS: Mapping[str, Parser] = {
    "markdown": lambda text: markdown.parse_page("risks/page", text),
    "mediawiki": lambda text: mediawiki_page.parse_page("risks/page", text),
    "html": lambda text: html_page.parse_page("risks/page", text),
    "pandoc": lambda text: pandoc_page.parse_page("risks/page", text, Bibliography()),
}
"""Another syntax is one more line here, and its pieces one more line in `TOKENS`."""

_MARKDOWN = (
    *("---\n", "title: a\n", "# ", "\n\n", "\n", "    ", "> ", "- ", "1. ", "| a |", "|-|\n"),
    *("[", "]", "](", "](https://a.org/x)", "![", "[^1]", "[^1]: ", "[a]: https://a.org\n"),
    *("<https://a.org>", "https://a.org/", "www.a.org", "arXiv:2401.02843", "doi:10.1000/1"),
    *('<R id="0123456789abcdef">', "</R>", '<a href="https://a.org">', "</a>", "<A b={", "}"),
    *('url: "https://a.org"', "{/*", "*/}", "<!--", "-->", "`", "```", "~~~", "\\", "&amp;"),
    *("import a from 'b'\n", "export const a = [", "Source: ", "It is so: ", "*", "**", "_"),
    *("\u00e9", "\U0001f600", "\ufeff", "\x00", "\x01", "\x02", "\u2028", "\r\n", "\t"),
)

TOKENS: Mapping[str, tuple[str, ...]] = {
    "markdown": _MARKDOWN,
    "mediawiki": (
        *("== A ==\n", "\n\n", "\n", "* ", "# ", ": ", "''", "'''", "----\n", "[[", "]]", "|"),
        *("[https://a.org ", "]", "https://a.org/", "<ref>", '<ref name="a">', '<ref name="a"/>'),
        *("</ref>", "{{cite web", "|url=https://a.org", "|title=A", "}}", "{{", "{{reflist}}"),
        *("{|\n", "|-\n", "! ", "||", "|}\n", "<nowiki>", "</nowiki>", "<!--", "-->", "<pre>"),
        *("&amp;", "\u00e9", "\U0001f600", "\x00", "\x01", "\r\n", "{{{a}}}", "<references/>"),
    ),
    "html": (
        *("<p>", "</p>", "<h2>", "</h2>", "<ul>", "<li>", "</li>", "</ul>", "<table>", "<tr>"),
        *("<td>", "</td>", "<th>", '<td colspan="3">', "</tr>", "</table>", "<main>", "<nav>"),
        *('<a href="https://a.org">', "</a>", '<sup><a href="#fn1">1</a></sup>', '<li id="fn1">'),
        *("https://a.org/", "<script>", "</script>", "<pre>", "</pre>", "<!--", "-->", "<br>"),
        *("<![CDATA[", "]]>", "<", ">", "&amp;", "&#0;", "<q>", "</q>", "\u00e9", "\x00", "\r\n"),
    ),
    "pandoc": (*_MARKDOWN, "[@doe2024]", "@doe2024", "[-@doe2024, p. 3; @roe]", "^[", "{#a .b}"),
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
