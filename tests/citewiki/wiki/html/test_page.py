"""What an HTML page cites: where, for which claim, and how it is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewiki.domain.citations import Syntax
from citewiki.wiki.html.page import parse_page
from tests.citewiki.wiki.cases import One, Reads, places_of

U = "https://a.org/x"

cited, problems = Reads(parse_page).cited, Reads(parse_page).problems


ONES = [
    One("link", f"<p>One. On <a href='{U}'>a <b>b</b></a> it is.</p>", Syntax.LINK, U, 1, 12,
        "On a b it is.", "a b"),
    One("link, entities decoded", "<a href='https://a.org/?b=1&amp;c=2'>d</a>", Syntax.LINK,
        "https://a.org/?b=1&c=2", 1, 1, "d", "d"),
    One("link without quotes", f"<A HREF={U}>b</A>", Syntax.LINK, U, 1, 1, "b", "b"),
    One("link without scheme", "<a href=//a.org>b</a>", Syntax.LINK, "https://a.org", 1, 1, "b",
        "b"),
    One("link round a picture", f"<p>One <a href='{U}'><img src='b.png'></a></p>", Syntax.LINK, U,
        1, 8, "One"),
    One("link round a block", f"<a href='{U}'><div>T</div><p>b</p></a>", Syntax.LINK, U, 1, 1, "T",
        "T"),
    One("link never closed", f"<p>One <a href='{U}'>b<p>c", Syntax.LINK, U, 1, 8, "One b", "b"),
    One("bare URL", f"<p>On {U}.</p>", Syntax.BARE_URL, U, 1, 7, f"On {U}."),
    One("bare URL behind an entity", f"<p>a &amp; b {U}</p>", Syntax.BARE_URL, U, 1, 14,
        f"a & b {U}"),
    One("identifier", "<p>See arXiv:1706.03741.", Syntax.IDENTIFIER,
        "https://arxiv.org/abs/1706.03741", 1, 8, "See arXiv:1706.03741."),
    One("cite", f"<p>In <cite><a href='{U}'>T</a></cite></p>", Syntax.LINK, U, 1, 13, "In T", "T"),
    One("quoted block", f"<blockquote cite='{U}'><p>Said.</p></blockquote>", Syntax.ATTRIBUTE, U,
        1, 1, "Said."),
    One("quoted picture", f"<blockquote cite='{U}'><img src=b></blockquote><p>One.",
        Syntax.ATTRIBUTE, U, 1, 1, ""),
    One("quotation in a line", f"<p>He <q cite='{U}'>said</q> so.</p>", Syntax.ATTRIBUTE, U, 1, 7,
        "He said so."),
    One("footnote", f"<p>One. Two.<sup><a href='#n'>1</a></sup></p><p id=n>See {U}</p>",
        Syntax.FOOTNOTE, U, 1, 18, "Two.", "", "n"),
    One("footnote by role", f"<p>Two.<a role=doc-noteref href='#n'>see</a></p>"
        f"<ol><li id=n><a href='{U}'>b</a></ol>", Syntax.FOOTNOTE, U, 1, 8, "Two.", "b", "n"),
    One("footnote by its look", f"<p>Two.<a href='#n'>[3]</a></p><div id=n>{U}</div>",
        Syntax.FOOTNOTE, U, 1, 8, "Two.", "", "n"),
    One("footnote that leads back", f"<p id=t>Two.<a id=r href='#n'>[1]</a></p>"
        f"<p><a id=n href='#r'>[1]</a> {U}</p>", Syntax.FOOTNOTE, U, 1, 13, "Two.", "", "n"),
    One("footnote in a page's foot", f"<p>Two.<sup><a href='#n'>1</a></sup></p>"
        f"<footer><ol><li id=n>{U}</ol></footer>", Syntax.FOOTNOTE, U, 1, 13, "Two.", "", "n"),
    One("a link to a list of works", "<p>As <a href='#n' role=doc-biblioref>Doe</a> says."
        f"<div id=n>{U}</div>", Syntax.FOOTNOTE, U, 1, 7, "As Doe says.", "", "n"),
    One("paragraphs never closed", f"<p>One<p>Two {U}<p>Three", Syntax.BARE_URL, U, 1, 14,
        f"Two {U}"),
    One("list item", f"<ul><li>one<li>two <a href='{U}'>b</a></ul>", Syntax.LINK, U, 1, 20,
        "two b", "b"),
    One("cell", f"<table><tr><th>A<th>B<tr><td>c<td><a href='{U}'>d</a></table>", Syntax.LINK, U,
        1, 35, "c | B: d", "d"),
    One("cell beyond a wide one", "<table><tr><th>A<th>B<th>C</tr><tr><td colspan=2>c</td>"
        f"<td>{U}</td></tr></table>", Syntax.BARE_URL, U, 1, 60, f"c | C: {U}"),
    One("cell beside a tall one", "<table><tr><th>A<th>B<th>C<tr><td rowspan=2>c<td>d<td>e"
        f"<tr><td>f<td>{U}</table>", Syntax.BARE_URL, U, 1, 69, f"c | C: {U}"),
    One("cell below two rows of heads", "<table><thead><tr><td>A<td colspan=2>B<tr><td><td>C<td>D"
        f"<tbody><tr><td>c<td>d<td>{U}</table>", Syntax.BARE_URL, U, 1, 82, f"c | B, D: {U}"),
    One("the foot of a quotation", f"<blockquote><p>Said.</p><footer>— <a href='{U}'>b</a></footer>"
        "</blockquote>", Syntax.LINK, U, 1, 35, "Said.", "b"),
    One("inserted text", f"<p>One. Two <ins cite='{U}'>three</ins>.", Syntax.ATTRIBUTE, U, 1, 13,
        "Two three."),
    One("a heading in an article's head", f"<article><header><h2>T</h2>by b</header>{U}</article>",
        Syntax.BARE_URL, U, 1, 41, U, section=("T",)),
    One("a heading with a link to itself", f"<h2 id=t>T <a href='#t'>¶</a></h2>{U}",
        Syntax.BARE_URL, U, 1, 35, U, section=("T",)),
    One("a mark never closed ends with the next link", "<p>One<a href='#n'>[1]<p>Two "
        f"<a href='{U}'>b", Syntax.LINK, U, 1, 30, "Two b", "b"),
    One("words parted by a tag", f"<p>one<br>two<div>{U}</div>", Syntax.BARE_URL, U, 1, 19, U),
    One("main alone is the text", f"<div><a href='https://no.org'>x</a></div><main>{U}</main>",
        Syntax.BARE_URL, U, 1, 48, U),
    One("after multi-byte text", f"<p>é😀 <a href='{U}'>ü</a>", Syntax.LINK, U, 1, 7, "é😀 ü", "ü"),
    One("Windows line ends", f"<p>\r\n\r\n{U}", Syntax.BARE_URL, U, 3, 1, U),
    One("a < that is no tag", f"<p>1 < 2 and {U}", Syntax.BARE_URL, U, 1, 14, f"1 2 and {U}"),
]  # fmt: skip


@pytest.mark.parametrize("case", ONES, ids=[case.name for case in ONES])
def test_one_citation(case: One) -> None:
    assert cited(case.text) == [case.found]


A = f"<a href='{U}'>b</a>"

NOTHING = [
    ("comment", f"<!-- {A} -->"),
    ("comment never closed", f"<!-- {A}"),
    ("script", f"<script>{A}</script>"),
    ("style", f"<style>a {{b: url({U})}}</style>"),
    ("pre", f"<pre>{A} {U}</pre>"),
    ("code", f"<p><code>{U}</code>"),
    ("template", f"<template>{A}</template>"),
    ("head", f"<head><link href='{U}'><title>{U}</title></head>"),
    ("nav", f"<nav>{A}</nav>"),
    ("header", f"<header>{A}</header>"),
    ("footer", f"<footer>{A}</footer>"),
    ("aside", f"<aside>{A}</aside>"),
    ("the head of an article", f"<article><header>{A}</header></article>"),
    ("by role", f"<div role=navigation>{A}</div>"),
    ("hidden", f"<div hidden>{A}</div>"),
    ("doctype", f"<!DOCTYPE html PUBLIC '{U}'>"),
    ("picture", f"<img src='{U}'>"),
    ("a mark of what no note can be called", "<p>Two.<sup><a href='#n\nm'>1</a></sup>"),
    ("mail and pages", "<a href='mailto:a@b.org'>x</a> <a href='b.html'>c</a> <a href='#d'>e</a>"),
]


@pytest.mark.parametrize(("name", "text"), NOTHING, ids=[row[0] for row in NOTHING])
def test_not_cited(name: str, text: str) -> None:
    assert cited(text) == []
    assert problems(text) == []


def test_sections_and_title() -> None:
    text = f"<h1>A</h1><h2>B <i>c</i></h2><p>{U}</p><h2>D</h2><p>{U}</p>"
    assert [one.section for one in cited(text)] == [("A", "B c"), ("A", "D")]
    assert parse_page("p", text).title == "A"
    assert parse_page("p", f"<title> T &amp; u </title>{text}").title == "T & u"
    assert parse_page("a/p", "").title == "p"


def test_a_link_round_a_heading() -> None:
    (found,) = cited(f"<a href='{U}'><h3>T</h3><p>b</p></a>")
    assert (found.section, found.claim, found.link_text) == (("T",), "T", "T")


def test_a_note_that_is_not_there() -> None:
    assert problems("<p>\nTwo.<sup><a href='#n'>1</a></sup>") == [
        (2, "the note #n has no definition")
    ]


def test_a_bad_link() -> None:
    (found,) = problems("<a href='javascript:x()'>b</a>")
    assert found[1].startswith("the link to javascript:x() ")


def test_what_is_said_of_a_bad_link_is_one_line() -> None:
    (found,) = problems("<a href='javascript:x(\n\n1)'>b</a>")
    assert found[1].startswith("the link to javascript:x( 1) ")


def test_heads_are_of_their_own_table() -> None:
    table = f"<table><tr><td>{U}</table>"
    found = cited(f"<table><tr><th>A<tr><td>{U}</table>{table}")
    assert [one.claim for one in found] == [f"A: {U}", U]


SIZE = 50_000

HOSTILE = [
    "<", "</", "<!--", "<!", "<?", "<![CDATA[", "<a ", "<a href='", "<a b=", "<a/", "<a\n", "<p>",
    "<div><b>", f"<a href='{U}'>", A, "<table>", "<tr>", "<td>a", "<th>", "<li>", "<li id=n>",
    "<a href='#n'>1</a>", "<sup>", "<script>", "<svg>", "<svg/>", "<nav>", "</nav>", "<main>",
    "<h1>", "<blockquote cite='https://a.b'>", "<pre>", "<code>", "<br>", "&", "&#", "&amp;", "'",
    "https://", "https://a.b/c ", "\n", " ", "\x00", "\x01", "\x02", "\ud800", "é", "<q cite=",
    "<td colspan=9999>", "<dt><dd>", "<ins cite=https://a.b>", "</p>", "<title>", "<a name=n>",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_repetition_ends(unit: str) -> None:
    """A quadratic reader would need minutes for any of these."""
    parse_page("p", (unit * (SIZE // len(unit) + 1))[:SIZE])


@pytest.mark.parametrize(
    "text",
    [
        "<a " + "b=c " * 25_000 + ">",
        ("<a " + "/ " * 9_000 + ">") * 5,
        ("<a" + " b" * 9_000 + ">") * 5,
        "<div>" * 20_000 + U + "</div>" * 20_000,
        "".join(f"<p><a href='#n{n}'>1</a><p id=n{n}>{U}" for n in range(2_000)),
        "<p>" + "<a href='#n'>1</a>" * 4_000 + "<p id=n>" + f"{U} " * 4_000,
        "<ul>" + "<li><ul>" * 10_000,
        f"<p><a href='{U}'>" * 3_000,
        "<table><tr>" + "<td><a href=//a.b></a>" * 20_000,
        "<table><tr>" + "<th>a" * 10_000 + "<tr>" + f"<td><a href='{U}'>b</a>" * 10_000,
        "<table>" + f"<tr><td rowspan=9999>a<td><a href='{U}'>b</a>" * 3_000,
        'a <li i\x00d="fn2"> b*=fn1"><l\x00i id="fn<![-1">',
    ],
    ids=range(12),
)
def test_hostile_shape_ends(text: str) -> None:
    parse_page("p", text)


def test_an_address_that_goes_on_into_no_tag_is_none() -> None:
    # behind an odd quote, what is written over stands inside the attribute
    page = parse_page("p", '<a\x1f="><q cite="https://a.org><<">said</q>')
    assert page.citations == ()


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<a href='", U, "'>", "</a>", "<a href='#n'>", "<li id=n>", "1", "<sup>",
     "</sup>", "<table>", "</table>", "<tr>", "<td>", "<th>", "<h2>", "</h2>", "<ul>", "</ul>",
     "<div>", "</div>", "<!--", "-->", "<script>", "</script>", "<main>", "</main>", "<nav>",
     "</nav>", "<footer>", "</footer>", "<blockquote cite='https://q.org'>", "</blockquote>",
     "<q cite='https://q.org'>", "<code>", "</code>", "<br>", "<", ">", "&amp;", "\n", "\r\n",
     "\x01", "\ud800", "é😀", " ", "a", "<title>", "<svg>", "<td colspan=3>", "<a name=n>"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(st.characters()), st.lists(_PIECES, max_size=30).map("".join)))
def test_never_raises_and_points_into_the_page(text: str) -> None:
    page = parse_page("p", text)
    for found, there in places_of(page, text):
        if found.syntax is Syntax.LINK:
            assert there.startswith("<a ")
    assert parse_page("p", text) == page
