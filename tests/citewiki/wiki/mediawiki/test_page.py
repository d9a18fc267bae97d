"""What a page of wikitext cites: where, for which claim, and how it is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewiki.domain.citations import Syntax
from citewiki.wiki.mediawiki import guard
from citewiki.wiki.mediawiki import page as wikitext
from citewiki.wiki.mediawiki.page import parse_page
from tests.citewiki.wiki.cases import One, Reads, places_of

U = "https://a.org/x"
DOI = "https://doi.org/10.1234/ab"

cited, problems = Reads(parse_page).cited, Reads(parse_page).problems


ONES = [
    One("bare URL", f"On {U}.", Syntax.BARE_URL, U, 1, 4, f"On {U}."),
    One("link", f"On [{U} ''a'' b].", Syntax.LINK, U, 1, 4, "On a b.", "a b"),
    One("link without text", f"On [{U}].", Syntax.LINK, U, 1, 4, "On ."),
    One("link without scheme", "On [//a.org b].", Syntax.LINK, "https://a.org", 1, 4, "On b.", "b"),
    One("interwiki DOI", "On [[doi:10.1234/ab|b]].", Syntax.LINK, DOI, 1, 4, "On b.", "b"),
    One("ref", f"One. Two.<ref>[{U} b]</ref> Three.", Syntax.FOOTNOTE, U, 1, 10, "Two.", "b"),
    One("ref in capitals", f"Two.<REF>{U}</REF>", Syntax.FOOTNOTE, U, 1, 5, "Two."),
    One("named ref", f"Two.<ref name=a>{U}</ref>", Syntax.FOOTNOTE, U, 1, 5, "Two.", "", "a"),
    One("an apostrophe in a name", f"Two.<ref name=O'N>{U}</ref>", Syntax.FOOTNOTE, U, 1, 5,
        "Two.", "", "O'N"),
    One("ref of a group", f'Two.<ref name="a" group="n">{U}</ref>', Syntax.FOOTNOTE, U, 1, 5,
        "Two.", "", "n:a"),
    One("list-defined", f'Two.<ref name="a" />\n<references>\n<ref name="a">{U}</ref>\n'
        "</references>", Syntax.FOOTNOTE, U, 1, 5, "Two.", "", "a"),
    One("efn", f"Two.{{{{efn|name=q|See {U}}}}}", Syntax.FOOTNOTE, U, 1, 5, "Two.", "", "q"),
    One("doi before pmid", "Two.<ref>{{cite journal|title=T|pmid=12|doi=10.1234/ab}}</ref>",
        Syntax.FOOTNOTE, DOI, 1, 5, "Two.", "T"),
    One("url before doi", f"Two.<ref>{{{{Cite web|doi=10.1234/ab|url={U}}}}}</ref>",
        Syntax.FOOTNOTE, U, 1, 5, "Two."),
    One("archive alone", "Two.<ref>{{cite web|archive-url=https://web.archive.org/web/2/x}}</ref>",
        Syntax.FOOTNOTE, "https://web.archive.org/web/2/x", 1, 5, "Two."),
    One("cite template", f"{{{{cite web|last=B|date=May 2020|title=T|url={U}}}}} it is.",
        Syntax.CITE_TEMPLATE, U, 1, 1, "B (2020): T it is.", "T"),
    One("identifier", "On {{doi|10.1234/ab}}.", Syntax.CITE_TEMPLATE, DOI, 1, 4,
        "On doi:10.1234/ab.", "doi:10.1234/ab"),
    One("identifier in words", "One.\n\n* See doi:10.1234/ab.", Syntax.IDENTIFIER, DOI, 3, 7,
        "See doi:10.1234/ab."),
    One("identifier in a ref", "Two.<ref>Smith. doi:10.1234/ab.</ref>", Syntax.FOOTNOTE, DOI, 1, 5,
        "Two."),
    One("identifier beside a link", f"In [{U} b], doi:10.1234/ab.", Syntax.LINK, U, 1, 4,
        "In b, doi:10.1234/ab.", "b"),
    One("in a template", f"{{{{quote|He said {U}}}}}", Syntax.BARE_URL, U, 1, 17, f"He said {U}"),
    One("in an infobox", f"{{{{Box\n| a = b [{U} c]\n}}}}", Syntax.LINK, U, 2, 9, "a: b c", "c"),
    One("list item", f"* one\n* [{U} b] two\nthree", Syntax.LINK, U, 2, 3, "b two", "b"),
    One("a paragraph of two lines", f"One\n{U}\n\nTwo", Syntax.BARE_URL, U, 2, 1, f"One {U}"),
    One("cell", f"{{|\n! A !! B\n|-\n| c || [{U} d]\n|}}", Syntax.LINK, U, 4, 8, "c | B: d", "d"),
    One("cell beyond a wide one", f"{{|\n! A !! B !! C\n|-\n| colspan=2 | c || {U}\n|}}",
        Syntax.BARE_URL, U, 4, 20, f"c | C: {U}"),
    One("cell beside a tall one", f"{{|\n! A !! B !! C\n|-\n| rowspan=2 | c || d || e\n|-\n"
        f"| f || {U}\n|}}", Syntax.BARE_URL, U, 6, 8, f"c | C: {U}"),
    One("cell below two rows of heads", "{|\n! rowspan=2 | A !! colspan=2 | B\n|-\n! C !! D\n|-\n"
        f"| c || d || {U}\n|}}", Syntax.BARE_URL, U, 6, 13, f"c | B, D: {U}"),
    One("caption of a table", f"{{|\n|+ A [{U} b]\n|-\n| c\n|}}", Syntax.LINK, U, 2, 6, "A b", "b"),
    One("gallery", f"<gallery>\nFile:x.png|alt=y|A [{U} b]\n</gallery>", Syntax.LINK, U, 2, 20,
        "A b", "b"),
    One("link at a caption's end", f"[[File:x.png|thumb|A [{U} b]]]", Syntax.LINK, U, 1, 22, "A b",
        "b"),
    One("{{r}}", f"Two.{{{{r|a}}}}<references><ref name=a>{U}</ref></references>", Syntax.FOOTNOTE,
        U, 1, 5, "Two.", "", "a"),
    One("{{rp}}", f"Two<ref>{U}</ref>{{{{rp|7}}}} three.", Syntax.FOOTNOTE, U, 1, 4, "Two three."),
    One("{{#tag:ref}}", f'Two.{{{{#tag:ref|{U}|name="a"|group=n}}}}', Syntax.FOOTNOTE, U, 1, 5,
        "Two.", "", "n:a"),
    One("note of a list", f"Two.{{{{efn|name=a}}}}{{{{notelist|refs={{{{efn|name=a|{U}}}}}}}}}",
        Syntax.FOOTNOTE, U, 1, 5, "Two.", "", "a"),
    One("templates in a title", f"{{{{cite web|title={{{{lang|fr|Mot}}}} {{{{!}}}} b|url={U}}}}}",
        Syntax.CITE_TEMPLATE, U, 1, 1, "Mot | b", "Mot | b"),
    One("identifier beside a title", "{{cite journal|title=T|id={{doi|10.1234/ab}}}}",
        Syntax.CITE_TEMPLATE, DOI, 1, 1, "T", "T"),
    One("an entity in an address", "{{cite web|title=T|url=https://a.org/?b&amp;c}}",
        Syntax.CITE_TEMPLATE, "https://a.org/?b&c", 1, 1, "T", "T"),
    One("tweet", "{{cite tweet|user=a|number=12|title=T}}", Syntax.CITE_TEMPLATE,
        "https://x.com/a/status/12", 1, 1, "T", "T"),
    One("a word of another language", f"A {{{{lang|fr|mot}}}}{{{{snd}}}}{U}", Syntax.BARE_URL, U,
        1, 25, f"A mot – {U}"),
    One("words of a template", f"A {{{{convert|5|km}}}} road {U}", Syntax.BARE_URL, U, 1, 25,
        f"A 5 km road {U}"),
    One("source of a box", f"{{{{Box\n| a = b\n| source = [{U} c]\n}}}}", Syntax.LINK, U, 3, 12,
        "source: c", "c"),
    One("row without a rule above", f"{{|\n| c || {U}\n|}}", Syntax.BARE_URL, U, 2, 8, f"c | {U}"),
    One("HTML table", f"<table><tr><th>A</th></tr><tr><td>{U}</td></tr></table>",
        Syntax.BARE_URL, U, 1, 35, f"A: {U}"),
    One("caption of a picture", f"[[File:x.png|thumb|b {U}]]", Syntax.BARE_URL, U, 1, 22,
        f"b {U}"),
    One("after multi-byte text", f"é😀 [{U} ü]", Syntax.LINK, U, 1, 4, "é😀 ü", "ü"),
    One("Windows line ends", f"One\r\n\r\n[{U} b]", Syntax.LINK, U, 3, 1, "b", "b"),
    One("old Mac line ends", f"One\r\r[{U} b]", Syntax.LINK, U, 3, 1, "b", "b"),
    One("entity", f"a &amp; b {U}", Syntax.BARE_URL, U, 1, 11, f"a & b {U}"),
    One("a tag's end without a beginning", f"a {U}</b> c", Syntax.BARE_URL, U, 1, 3, f"a {U} c"),
    One("tag never closed", f"<b>a {U}", Syntax.BARE_URL, U, 1, 6, f"a {U}"),
]  # fmt: skip


@pytest.mark.parametrize("case", ONES, ids=[case.name for case in ONES])
def test_one_citation(case: One) -> None:
    assert cited(case.text) == [case.found]


NOTHING = [
    ("nowiki", f"<nowiki>[{U} b]</nowiki>"),
    ("comment", f"<!-- [{U} b] -->"),
    ("comment in a template", f"{{{{Box\n| a = <!-- {U} -->\n}}}}"),
    ("pre", f"<pre>{U}</pre>"),
    ("code", f"<code>{U}</code>"),
    ("syntaxhighlight", f"<syntaxhighlight lang='py'>{U}</syntaxhighlight>"),
    ("math", f"<math>{U}</math>"),
    ("mail", "[mailto:a@b.org write] me@b.org"),
    ("citation needed", "Two.{{citation needed|date=May 2020}}"),
    ("ref without a source", "Two.<ref>A word.</ref>"),
    ("cite without an address", "Two.<ref>{{cite book|title=T|last=B}}</ref>"),
    ("shown on other pages alone", f"<includeonly>{U}</includeonly>"),
    ("category", "[[Category:https://a.org]]"),
    ("link to a page", "[[A|b]] [[c]]"),
]


@pytest.mark.parametrize(("name", "text"), NOTHING, ids=[row[0] for row in NOTHING])
def test_not_cited(name: str, text: str) -> None:
    assert cited(text) == []
    assert problems(text) == []


SMITH = "{{cite web|last=Smith|year=2020|url=https://s.org|title=S}}"

PROBLEMS = [
    ("ref without a definition", "One.<ref name=a />", '<ref name="a"> has no definition'),
    ("names are told apart by case", f"<ref name=A>{U}</ref><ref name=a />",
     '<ref name="a"> has no definition'),
    ("definition never used", f"<references><ref name=a>{U}</ref></references>",
     '<ref name="a"> is defined and never used'),
    ("one name, two sources", f"<ref name=a>{U}</ref><ref name=a>https://b.org</ref>",
     '<ref name="a"> is defined a second time'),
    ("short cite of nothing", "{{sfn|Smith|2020}}",
     "{{sfn}} of Smith 2020 names no work of this page"),
    ("short cite of two", f"{{{{sfn|Smith|2020}}}} {SMITH} {SMITH.replace('s.org', 't.org')}",
     "{{sfn}} of Smith 2020 means more than one work"),
    ("template never closed", "One {{cite web", "{{ is opened and never closed"),
    ("table never closed", "\t" * 30 + "{|\n| one", "{| is opened and never closed"),
    ("comment never closed", "One <!-- two", "<!-- is opened and never closed"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "what"), PROBLEMS, ids=[row[0] for row in PROBLEMS])
def test_problems(name: str, text: str, what: str) -> None:
    assert [one for _, one in problems(text)] == [what]


@pytest.mark.parametrize(
    ("cite", "short"),
    [
        (SMITH, "{{sfn|Smith|2020}}"),
        (SMITH.replace("last=", "author="), "{{Harvnb|Smith|2020|p=3}}"),
        (SMITH.replace("year=2020", "date=3 May 2020"), "{{sfnp|Smith|2020}}"),
        (SMITH.replace("2020", "2020a"), "{{sfn|Smith|2020a}}"),
        (SMITH.replace("year=2020", "date=n.d."), "{{sfn|Smith|n.d.}}"),
        (SMITH.replace("title", "ref={{SfnRef|''S''|2020}}|title"), "{{sfn|S|2020}}"),
        (SMITH.replace("last=", "vauthors=Smith J, Doe K|x="), "{{sfn|Smith|Doe|2020}}"),
        (SMITH.replace("last=", "editor-last="), "{{sfn|Smith|2020}}"),
        ("{{cite web|url=https://s.org|title=S|ref={{harvid|Smith|2020}}}}", "{{sfn|Smith|2020}}"),
        ("{{cite web|url=https://s.org|title=S|ref=CITEREFSmith2020}}", "{{sfn|Smith|2020}}"),
        (SMITH, "{{sfnm|1a1=Smith|1y=2020|1p=4}}"),
        (f"<ref>{SMITH}</ref>", "{{sfn|Smith|2020}}"),
    ],
)
def test_a_short_cite_finds_its_work(cite: str, short: str) -> None:
    found = [one for one in cited(f"One.{short}\n\n{cite}") if one.syntax is Syntax.SHORT_CITE]
    assert [(one.url, one.link_text, one.column) for one in found] == [("https://s.org", "S", 5)]


def test_the_same_definition_twice_is_one() -> None:
    text = f"One.<ref name=a>{U}</ref> Two.<ref name=a>{U}</ref>"
    assert [one.claim for one in cited(text)] == ["One.", "Two."]
    assert problems(text) == []


def test_sections() -> None:
    found = cited(f"= A =\n== B ==\n=== C ===\n{U}\n== D ''e'' ==\n{U}")
    assert [one.section for one in found] == [("A", "B", "C"), ("A", "D e")]


def test_heads_are_of_their_own_table() -> None:
    found = cited(f"{{|\n! A\n|-\n| {U}\n|}}\n{{|\n| {U}\n|}}")
    assert [one.claim for one in found] == [f"A: {U}", U]


def test_a_page_beyond_mediawikis_limit_has_its_addresses_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wikitext, "MAX_CHARS", 20)
    text = f"One <ref>{U}</ref>\nand https://b.org too"
    assert [(one.url, one.line, one.column) for one in cited(text)] == [
        (U, 1, 10),
        ("https://b.org", 2, 5),
    ]
    assert problems(text) == [(1, "is over 20 characters; only its bare addresses were read")]


def test_a_table_of_too_many_cells_is_read_by_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_CELLS", 3)
    table = "{| class=a\n|-\n| c || d\n|- style=b\n| e\n|"
    text = f"{table} f.<ref>{{{{cite web\n|url={U}\n}}}}</ref>\n|}}\n\nTwo."
    (found,) = cited(text)
    assert (found.url, found.line, found.column, found.claim) == (U, 6, 5, "| e | f.")
    assert problems(text) == [
        (1, "the table is too large to be read by cells; each of its rows is read as text")
    ]


def test_a_page_of_too_many_marks_has_its_addresses_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wikitext, "MAX_MARKS", 5)
    text = f"* One <ref>{U}</ref>\n* [[a]] [[b]]"
    assert [one.url for one in cited(text)] == [U]
    assert problems(text) == [(1, "has over 5 marks of markup; only its bare addresses were read")]


SIZE = 30_000

HOSTILE = [
    "[", "[[", "[[a|", "[https://a ", "]", "{", "{{", "{{a|", "{{{a|", "}}", "{|\n", "|-\n", "|a\n",
    "! a\n", "|}", "<", "</", "<ref>", "<ref name=a>x", "<ref name=a/>", "</ref>", "<!--",
    "<nowiki>", "<pre>", "<b>", "<div class='a", "<div class='a></div>", "<a b='></a>",
    "<a b={{x|></a>}}", "<li>", "<td>a", "'", "'''a", "=", "==a\n", "= a =\n", "*", "*a\n",
    ";a:b\n",
    "&", "&amp;", "&#", "http://", "https://a.b/c ", "{{sfn|a|1}}", "{{cite web|url=https://a.b}}",
    "<ref>{{cite web|url=https://a.b}}</ref>", "{{efn|", "{{reflist|refs=", "[[File:a|", "\n", " ",
    "\x00", "\x01", "\x02", "\ud800", "é", "[[{{]]}}", "{|}", "{{|}}", "__TOC__", "~~~~", "----\n",
    "<references>", "<ref>{{", "[[a\nb]]", "<table><tr><td>",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_repetition_ends(unit: str) -> None:
    """The parser alone does not end on some of these, as far as anybody waited."""
    parse_page("p", (unit * (SIZE // len(unit) + 1))[:SIZE])


@pytest.mark.parametrize(
    "text",
    [
        "{{a|" * 10_000 + "}}" * 10_000,
        "<ref>" * 10_000 + "</ref>",
        "{{a" + "|b=c" * 10_000 + "}}",
        "{|\n" + "|-\n|a\n" * 8_000 + "|}",
        "<b>" * 10_000 + "</b>" * 10_000,
        "[https://a.b " * 4_000 + "]",
        "[[" * 10_000 + "{{" * 10_000 + "]]" * 10_000,
        "".join(f"<ref name={n}>x</ref>" for n in range(2_000)),
        "[https://a.org " + "a" * 1_000_000 + "\n]" * 300_000,
        "[https://a.org " + "a" * 1_000_000 + "\n]]" * 300_000,
        "<gallery>" + "a|b\n" * 40_000 + "</gallery>",
        "{|\n|" + "||[https://a.org]" * 2_000 + "\n|}",
        "{{sfn|a|2020}}" * 2_000 + "{{cite web|last=a|year=2020|url=https://a.b}}" * 2_000,
    ],
    ids=range(13),
)
def test_hostile_shape_ends(text: str) -> None:
    parse_page("p", text)


_PIECES = st.sampled_from(
    ["{{", "}}", "{{cite web|url=", U, "|", "title=", "<ref>", "<ref name=a>", "<ref name=a />",
     "</ref>", "<references>", "</references>", "{{sfn|A|2020}}", "{{reflist|refs=", "[", "]", "[[",
     "]]", "[[File:", "{|\n", "|}", "|-\n", "! ", "|| ", "== ", " ==\n", "\n", "\n\n", "* ", "; ",
     ": ", "'''", "<nowiki>", "</nowiki>", "<!--", "-->", "<b>", "</b>", "<br>", "<td>", "&amp;",
     "\x01", "\ud800", "\r\n", "é😀", " ", "a", "{{{", "}}}", "<div class='", ">", "{{efn|"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(st.characters()), st.lists(_PIECES, max_size=30).map("".join)))
def test_never_raises_and_points_into_the_page(text: str) -> None:
    page = parse_page("p", text)
    places_of(page, text)
    assert parse_page("p", text) == page


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES, max_size=20).map("".join), st.text("abé😀 \n", max_size=10))
def test_the_column_is_where_the_citation_begins(before: str, after: str) -> None:
    """Whatever stands above it: the parser loses no character."""
    text = f"{before}\n\n[https://here.org/z b]{after}"
    lines = text.replace("\r\n", "\n").split("\n")
    for found in cited(text):
        if found.url == "https://here.org/z" and found.syntax is Syntax.LINK:
            assert lines[found.line - 1][found.column - 1 :].startswith("[https://here.org/z")
