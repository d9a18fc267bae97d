"""Markdown and MDX pages: what they are, and everything that they cite.

JSX is blanked out first (jsx.py), except `<R>`, which comes through as inline HTML.
"""

from citewiki.domain.citations import FaultKind, PageFault, ParsedPage
from citewiki.domain.front_matter import read_front_matter
from citewiki.wiki.blocks import Page
from citewiki.wiki.events import PageReader
from citewiki.wiki.indents import BREAK, FILLER
from citewiki.wiki.jsx import blank_tags


def parse_page(page_id: str, text: str) -> ParsedPage:
    """Everything that a page cites; never raises. Line ends may be of any kind."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace(FILLER, "\ufffd").replace(BREAK, "\ufffd")
    # lone surrogates cannot be handed to the parser; one for one keeps every offset
    text = text.encode("utf-8", "replace").decode("utf-8") if _has_surrogates(text) else text
    front = read_front_matter(text)
    blanked = blank_tags(_blank(text, front.length))
    page = Page(text)
    PageReader(page, blanked.text, blanked.urls).read()
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


def _has_surrogates(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _blank(text: str, length: int) -> str:
    head = "\n".join(" " * len(line) for line in text[:length].split("\n"))
    return head + text[length:]
