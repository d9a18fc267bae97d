"""A page of wikitext: what it is, and everything that it cites."""

import re

import mwparserfromhell

from citewiki.domain.citations import FaultKind, ParsedPage, Syntax
from citewiki.wiki.bare_urls import bare_urls
from citewiki.wiki.blocks import Page
from citewiki.wiki.marks import Mark
from citewiki.wiki.mediawiki.guard import tame
from citewiki.wiki.mediawiki.reader import WikitextReader
from citewiki.wiki.plain import one_for_one

MAX_CHARS = 2_097_152
"""MediaWiki itself refuses a longer page ($wgMaxArticleSize)."""

MAX_MARKS = 200_000
"""Marks of markup; the parser makes an object of each, in about 0.06 ms. The densest pages of
citations have one in 25 characters, so 80,000."""

_MARK = re.compile(r"\{\{|\[|<|&|\||^[*#:;=!-]", re.MULTILINE)


def parse_page(page_id: str, text: str) -> ParsedPage:
    """Everything that a page cites; never raises."""
    text = one_for_one(text)
    page = Page(text, '<ref name="{}">', any_case=False)
    if (too_much := _too_much(text)) is not None:
        page.warn(FaultKind.MARKUP, 0, f"{too_much}; only its bare addresses were read")
        _read_addresses(page, text)
    else:
        tamed = tame(text)
        for offset in tamed.flattened:
            what = "the table is too large to be read by cells; each of its rows is read as text"
            page.warn(FaultKind.MARKUP, offset, what)
        for offset, opening in tamed.unclosed:
            page.warn(FaultKind.MARKUP, offset, f"{opening.split()[0]} is opened and never closed")
        code = mwparserfromhell.parse(tamed.text, skip_style_tags=True)
        WikitextReader(page, code).read()
    return page.finish(page_id.rsplit("/", 1)[-1].replace("_", " "))


def _too_much(text: str) -> str | None:
    """Why a page is not parsed."""
    if len(text) > MAX_CHARS:
        return f"is over {MAX_CHARS:,} characters"
    if len(text) > MAX_MARKS and sum(1 for _ in _MARK.finditer(text)) > MAX_MARKS:
        return f"has over {MAX_MARKS:,} marks of markup"
    return None


def _read_addresses(page: Page, text: str) -> None:
    at = 0
    for line in text.splitlines(keepends=True):
        if "://" in line:
            page.open_text()
            page.add_text(line)
            for start, _, url in bare_urls(line):
                page.cite(Mark(Syntax.BARE_URL, url, None, None, at + start, start, ""))
            page.close()
        at += len(line)
