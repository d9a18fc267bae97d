"""What hostile pages are made of: something that is written again and again, by parser."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """`repeated` as often as fits; `behind` comes behind all of it as often (`"]"` for each
    `"["`), `last` once; `{n}` in `repeated` is the number of the turn."""

    repeated: str
    behind: str = ""
    first: str = ""
    last: str = ""

    def of(self, chars: int) -> str:
        """A text of about this many characters."""
        times = max(1, chars // (len(self.repeated) + len(self.behind)))
        if "{n}" in self.repeated:
            middle = "".join(self.repeated.replace("{n}", str(n)) for n in range(times))
        else:
            middle = self.repeated * times
        return f"{self.first}{middle}{self.behind * times}{self.last}"


_MARKDOWN = {
    "one line of words": Shape("word "),
    "one line of links": Shape("[a](https://a.org) "),
    "one line of addresses": Shape("https://a.org/b "),
    "one line of resource tags": Shape('<R id="0123456789abcdef">a</R> '),
    "brackets, opened": Shape("["),
    "brackets, opened and closed": Shape("[", "]"),
    "links in links": Shape("[a](", ")"),
    "braces": Shape("{", "}"),
    "tags, opened": Shape("<A>"),
    "tags, opened and closed": Shape("<A>", "</A>"),
    "tags with an attribute never closed": Shape('<A b="'),
    "tags with an object never closed": Shape("<A b={"),
    "comments never closed": Shape("{/* "),
    "HTML comments never closed": Shape("<!-- "),
    "fences never closed": Shape("```\n"),
    "ticks on one line": Shape("``` "),
    "quotes": Shape("> "),
    "items": Shape("- "),
    "items below one another": Shape("- a\n"),
    "items that name a source": Shape("- a\n- See [b](https://b.org)\n"),
    "items that lead to items": Shape("- a [b](https://b.org):\n  - c\n"),
    "names in an item": Shape("[Abc](https://b.org). ", first="- "),
    "names behind a long sentence": Shape("so and ", "[Abc](https://b.org). ", first="- It. "),
    "footnotes used": Shape("a[^1] ", last="\n\n[^1]: https://a.org"),
    "footnotes defined": Shape("[^1]: https://a.org\n\n"),
    "rows": Shape("| a | [b](https://b.org) |\n|-|-|\n"),
    "cells": Shape("| [b](https://b.org) "),
    "sentences": Shape("A. ", last=" https://a.org"),
    "sentences that parentheses cite": Shape("It rose. ([x](https://a.org)) "),
    "quotations never closed": Shape('He said "It. It [x](https://a.org). '),
    "footnotes with commas": Shape("[^1],", last="\n\n[^1]: https://a.org"),
    "children that are indented": Shape(
        "    [x](https://a.org)\n\nb\n\n", first="<A>\n\n", last="</A>"
    ),
    "labels of indented children": Shape(
        "    [x{n}]\n\nb\n\n[x{n}]: https://a.org\n\n", first="<A>\n\n", last="</A>"
    ),
    "resource tags, opened and closed": Shape('<R id="0123456789abcdef">', "</R>"),
    "data": Shape('{ url: "https://a.org", claim: "b c" },', first="<A b={[", last="]} />"),
    "data in data": Shape('{ c: "b c", a: [', "]}", first="<A b={", last="} />"),
    "fences of items": Shape("- ```\n"),
    "emphasis": Shape("*a_"),
    "modules never closed": Shape("\nexport const a = {\n"),
}

_WIKITEXT = {
    "one line of words": Shape("word "),
    "one line of cite templates": Shape("{{cite web|url=https://a.org|title=b}} "),
    "refs": Shape("a<ref>{{cite web|url=https://a.org/{n}|title=b}}</ref> "),
    "refs of one name": Shape('a<ref name="b" /> ', last='<ref name="b">https://a.org</ref>'),
    "refs of one name, each defined": Shape('a<ref name="b">https://a.org/{n}</ref> '),
    "refs defined in a list": Shape(
        '<ref name="{n}">https://a.org</ref>\n', first="<references>", last="</references>"
    ),
    "refs, named and defined": Shape('<ref name="a{n}">https://a.org</ref>'),
    "short cites": Shape("{{sfn|A|2020}}", last="{{cite web|last=A|year=2020|url=https://a.org}}"),
    "short cites of works": Shape("{{sfn|A{n}|2020}}{{cite web|last=A{n}|year=2020|url=//a.org}}"),
    "brackets, opened": Shape("["),
    "brackets, opened and closed": Shape("[[", "]]"),
    "templates, opened": Shape("{{a|"),
    "templates, opened and closed": Shape("{{a|", "}}"),
    "parameters": Shape("|b=c", first="{{a", last="}}"),
    "tags, opened": Shape("<b>"),
    "tags, opened and closed": Shape("<b>", "</b>"),
    "refs, opened": Shape("<ref>"),
    "refs, opened and closed": Shape("<ref>", "</ref>"),
    "comments never closed": Shape("<!-- "),
    "nowiki never closed": Shape("<nowiki>"),
    "tables never closed": Shape("{|\n"),
    "tables, opened and closed": Shape("{|\n|\n", "\n|}"),
    "a table of rows": Shape("|-\n| a || [https://b.org c]\n", first="{|\n! A !! B\n", last="|}"),
    "a table of cells": Shape("|a\n", first="{|\n", last="|}"),
    "a table of tall cells": Shape('|-\n|rowspan="9999"|a\n|b\n', first="{|\n", last="|}"),
    "a table of wide cells": Shape('|-\n|colspan="9999"|a\n|b\n', first="{|\n", last="|}"),
    "an attribute": Shape("a", first='<ref name="', last='">https://a.org</ref>'),
    "attributes": Shape(' a="b"', first="<div", last=">https://a.org</div>"),
    "entities": Shape("&amp;"),
    "items": Shape("*a\n"),
    "items within items": Shape("*"),
    "a link over a line, and ends below": Shape("a", "\n]", first="[https://a.org "),
    "ends of links below a long line": Shape("a", "\n]]", first="[https://a.org "),
    "a gallery": Shape("a|[https://a.org b]\n", first="<gallery>\n", last="</gallery>"),
    "a gallery of bars": Shape("|<\n", first="<gallery>\n", last="</gallery>"),
    "cites in titles": Shape("{{cite web|title=", "}}"),
    "cites beside titles": Shape("{{cite web|id={{doi|a}}}}"),
    "names of notes": Shape("{{r|a|b|c|d|e|f|g|h|i}}"),
    "a row of sources": Shape("||[https://a.org]", first="{|\n|", last="\n|}"),
    "headings": Shape("== a ==\n"),
    "quotes": Shape("'''a''"),
}

_HTML = {
    "one line of words": Shape("word "),
    "links": Shape('<a href="https://a.org/{n}">a</a> '),
    "links, never closed": Shape('<a href="https://a.org">'),
    "elements, opened": Shape("<div>"),
    "elements, opened and closed": Shape("<div>", "</div>"),
    "paragraphs, never closed": Shape("<p>a"),
    "comments never closed": Shape("<!-- "),
    "scripts never closed": Shape("<script>"),
    "tags never closed": Shape("<a href='"),
    "angles": Shape("<"),
    "a table of rows": Shape("<tr><td>a<td><a href='https://a.org'>b</a>", first="<table>"),
    "a table of cells": Shape("<td>a", first="<table><tr>"),
    "a table of tall cells": Shape("<tr><td rowspan=9999>a<td>b", first="<table>"),
    "a table of wide cells": Shape("<tr><td colspan=9999>a<td>b", first="<table>"),
    "a row of sources": Shape("<td><a href=//a></a>", first="<table><tr>"),
    "a row of heads": Shape("<th>a<td>https://a.org", first="<table><tr>"),
    "rows of heads": Shape("<tr><th>a<th>b", first="<table>", last="<tr><td><td>https://a.org"),
    "heads above sources": Shape(
        "<th>a", "<td><a href=//a>b</a>", first="<table><tr>", last="<tr><td>c"
    ),
    "tables in tables": Shape("<table><tr><td>"),
    "items": Shape("<li>a"),
    "marks of one note": Shape('a<a href="#n">1</a> ', last='<p id="n">https://a.org'),
    "notes": Shape('a<a href="#n{n}">1</a><p id="n{n}">https://a.org</p>'),
    "an attribute": Shape("a", first='<a title="', last='" href="https://a.org">b</a>'),
    "attributes": Shape(" a=b", first="<a", last=' href="https://a.org">b</a>'),
    "entities": Shape("&amp;"),
    "entities without an end": Shape("&"),
    "sections": Shape("<h2>a</h2>"),
    "quotations of nothing": Shape('<ins cite="https://a.org">'),
    "quotations": Shape('<blockquote cite="https://a.org">a'),
}

_PANDOC = {
    **_MARKDOWN,
    "keys": Shape("[@doe2024, p. 3] "),
    "keys, never closed": Shape("[@doe2024; "),
    "keys of nothing": Shape("@a{n} "),
    "keys in links": Shape("[@doe2024](#a) "),
    "brackets with emphasis": Shape("[*a* @doe2024] "),
    "notes in notes": Shape("^[a [@doe2024] ", "]"),
    "examples": Shape("(@a{n}) b\n\n"),
    "shortcodes": Shape("{{< a >}} "),
    "shortcodes, never closed": Shape("{{< @"),
    "braces with a key": Shape("@{"),
    "Divs": Shape("::: {.a}\n", ":::\n"),
    "notes in the line": Shape("^[a @doe2024 "),
    "math": Shape("$a$ $"),
    "attributes": Shape("[a]{.b} "),
}

_OBJECTS = {
    "objects": Shape('{url: "https://a.org/{n}", title: "b"}, '),
    "properties of one object": Shape('url: "https://a.org", note: "b", '),
    "words before one address": Shape('note: "b", ', last='url: "https://a.org"'),
    "objects, opened": Shape("a: {"),
    "objects, opened and closed": Shape("a: {", "}"),
    "lists, opened": Shape("["),
    "a string never closed": Shape("a", first='url: "https://a.org/'),
    "strings never closed": Shape('a: "'),
    "templates": Shape("`${"),
    "backslashes": Shape('a: "\\\\", '),
    "comments never closed": Shape("/* "),
    "one long string": Shape("a", first='title: "', last='", url: "https://a.org"'),
}

_YAML = {
    "addresses": Shape("- https://a.org/{n}\n", first="references:\n"),
    "maps": Shape("- {url: https://a.org, title: b}\n", first="references:\n"),
    "lists, opened": Shape("["),
    "lists, opened and closed": Shape("[", "]"),
    "maps, opened": Shape("{a: "),
    "deeper and deeper": Shape("- "),
    "keys": Shape("a{n}: b\n"),
    "aliases": Shape("- *a\n", first="a: &a b\nc:\n"),
    "a long string": Shape("a ", first='title: "', last='"\nreferences: https://a.org\n'),
    "quotes": Shape("'"),
    "comments": Shape("# a\n"),
    "tags": Shape("!!a "),
    "anchors": Shape("- &a{n} b\n"),
    "keys of no bounds": Shape("? "),
}

_CSL_ITEM = '{"id": "a{n}", "URL": "https://a.org", "author": [{"family": "B"}]},'

_BIBTEX = {
    "entries": Shape("@article{a{n}, title={B}, url={https://a.org}, author={C and D}}\n"),
    "entries of one key": Shape("@article{a, url={https://a.org}}\n"),
    "entries with cross references": Shape("@inbook{a{n}, crossref={a}, title={B}}\n"),
    "strings": Shape('@string{a{n} = "b"}\n', last="@article{c, title=a1}"),
    "a chain of strings": Shape("@string{a{n} = b}\n"),
    "a sum of strings": Shape("b # ", first='@string{b="c"}\n@article{a, title=', last="b}"),
    "uses of strings": Shape("@article{a{n}, title=b}\n", first='@string{b="c"}\n'),
    "fields": Shape("b{n}={c}, ", first="@article{a, ", last="}"),
    "a long field": Shape("a", first="@article{b, title={", last="}, url={https://a.org}}"),
    "people": Shape("A, B and ", first="@article{b, author={", last="C}}"),
    "commands": Shape(r"\'{a}", first="@article{b, title={", last="}}"),
    "braces within braces": Shape("{", "}", first="@article{b, title={", last="}}"),
    "braces, opened": Shape("{"),
    "braces, closed": Shape("}"),
    "entries, opened": Shape("@article{a, "),
    "quotes, never closed": Shape('@article{a, b="'),
    "comments": Shape("@comment{a}\n"),
    "damaged entries": Shape("@article{a b={c}}\n"),
    "words": Shape("word "),
}

_DUMP_PAGE = (
    "<page><title>a{n}</title><ns>0</ns><revision><text>https://a.org</text></revision></page>"
)

SHAPES: Mapping[str, Mapping[str, Shape]] = {
    "markdown": _MARKDOWN,
    "mediawiki": _WIKITEXT,
    "html": _HTML,
    "pandoc": _PANDOC,
    "jsx": _OBJECTS,
    "modules": _OBJECTS,
    "front-matter": _YAML,
    "bibtex": _BIBTEX,
    "csl-json": {
        "items": Shape(_CSL_ITEM, first="[", last='{"id": "b"}]'),
        "lists, opened": Shape("["),
        "lists, opened and closed": Shape("[", "]"),
        "maps, opened and closed": Shape('{"a":', "}"),
        "a long string": Shape("a", first='[{"id": "b", "title": "', last='"}]'),
        "a long number": Shape("9", first='[{"id": ', last="}]"),
        "people": Shape('{"family": "A"},', first='[{"id": 1, "author": [', last="{}]}]"),
        "a long date": Shape("[1],", first='[{"id": 1, "issued": [', last="1]}]"),
        "blanks": Shape(" "),
    },
    "csl-yaml": {**_YAML, "items": Shape(f"- {_CSL_ITEM[:-1]}\n", first="references:\n")},
    "dump": {
        "pages": Shape(_DUMP_PAGE, first="<mediawiki>", last="</mediawiki>"),
        "elements, opened": Shape("<page>"),
        "entities": Shape("&amp;", first="<mediawiki><page><title>a</title><revision><text>"),
        "an attribute": Shape("a", first='<mediawiki><page><redirect title="', last='"/>'),
        "attributes": Shape(' a{n}="b"', first="<mediawiki", last=">"),
        "comments": Shape("<!-- a -->", first="<mediawiki>"),
    },
}
