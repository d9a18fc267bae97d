"""An HTML page: what it is, and everything that it cites."""

from html import unescape

from citewiki.domain.citations import ParsedPage
from citewiki.wiki.blocks import Page
from citewiki.wiki.claims import tidy
from citewiki.wiki.html.notes import notes_of
from citewiki.wiki.html.reader import HtmlReader
from citewiki.wiki.html.tags import Tag, tags_of
from citewiki.wiki.plain import one_for_one


def parse_page(page_id: str, text: str) -> ParsedPage:
    """Everything that a page cites; never raises."""
    text, tags = tags_of(one_for_one(text))
    page = Page(text, "the note #{}", any_case=False)
    HtmlReader(page, text, tags, notes_of(text, tags)).read()
    return page.finish(_title(text, tags) or page.first_heading or page_id.rsplit("/", 1)[-1])


def _title(text: str, tags: list[Tag]) -> str | None:
    for n, tag in enumerate(tags):
        if tag.name == "title" and not tag.closes:
            end = tags[n + 1].start if n + 1 < len(tags) else len(text)
            return tidy(unescape(text[tag.end : end])) or None
    return None
