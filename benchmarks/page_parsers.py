"""The parsers of pages that are fuzzed and timed, and what must hold of whatever they answer."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO

from citewiki.domain.citations import ParsedPage
from citewiki.domain.errors import InputError
from citewiki.files.mediawiki_dump import read_dump
from citewiki.wiki import markdown
from citewiki.wiki.claims import MAX_CHARS
from citewiki.wiki.html import page as html_page
from citewiki.wiki.indents import BREAK, FILLER
from citewiki.wiki.mediawiki import page as mediawiki_page
from citewiki.wiki.pandoc import page as pandoc_page
from citewiki.wiki.pandoc.bibliography import Bibliography, read_bibliography
from citewiki.wiki.works import Work

_MARKDOWN = (
    *("---\n", "title: a\n", "# ", "\n\n", "\n", "    ", "> ", "- ", "1. ", "| a |", "|-|\n"),
    *("[", "]", "](", "](https://a.org/x)", "![", "[^1]", "[^1]: ", "[a]: https://a.org\n"),
    *("<https://a.org>", "https://a.org/", "www.a.org", "arXiv:2401.02843", "doi:10.1000/1"),
    *('<R id="0123456789abcdef">', "</R>", '<a href="https://a.org">', "</a>", "<A b={", "}"),
    *('url: "https://a.org"', "{/*", "*/}", "<!--", "-->", "`", "```", "~~~", "\\", "&amp;"),
    *("import a from 'b'\n", "export const a = [", "Source: ", "It is so: ", "*", "**", "_"),
    *("\u00e9", "\U0001f600", "\ufeff", "\x00", "\x01", "\x02", "\u2028", "\r\n", "\t"),
)
_WIKITEXT = (
    *("== A ==\n", "\n\n", "\n", "* ", "# ", ": ", "''", "'''", "----\n", "[[", "]]", "|"),
    *("[https://a.org ", "]", "https://a.org/", "<ref>", '<ref name="a">', '<ref name="a"/>'),
    *("</ref>", "{{cite web", "|url=https://a.org", "|title=A", "}}", "{{", "{{reflist}}"),
    *("{|\n", "|-\n", "! ", "||", "|}\n", "<nowiki>", "</nowiki>", "<!--", "-->", "<pre>"),
    *("&amp;", "\u00e9", "\U0001f600", "\x00", "\x01", "\r\n", "{{{a}}}", "<references/>"),
    *("\n| rowspan=2 | ", "\n| colspan=3 | ", "{{sfn|A|2020}}", "{{efn|", "[[File:a|", "|+ a\n"),
)
_HTML = (
    *("<p>", "</p>", "<h2>", "</h2>", "<ul>", "<li>", "</li>", "</ul>", "<table>", "<tr>"),
    *("<td>", "</td>", "<th>", '<td colspan="3">', "</tr>", "</table>", "<main>", "<nav>"),
    *('<a href="https://a.org">', "</a>", '<sup><a href="#fn1">1</a></sup>', '<li id="fn1">'),
    *("https://a.org/", "<script>", "</script>", "<pre>", "</pre>", "<!--", "-->", "<br>"),
    *("<![CDATA[", "]]>", "<", ">", "&amp;", "&#0;", "<q>", "</q>", "\u00e9", "\x00", "\r\n"),
    *('<td rowspan="2">', '<td rowspan="0">', "<thead>", "<tbody>", '<q cite="https://a.org">'),
)
_OBJECTS = (
    *('url: "https://a.org"', "url: 'https://a.org'", 'title: "a"', 'note: "b"', "text: `a`"),
    *("{", "}", "[", "]", "(", ")", ",", ":", '"', "'", "`", "\\", "${", "//", "/*", "*/", "\n"),
    *('" c="d', ' href="https://a.org"', "=>", "<b>", "</b>", "/>", "\n\n", "&quot;", "\u00e9"),
)
_YAML = (
    *("source: https://a.org\n", "references:\n", "- url: https://a.org\n", "  title: a\n", "- "),
    *(
        "title: ",
        ": ",
        "\n",
        "  ",
        "[",
        "]",
        "{",
        "}",
        ",",
        '"',
        "'",
        "|\n",
        ">\n",
        "#",
        "&a ",
        "*a",
    ),
    *("!!python/object:a ", "!a ", "? ", "<<: ", "---\n", "...\n", "%", "@", "`", "\t", "\u2028"),
    *("type: claim\n", "quality: 1e9\n", "bibliography: a.bib\n", "\u00e9", "\U0001f600", "\x85"),
)
_CSL = (
    *('{"id": "a"', ', "URL": "https://a.org"', ', "DOI": "10.1000/1"', ', "title": "A <i>b</i>"'),
    *(
        ', "author": [{"family": "Doe"}]',
        ', "issued": {"date-parts": [[2020]]}',
        "}",
        "[",
        "]",
        ",",
    ),
    *('"references": ', '"items": ', "null", "true", "1e999", "-", "\\u0000", "\\ud800", '"', ":"),
)
_BIBTEX = (
    *("@article{a,", "@string{b = ", "@comment{", "@preamble{", "@", "{", "}", '"', "#", ",", "="),
    *("url = {https://a.org}", "doi = {10.1000/1}", "title = {A}", "author = {Doe, J and Roe}"),
    *(
        "crossref = {a}",
        "eprint = {2401.02843}",
        "year = 2020",
        "howpublished = {\\url{",
        "\\",
        "%",
    ),
    *("\\'{e}", "$x^2$", "and ", "\n", " ", "b", "\u00e9", "note = b # b", "{{", "}}", "~", "--"),
)
_DUMP = (
    *("<mediawiki>", "<page>", "<title>A</title>", "<ns>0</ns>", "<id>1</id>", "<revision>"),
    *(
        "<timestamp>2026-01-01T00:00:00Z</timestamp>",
        "<model>wikitext</model>",
        "<text>",
        "</text>",
    ),
    *(
        "</revision>",
        "</page>",
        "</mediawiki>",
        "<redirect/>",
        "<!DOCTYPE a>",
        "&amp;",
        "&#0;",
        "<",
    ),
    *(
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?xml version='1.0'?>",
        "xmlns='a'",
        ">",
        "[https://a.org]",
    ),
)


@dataclass(frozen=True, slots=True)
class PageParser:
    """A parser, and the pieces that texts for it are made of. `before` and `behind` stand around
    a text, to bring it to the part of a page that is meant."""

    parse: Callable[[str], ParsedPage | Bibliography]
    tokens: tuple[str, ...]
    before: str = ""
    behind: str = ""

    def read(self, text: str) -> ParsedPage | Bibliography:
        return self.parse(f"{self.before}{text}{self.behind}")


def _of_dump(text: str) -> ParsedPage:
    """All of its pages as one, which says nothing of places: each page has its own lines."""
    pages = []
    with suppress(InputError):  # a dump may be damaged, and says so
        for page in read_dump(BytesIO(text.encode("utf-8", "replace"))):
            pages.append(mediawiki_page.parse_page(page.title, page.text or ""))
    found = [one._replace(line=1, column=1) for page in pages for one in page.citations]
    return replace(mediawiki_page.parse_page("page", ""), citations=tuple(found))


def _markdown(text: str) -> ParsedPage:
    return markdown.parse_page("risks/page", text)


def _pandoc(text: str) -> ParsedPage:
    return pandoc_page.parse_page("risks/page", text, Bibliography({"doe2024": _doe}))


def _works(name: str, text: str) -> Bibliography:
    """A bibliography all of whose works have been made."""
    known = read_bibliography(name, text)
    for key in known.entries:
        known.work(key)
    return known


def _doe() -> Work:
    return Work("https://doe.org", "A")


PARSERS: Mapping[str, PageParser] = {
    "markdown": PageParser(_markdown, _MARKDOWN),
    "mediawiki": PageParser(lambda text: mediawiki_page.parse_page("risks/page", text), _WIKITEXT),
    "html": PageParser(lambda text: html_page.parse_page("risks/page", text), _HTML),
    "pandoc": PageParser(
        _pandoc,
        (*_MARKDOWN, "[@doe2024]", "@doe2024", "[-@doe2024, p. 3; @roe]", "^[", "{#a .b}", ":::\n"),
    ),
    "jsx": PageParser(_markdown, _OBJECTS, "One.\n\n<A b={[{", "}]} />\n"),
    "modules": PageParser(_markdown, _OBJECTS, "export const a = [{", "}]\n\nOne."),
    "front-matter": PageParser(_pandoc, _YAML, "---\n", "\n---\n\n@doe2024"),
    "bibtex": PageParser(partial(_works, "a.bib"), _BIBTEX),
    "csl-json": PageParser(partial(_works, "a.json"), _CSL),
    "csl-yaml": PageParser(partial(_works, "a.yaml"), (*_YAML, *_CSL)),
    "dump": PageParser(_of_dump, (*_DUMP, *_WIKITEXT)),
}
"""Another syntax is one more entry here."""


def check(parser: PageParser, text: str) -> None:
    """Parse, and raise AssertionError where the answer breaks a promise."""
    read = parser.read(text)
    if isinstance(read, Bibliography):
        for key in read.entries:
            _check_work(read.work(key))
    elif parser.parse is _of_dump:
        _check_page(read, "")
    else:
        _check_page(read, f"{parser.before}{text}{parser.behind}")


def _check_page(page: ParsedPage, text: str) -> None:
    """What FoundCitation and PageFault promise."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in page.citations:
        assert (found.url is None) != (found.resource is None), found
        assert 1 <= found.line <= len(lines), found
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1, found
        assert found.url is None or not {FILLER, BREAK} & set(found.url), found
        for words in (found.claim, found.link_text):
            assert len(words) <= MAX_CHARS, found
            assert FILLER not in words, found
            assert BREAK not in words, found
            assert "\n" not in words, found
    for fault in page.faults:
        assert fault.line is None or 1 <= fault.line <= len(lines), fault
        assert "\n" not in fault.what, fault


def _check_work(work: Work) -> None:
    assert work.url is None or work.url.lower().startswith(("http://", "https://")), work
    assert work.url is None or len(work.url.split()) == 1, work
    for words in (work.title, *work.authors):
        assert len(words) <= MAX_CHARS, work
        assert "\n" not in words, work
