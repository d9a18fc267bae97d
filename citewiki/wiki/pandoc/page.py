"""A page of Pandoc's Markdown: what it is, and everything that it cites."""

from collections.abc import Collection
from functools import partial

from citewiki.domain.citations import ParsedPage
from citewiki.domain.front_matter import read_front_matter
from citewiki.domain.page_syntax import URL_FIELDS
from citewiki.wiki import markdown
from citewiki.wiki.pandoc.bibliography import Bibliography, of_csl
from citewiki.wiki.pandoc.keys import nocite
from citewiki.wiki.pandoc.reader import PandocReader
from citewiki.wiki.plain import one_for_one

_CSL_FIELD = "references"


def parse_page(
    page_id: str,
    text: str,
    bibliography: Bibliography,
    *,
    fields: Collection[str] = URL_FIELDS,
) -> ParsedPage:
    """Everything that a page cites; never raises. Works under `references` of its front matter
    go before the bibliography's."""
    text = one_for_one(text)
    front = read_front_matter(text)
    own = of_csl(front.values.get(_CSL_FIELD))
    known = bibliography.below(own)
    others = [name for name in fields if not (name == _CSL_FIELD and own.entries)]
    reader = partial(PandocReader, bibliography=known, listed=tuple(nocite(text, front)))
    return markdown.parse_page(page_id, text, reader=reader, fields=others)
