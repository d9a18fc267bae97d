"""What a paper made by LaTeXML says of itself: title, authors, abstract, and arXiv's stamp.

Read with Beautiful Soup: authors are written by hand in any markup, a few kilobytes of it, and
here its patience counts for more than its speed.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import Field
from sources.extract.cleaning import one_line
from sources.extract.dates import normalise
from sources.extract.latexml import classes
from sources.extract.names import people, split

_HEADS = ("ltx_title_document", "ltx_authors", "ltx_abstract", "ltx_dates")
_PARTS = 8  # of a document's own elements: a thesis has more than one abstract
_PART_CHARS = 300_000
_NOT_NAMES = (
    ".ltx_note, .ltx_author_notes, .ltx_ERROR, .ltx_contact, .ltx_role_affiliation, .ltx_tag, "
    "sup, math, a[href^='mailto:'], .ltx_font_typewriter"
)
_STAMP = re.compile(
    r"arXiv:(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(v\d+)?\s*(?:\[[\w.-]{2,20}\])?"
    r"\s*(\d{1,2} [A-Za-z]{3} \d{4})?"
)
_LICENCE = re.compile(r"License:\s*(.{2,80}?)\s*(?:arXiv:|$)")
_BETWEEN = re.compile(r"\s*(?:\n|\band\b|&|;)\s*")


def read(article: etree._Element, tree: etree._Element) -> Iterator[MetadataValue]:
    """In no order; `article` is the paper in its page, the `tree`."""
    heads = _heads(article)
    soup = BeautifulSoup("".join(heads), "lxml")
    if (title := soup.select_one(".ltx_title_document")) and (said := _said(title, 1000)):
        yield MetadataValue(Field.TITLE, said, "latexml title", 0.95)
    if authors := people(_authors(soup)):
        yield MetadataValue(Field.AUTHORS, authors, "latexml author", 0.85)
    if (abstract := soup.select_one(".ltx_abstract")) is not None:
        for heading in abstract.select(".ltx_title"):
            heading.decompose()
        if said := _said(abstract, 10_000):
            yield MetadataValue(Field.ABSTRACT, said, "latexml abstract", 0.93)
    if (dated := soup.select_one(".ltx_dates")) and (
        day := normalise(_said(dated, 60).strip("()"))
    ):
        yield MetadataValue(Field.PUBLISHED, day, "latexml date", 0.7)
    yield from _stamp(tree)


def _heads(article: etree._Element) -> list[str]:
    found = [one for one in article.iter("h1", "div") if not classes(one).isdisjoint(_HEADS)]
    sources = (
        etree.tostring(one, encoding="unicode", method="html", with_tail=False)
        for one in found[:_PARTS]
    )
    return [source for source in sources if len(source) <= _PART_CHARS]


def _said(part: Tag, limit: int) -> str:
    for one in part.select(".ltx_note, .ltx_ERROR"):
        one.decompose()
    return one_line(part.get_text(), limit)


def _authors(soup: BeautifulSoup) -> Iterator[str]:
    """The names: the first line of each, for what LaTeX authors put below are their addresses."""
    for author in soup.select(".ltx_role_author .ltx_personname")[:200]:
        for one in author.select(_NOT_NAMES):
            one.decompose()
        for line_end in author.select("br"):
            line_end.replace_with("\n")
        lines = (line.strip(" ,∗*†‡§¶0123456789") for line in author.get_text().split("\n"))
        first = next(filter(None, lines), "")
        for name in _BETWEEN.split(first):
            yield from split(name)


def _stamp(tree: etree._Element) -> Iterator[MetadataValue]:
    """What arXiv prints beside the page: "License: … arXiv:2401.00001v1 [cs.LG] 1 Jan 2024"."""
    marks = [one for one in tree.iter("div") if one.get("id") == "watermark-tr"]
    for mark in marks[:1]:
        said = one_line(" ".join(map(str, mark.itertext())), 500)
        if licence := _LICENCE.search(said):
            yield MetadataValue(Field.LICENCE, licence[1], "arXiv stamp", 0.9)
        if stamp := _STAMP.search(said):
            version = stamp[2] or ""
            yield MetadataValue(Field.ARXIV_ID, stamp[1] + version, "arXiv stamp", 0.97)
            if day := normalise(stamp[3] or ""):  # the day of this version
                which = Field.PUBLISHED if version in ("", "v1") else Field.MODIFIED
                yield MetadataValue(which, day, "arXiv stamp", 0.85)
