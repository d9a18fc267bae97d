"""Which parser a page needs, in one function that a process of its own can be asked for."""

from typing import NamedTuple

from citewiki.domain.citations import ParsedPage
from citewiki.domain.page_syntax import PageSyntax


class PageText(NamedTuple):
    """A page as its file has it; `fields` are those of the front matter that name sources, and
    `is_mdx` tells MDX from other Markdown."""

    page_id: str
    syntax: PageSyntax
    content: bytes
    fields: tuple[str, ...]
    is_mdx: bool = False


def parse(page: PageText) -> ParsedPage | None:
    """Everything that a page cites; never raises. None for Pandoc's pages, which cite what
    bibliographies have.

    A wiki has pages of one or two syntaxes, and their parsers take 0.2 s to load.
    """
    text = page.content.decode("utf-8", "replace")
    match page.syntax:
        case PageSyntax.MARKDOWN:
            from citewiki.wiki.markdown import parse_page as parse_markdown

            return parse_markdown(page.page_id, text, fields=page.fields, is_mdx=page.is_mdx)
        case PageSyntax.MEDIAWIKI:
            from citewiki.wiki.mediawiki.page import parse_page as parse_wikitext

            return parse_wikitext(page.page_id, text)
        case PageSyntax.HTML:
            from citewiki.wiki.html.page import parse_page as parse_html

            return parse_html(page.page_id, text)
        case PageSyntax.PANDOC:
            return None
