"""What a page of Pandoc's Markdown cites by key."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewiki.domain.citations import FoundCitation, Syntax
from citewiki.wiki.pandoc.bibliography import Bibliography, of_csl, read_bibliography
from citewiki.wiki.pandoc.page import parse_page
from tests.citewiki.wiki.cases import places_of

U = "https://a.org/x"
KEYS = ["a", "a_b:c.d", "fig-not", "b", "https://k.org/b?x=1", "ä1"]
KNOWN = of_csl([{"id": key, "title": "T", "URL": U} for key in KEYS])


def cited(text: str, known: Bibliography = KNOWN) -> list[FoundCitation]:
    return list(parse_page("p", text, known).citations)


def problems(text: str) -> list[tuple[int | None, str]]:
    return list(parse_page("p", text, KNOWN).problems)


CITED = [
    ("in brackets", "One [@a].", "a", 6, "One."),
    ("with words around it", "One [see @a, pp. 3-4, and more].", "a", 10, "One."),
    ("in the text", "As @a says.", "a", 4, "As @a says."),
    ("in the text, with a page", "As @a [p. 3] says.", "a", 4, "As @a says."),
    ("without its author", "He says [-@a].", "a", 11, "He says."),
    ("in braces", "See @{a}, b.", "a", 5, "See @{a}, b."),
    ("an address as a key", "See [@{https://k.org/b?x=1}].", "https://k.org/b?x=1", 6, "See."),
    ("punctuation within", "See [@a_b:c.d].", "a_b:c.d", 6, "See."),
    ("punctuation behind", "See @a.", "a", 5, "See @a."),
    ("two stops end it", "See @a..b", "a", 5, "See @a..b"),
    ("a letter of another language", "See @ä1.", "ä1", 5, "See @ä1."),
    ("named like a figure, but known", "See @fig-not.", "fig-not", 5, "See @fig-not."),
    ("behind a full stop", "One. [@a] Two.", "a", 7, "One."),
    ("in a note in the line", "One.^[As @a.] Two.", "a", 10, "One."),
    ("in emphasis", "One *as @a*.", "a", 9, "One as @a."),
    ("below multi-byte text", "é😀\n\né😀 [@a].", "a", 5, "é😀."),
    ("in a Div", "::: {.x}\nOne [@a].\n:::", "a", 6, "One."),
    ("beside attributes", "One{.x} [@a].", "a", 10, "One."),
    ("in a cell", "| A | B |\n|--|--|\n| c | [@a] |", "a", 8, "c | B:"),
    ("with emphasis around it", "One [see @a, *passim*, p. 3].", "a", 10, "One."),
    ("in a note with a link", "One.^[As @a: [b](#c).] Two.", "a", 10, "One."),
    ("in a link's words", "One [as @a](#b).", "a", 9, "One as @a."),
    ("before a shortcode", "One [@a]. {{< pagebreak >}}", "a", 6, "One."),
    ("with its pages in braces", "One [@a{p. 3}, b].", "a", 6, "One."),
    ("below a quotation", "> One.\n>\n> --- @a [p. 3]", "a", 7, "One."),
    ("beyond the table's head", "| A |\n|--|\n| c | [@a] |", "a", 8, "| |"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "key", "column", "claim"), CITED, ids=[row[0] for row in CITED]
)
def test_one_key(name: str, text: str, key: str, column: int, claim: str) -> None:
    (found,) = cited(text)
    assert (found.syntax, found.url, found.label) == (Syntax.CITATION_KEY, U, key)
    assert (found.column, found.claim, found.link_text) == (column, claim, "T")


NOTHING = [
    ("mail", "Write to me@a.org or to x@a?"),
    ("escaped", r"\@a and [\@a]"),
    ("code", "`@a`\n\n```{r}\n@a\n```\n\n    @a"),
    ("math", "$x_@a$ and $$@a$$"),
    ("cross references", "See @fig-one, @tbl-two, @sec-x, @eq-y, @Fig-one and [@lst-z]."),
    ("examples", "(@good) One.\n\nAs (@good) says."),
    ("in a shortcode", "{{< video https://a.org/@a >}}"),
    ("part of an address", "<https://b.org/@a>"),
    ("comment", "<!-- @a -->"),
    ("in a link's address", "[b](mailto:@a)"),
    ("at alone", "a @ b, @, @-"),
]


@pytest.mark.parametrize(("name", "text"), NOTHING, ids=[row[0] for row in NOTHING])
def test_no_key(name: str, text: str) -> None:
    assert [one for one in cited(text) if one.syntax is Syntax.CITATION_KEY] == []
    assert problems(text) == []


def test_an_address_with_an_at_is_bare() -> None:
    (found,) = cited("On https://b.org/@a/x.")
    assert (found.syntax, found.url) == (Syntax.BARE_URL, "https://b.org/@a/x")


def test_an_unknown_key() -> None:
    assert problems("One.\n\nTwo [@a; @nobody].") == [
        (3, "the citation key @nobody is in no bibliography")
    ]


def test_the_pages_own_references_come_first() -> None:
    text = "---\nreferences:\n- {id: a, URL: 'https://own.org'}\n---\n@a, @b"
    assert [one.url for one in cited(text)] == ["https://own.org", U]


@pytest.mark.parametrize("listed", ["'@a, @b'", "|\n  @a, @b", "['@a', '@b']", "'@b @a @*'"])
def test_works_that_no_sentence_cites(listed: str) -> None:
    found = cited(f"---\nauthor: '@a'\nnocite: {listed}\n---\nx")
    assert [(one.syntax, one.label, one.url, one.link_text) for one in found] == [
        (Syntax.FRONT_MATTER, "nocite", U, "T")
    ] * 2


def test_a_listed_work_that_is_not_there() -> None:
    assert problems("---\nnocite: '@nobody'\n---\n") == [
        (2, "the citation key @nobody is in no bibliography")
    ]


def test_front_matter_may_end_with_dots() -> None:
    text = "---\nsource: https://b.org\n...\n@a"
    assert [one.url for one in cited(text)] == ["https://b.org", U]


def test_a_heading_without_its_attributes() -> None:
    (found,) = cited("# A {#sec-a .unnumbered}\n\n@a")
    assert found.section == ("A",)


BIBTEX = r"""
@string{press = "P"}
@comment{ @article{no, url={https://no.org}} }
@article{url, title={{D}eep \"Ubung -- {\'e}t\'e}, author={Roe, Ann and Bob Poe and others},
  url={https://u.org/a\_b}, doi={10.1234/x}, year=2020}
@article{doi, doi={https://doi.org/10.1234/x(y)}, publisher=press}
@misc{arxiv, eprint={1706.03741}, archivePrefix="arXiv", eprintclass={cs}}
@misc{how, howpublished={Online: \url{https://h.org/x}}, author={{The Group}}, date={2019-02}}
@misc{note, note={https://n.org}}
@misc{nowhere, howpublished={\url{}}, title={T}}
@misc{pubmed, eprint={123}, eprinttype={pubmed}}
@book{isbn, isbn={0-19-967811-2}}
@book{none, title={T}}
"""

WORKS = [
    ("url", "https://u.org/a_b", "Deep Übung – été", ("Roe", "Poe"), "2020"),
    ("doi", "https://doi.org/10.1234/x(y)", "", (), ""),
    ("arxiv", "https://arxiv.org/abs/1706.03741", "", (), ""),
    ("how", "https://h.org/x", "", ("The Group",), "2019"),
    ("note", "https://n.org", "", (), ""),
    ("nowhere", None, "T", (), ""),
    ("pubmed", "https://pubmed.ncbi.nlm.nih.gov/123/", "", (), ""),
    ("isbn", "https://openlibrary.org/isbn/0199678112", "", (), ""),
    ("none", None, "T", (), ""),
]


@pytest.mark.parametrize(("key", "url", "title", "authors", "year"), WORKS)
def test_bibtex(key: str, url: str | None, title: str, authors: tuple[str, ...], year: str) -> None:
    known = read_bibliography("a.bib", BIBTEX)
    assert known.problems == ()
    work = known.work(key)
    assert (work.url, work.title, work.authors, work.year) == (url, title, authors, year)
    assert "no" not in known


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_csl(name: str) -> None:
    text = (
        '[{"id": "a", "title": "A <i>b</i>", "DOI": "10.1234/x", "author": [{"family": "Roe"}, '
        '{"literal": "Group"}], "issued": {"date-parts": [[2020, 1]]}}, {"id": 7}, "x", {}]'
    )
    known = read_bibliography(name, text)
    assert list(known.entries) == ["a", "7"]
    work = known.work("a")
    assert (work.url, work.title, work.authors, work.year) == (
        "https://doi.org/10.1234/x", "A b", ("Roe", "Group"), "2020",
    )  # fmt: skip


BROKEN = [
    ("a.json", "{", "the bibliography a.json cannot be read: "),
    ("a.json", "[" * 100_000, "the bibliography a.json cannot be read: "),
    ("a.yaml", "a: [", "the bibliography a.yaml cannot be read: "),
    ("a.yaml", "a: &x [1]\nb: *x", "the bibliography a.yaml cannot be read: it uses a YAML alias"),
    ("a.bib", "@article{a, url={https://a.org}", "the bibliography's line 1: an entry is damaged"),
    ("a.bib", "@a{k,\n}\n@a{k,\n}", "the bibliography's line 3: the entry k stands twice"),
    ("a.bib", "@a{" * 10_000, "the bibliography a.bib cannot be read: over 500 braces"),
]


@pytest.mark.parametrize(("name", "text", "what"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_bibliography(name: str, text: str, what: str) -> None:
    problems = read_bibliography(name, text).problems
    assert len(problems) == 1
    assert problems[0].startswith(what)


SIZE = 100_000


@pytest.mark.parametrize(
    "unit",
    ["@", "@a ", "[@a; ", "[@a] ", "@{", "@{a}", "@a.", "@a:", "-@", "^[", "^[@a] ", "{#", "{.a} ",
     "@a [", ":::\n", "::: {.x}\n@a\n", "$", "$@a$ ", "\\@a ", "@a [p] ", "[ [@a", " [", "@\ud800"],
)  # fmt: skip
def test_hostile_repetition_ends(unit: str) -> None:
    """A quadratic reader would need minutes for any of these."""
    parse_page("p", (unit * (SIZE // len(unit) + 1))[:SIZE], KNOWN)


@pytest.mark.parametrize(
    "unit", ["@", "{", "@a{", "@a{b,c={", '@a{b,c="', "@string{a=b#", "\\", "%", "@a{b,}\n", '"']
)
def test_hostile_bibliography_ends(unit: str) -> None:
    known = read_bibliography("a.bib", unit * (SIZE // len(unit)))
    for key in known.entries:
        known.work(key)


_PIECES = st.sampled_from(
    ["@", "a", "[", "]", "@a", "[@a]", "@{", "}", "-", ";", " ", "\n", "\n\n", ":::", "^[", "$",
     "`", "*", "\\", U, "me@a.org", "{.x}", "{#", "| ", "|-|\n", "# ", "---\n", "é😀", "\x01",
     "\ud800", "[^1]", "[^1]: ", ": ", ".", "<a href='", "'>"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(st.characters()), st.lists(_PIECES, max_size=30).map("".join)))
def test_never_raises_and_points_into_the_page(text: str) -> None:
    page = parse_page("p", text, KNOWN)
    for found, there in places_of(page, text):
        if found.syntax is Syntax.CITATION_KEY:
            assert there.startswith("@")


_BIB_PIECES = st.sampled_from(
    ["@article{", "a", ",", "title", "=", "{", "}", '"', "url", U, "#", "@string{", "\n", "\\",
     "\\url{", "%", "and", "é", "author", "doi", "10.1/x", " "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["a.bib", "a.json", "a.yaml"]),
    st.one_of(st.text(st.characters()), st.lists(_BIB_PIECES, max_size=40).map("".join)),
)
def test_no_bibliography_raises(name: str, text: str) -> None:
    known = read_bibliography(name, text)
    for key in known.entries:
        known.work(key)
