"""What can be mended in a page without a person's judgement, and the proof that it was.

That is one thing: a web address that stands bare becomes a link. Markdown has `<…>` for it; MDX
takes that for a tag, so there it gets a text.
"""

import re
from collections import Counter
from collections.abc import Iterator

from citewiki.domain.citations import FoundCitation, Syntax
from citewiki.wiki.bare_urls import bare_urls
from citewiki.wiki.markdown import parse_page

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_NOT_PLAIN = re.compile(r"[\[\]{}<>*~`|\\]")
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def link_bare_urls(text: str, *, mdx: bool) -> str:
    """The page with its bare addresses as links, everything else as it was to the character.

    An address that cannot be written so is left; and the whole page is, unless it cites the same
    sources on the same lines afterwards.
    """
    bare = [c for c in parse_page("", text).citations if c.syntax is Syntax.BARE_URL]
    lines = _LINE.findall(text)
    for found in reversed(bare):
        lines[found.line - 1] = _linked(lines[found.line - 1], found, mdx=mdx)
    after = "".join(lines)
    return after if after != text and _cited(after) == _cited(text) else text


def _linked(line: str, found: FoundCitation, *, mdx: bool) -> str:
    start = found.column - 1
    at, end, url = next(bare_urls(line[start:]), (-1, 0, ""))
    written = line[start : start + end]
    broken_link = line[:start].endswith(("](", "<"))  # what was meant is for a person to say
    whole = _SCHEME.match(written) is not None
    if at != 0 or url != found.url or broken_link or not whole or _NOT_PLAIN.search(written):
        return line
    if not mdx:
        return f"{line[:start]}<{url}>{line[start + end :]}"
    if written.count("(") != written.count(")"):
        return line
    text = _SCHEME.sub("", written, count=1).rstrip("/")
    return f"{line[:start]}[{text}]({written}){line[start + end :]}"


def _cited(text: str) -> Counter[tuple[int, str | None, str | None]]:
    """Which source each line cites, and how often."""
    return Counter(_sources(text))


def _sources(text: str) -> Iterator[tuple[int, str | None, str | None]]:
    for found in parse_page("", text).citations:
        yield found.line, found.url, found.resource
