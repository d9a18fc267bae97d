"""Markdown and MDX pages: what they are, and everything that they cite.

JSX is blanked out first (jsx.py), except `<R>`, which comes through as inline HTML.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

from citewiki.domain.citations import FaultKind, PageFault, ParsedPage
from citewiki.domain.front_matter import read_front_matter
from citewiki.domain.page_syntax import URL_FIELDS
from citewiki.wiki.blocks import Page
from citewiki.wiki.events import PageReader
from citewiki.wiki.front_matter_urls import field_marks
from citewiki.wiki.jsx import blank_tags
from citewiki.wiki.plain import one_for_one
from citewiki.wiki.tags import TagUrl


class Reader(Protocol):
    """Tells a page what stands in its text (PageReader, or one for another Markdown)."""

    def __call__(self, page: Page, text: str, tags: Sequence[TagUrl]) -> PageReader: ...


def parse_page(
    page_id: str,
    text: str,
    *,
    reader: Reader = PageReader,
    fields: Collection[str] = URL_FIELDS,
    is_mdx: bool = False,
) -> ParsedPage:
    """Everything that a page cites; never raises. Line ends may be of any kind.

    `fields` are those of the front matter that name sources. JSX is read in every page; in one
    of MDX nothing that is indented is code, between tags or not.
    """
    text = one_for_one(text)
    front = read_front_matter(text)
    blanked = blank_tags(_blank(text, front.length))
    page = Page(text)
    for mark in field_marks(text, front, fields):
        page.cite(mark)
    insides = ((0, len(text)),) if is_mdx else blanked.insides
    reader(page, blanked.text, blanked.urls).read(insides)
    citations, faults = page.finish()
    if front.problem is not None:
        line, what = front.problem
        faults.insert(0, PageFault(FaultKind.MARKUP, line, 1, what))
    importance = front.number("readerImportance")
    return ParsedPage(
        title=front.text("title") or page.first_heading or page_id.rsplit("/", 1)[-1],
        entity_type=front.text("entityType") or front.text("type"),
        entity_id=front.text("entityId"),
        quality=front.number("quality"),
        importance=importance if importance is not None else front.number("importance"),
        last_edited=front.text("lastEdited"),
        citations=tuple(citations),
        faults=tuple(faults),
        words=page.words,
        notes=page.notes(),
    )


def _blank(text: str, length: int) -> str:
    head = "\n".join(" " * len(line) for line in text[:length].split("\n"))
    return head + text[length:]
