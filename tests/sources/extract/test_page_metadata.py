"""What is read of a page's title, authors and dates, from where, and how sure it is."""

import json
import time

import pytest

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import CONFIDENT, Field
from sources.extract.page_metadata import read
from sources.extract.web_page import parse

TEXT = (
    "<p>" + "A long paragraph that is the article's own text and goes on for a while. " * 5 + "</p>"
)


def page(body: str, head: str = "", url: str | None = None) -> list[MetadataValue]:
    """All candidates, best first."""
    tree = parse(f"<html lang=en-GB><head>{head}</head><body>{body}".encode(), "text/html")
    assert tree is not None
    return sorted(read(tree, url)[0], key=lambda one: -one.confidence)


def best(found: list[MetadataValue], field: Field) -> tuple[object, str, bool]:
    """Value, place, and whether it is shown as fact."""
    one = next(one for one in found if one.field is field)
    return one.value, one.found_in, one.confidence >= CONFIDENT


def ld(**node: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


TITLES = {
    "heading that says what the tag says": (
        "<h1>Debate scales oversight</h1>",
        meta("og:title", "Debate scales oversight, we find"),
        ("Debate scales oversight", "h1", True),
    ),
    "slogan as a heading": (
        "<h1>Welcome, friend!</h1>",
        meta("og:title", "Debate scales oversight"),
        ("Debate scales oversight", "meta og:title", True),
    ),
    "site's name as a heading": (
        "<h1>Journal of Oversight</h1>",
        "<title>Debate scales - Journal of Oversight</title>",
        ("Debate scales - Journal of Oversight", "title element", True),
    ),
    "site's name at the end of a tag": (
        "",
        meta("og:title", "Debate scales | The Journal") + meta("og:site_name", "The Journal"),
        ("Debate scales", "meta og:title", True),
    ),
    "escaped twice": (
        "",
        ld(**{"@type": "Article", "headline": "Rock &amp;amp; roll"}),
        ("Rock & roll", "json-ld headline", True),
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_title(case: str) -> None:
    body, head, due = TITLES[case]
    assert best(page(body + TEXT, head), Field.TITLE) == due


DATES = {
    "tag": ("", meta("article:published_time", "2024-05-06T01:00:00Z"), "2024-05-06", True),
    "tag in another spelling": ("", meta("publish-date", "May 6, 2024"), "2024-05-06", True),
    "dateline": ("<h1>On debate</h1><p>Published on 6 May 2024</p>", "", "2024-05-06", True),
    "weekday": ("<h1>On debate</h1><p>Monday, May 6, 2024</p>", "", "2024-05-06", True),
    "microdata": ("<i itemprop=datePublished content=2024-05-06>now</i>", "", "2024-05-06", True),
    "day first, as the day shows": ("<h1>On</h1><p>25/12/2024</p>", "", "2024-12-25", True),
    "only a change": ("<h1>On</h1><p>Last updated: May 6, 2024</p>", "", "2024-05-06", False),
    "far below": (
        "<h1>On debate</h1>" + "<p>word</p>" * 60 + "<span class=date>May 6, 2024</span>",
        "",
        "2024-05-06",
        False,
    ),
}


@pytest.mark.parametrize("case", DATES)
def test_date_of_publication(case: str) -> None:
    body, head, due, shown = DATES[case]
    value, _, sure = best(page(body + TEXT, head), Field.PUBLISHED)
    assert (value, sure) == (due, shown)


def test_a_date_that_may_be_read_two_ways_is_none() -> None:
    found = page(f"<h1>On debate</h1><p>03/10/2023</p>{TEXT}")
    assert not [one for one in found if one.field is Field.PUBLISHED]


def test_the_day_in_an_address() -> None:
    found = page(TEXT, url="https://example.org/2025/12/18/debate")
    assert best(found, Field.PUBLISHED) == ("2025-12-18", "address", True)


def test_the_dates_of_a_list_are_guesses() -> None:
    items = "".join(f"<li><time>May {day}, 2024</time> <b>Item</b></li>" for day in range(9, 19))
    found = page(f"<h1>All news</h1><p>{'one two ' * 20}</p>" + "<p>note</p>" * 8 + items)
    assert not best(found, Field.PUBLISHED)[2]


def test_disagreements_are_kept() -> None:
    head = meta("article:published_time", "2024-05-06") + ld(
        **{"@type": "Article", "datePublished": "2024-05-01", "dateModified": "2024-06-01"}
    )
    found = page(TEXT, head)
    said = {one.found_in: one.value for one in found if one.field is Field.PUBLISHED}
    assert said == {
        "meta article:published_time": "2024-05-06",
        "json-ld datePublished": "2024-05-01",
    }
    assert best(found, Field.MODIFIED) == ("2024-06-01", "json-ld dateModified", True)


AUTHORS = {
    "byline": (
        "<h1>On</h1><p>By Ada Lovelace and Alan Turing</p>",
        ("Ada Lovelace", "Alan Turing"),
    ),
    "marked": ("<h1>On</h1><span class=author-name>Ada Lovelace</span>", ("Ada Lovelace",)),
    "with a role": ("<h1>On</h1><p>By Ada Lovelace, Senior Writer</p>", ("Ada Lovelace",)),
    "with a degree": ("<h1>On</h1><p>By Ada Lovelace, PhD</p>", ("Ada Lovelace, PhD",)),
    "link": ("<h1>On</h1><a rel=author href=/a>Ada Lovelace</a>", ("Ada Lovelace",)),
}


@pytest.mark.parametrize("case", AUTHORS)
def test_authors_of_the_page_itself(case: str) -> None:
    body, due = AUTHORS[case]
    value, _, shown = best(page(body + TEXT), Field.AUTHORS)
    assert (value, shown) == (due, True)


@pytest.mark.parametrize("text", ["By clicking you agree", "By 2030", "Read more", "by the sea"])
def test_what_is_no_author(text: str) -> None:
    found = page(f"<h1>On debate</h1><p class=byline>{text}</p>{TEXT}")
    assert not [one for one in found if one.field is Field.AUTHORS]


def test_people_apart_from_organisations() -> None:
    author = [{"@type": "Person", "name": "Ada Lovelace"}, {"@type": "Organization", "name": "Lab"}]
    found = page(TEXT, ld(**{"@type": "Article", "author": author}))
    assert best(found, Field.AUTHORS) == (("Ada Lovelace",), "json-ld author", True)
    alone = page(TEXT, ld(**{"@type": "Article", "author": author[1]}))
    assert best(alone, Field.AUTHORS) == (("Lab",), "json-ld author (organisation)", False)


def test_identifiers_links_and_rights() -> None:
    head = (
        meta("citation_doi", "doi:10.1000/xyz.12")
        + meta("citation_arxiv_id", "2305.00001")
        + meta("og:site_name", "The Journal")
        + "<link rel=canonical href='https://example.org/a'>"
        + "<link rel=license href='https://creativecommons.org/licenses/by/4.0/'>"
    )
    found = page(TEXT, head)
    assert {one.field: one.value for one in found if one.field not in (Field.TITLE,)} == {
        Field.DOI: "10.1000/xyz.12",
        Field.ARXIV_ID: "2305.00001",
        Field.PUBLISHER: "The Journal",
        Field.CANONICAL: "https://example.org/a",
        Field.LICENCE: "https://creativecommons.org/licenses/by/4.0/",
        Field.LANGUAGE: "en",
    }


DEEP = "[" * 200_000
MANY = [{"@type": "Person", "name": f"Person N{'x' * (n % 7)}{n}"} for n in range(10_000)]
HOSTILE = {
    "JSON-LD 200,000 deep": ("", f"<script type='application/ld+json'>{DEEP}</script>"),
    "10,000 authors": ("", ld(**{"@type": "Article", "author": MANY})),
    "10,000 author tags": ("", "<meta name=citation_author content='Ada B'>" * 10_000),
    "a title of 5 MB": (f"<h1>{'word ' * 1_000_000}</h1>", f"<title>{'x' * 5_000_000}</title>"),
    "50,000 headings": ("<h1>one</h1>" * 50_000, ""),
    "50,000 dates": ("<p class=date>May 6, 2024</p>" * 50_000, ""),
    "bylines that never end": ("<p class=byline>By " + "A, " * 500_000, ""),
    "30,000 references to one author": (
        "",
        ld(**{"@graph": [{"@type": "Article", "author": {"@id": "#a"}}] * 30_000}),
    ),
    "odd types": ("", ld(**{"@type": [["Article"]], "author": [[{}], 1, None], "headline": {}})),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pages_stay_in_bounds(case: str) -> None:
    body, head = HOSTILE[case]
    start = time.process_time()
    found = page(body, head)
    assert time.process_time() - start < 10
    for one in found:
        many = one.value if isinstance(one.value, tuple) else (str(one.value),)
        assert len(many) <= 200
        assert all(0 < len(text) <= 10_000 for text in many)
        assert 0 <= one.confidence <= 1
