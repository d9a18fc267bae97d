"""Works that running text names by an identifier alone: "arXiv:2401.02843", "doi:10.1000/182".

The forms are those of arXiv's "Understanding the arXiv identifier" and of the DOI Handbook, 2.2;
without the word before it, a number is no identifier.
"""

import re
from collections.abc import Iterator

from citewiki.domain.citations import Syntax
from citewiki.wiki.bare_urls import bare_urls, unescaped, without_tail

_NAMED = re.compile(
    r"""
      \b arxiv (?: \s?:\s? | \s | \.org/(?:abs|pdf)/ )
        (?P<arxiv> \d{4}\.\d{4,5} | [a-z-]{2,12}(?:\.[a-z]{2})?/\d{7} ) (?:v\d+)? (?![\w/]|\.\d)
    | \b doi (?: \s?:\s? | \s | \.org/ ) (?P<doi> 10\.\d{4,9}/[^\s<>"“”|`\x01\x02]+ )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_IN_AN_ADDRESS = ("/", ".", "-", "@")


def identifiers(raw: str) -> Iterator[tuple[int, str]]:
    """(start, address it resolves at) of each identifier in a stretch of Markdown source."""
    for found in _NAMED.finditer(raw):
        if raw.endswith(_IN_AN_ADDRESS, 0, found.start()):
            continue
        if found["arxiv"]:
            yield found.start(), f"https://arxiv.org/abs/{found['arxiv']}"
        else:
            yield found.start(), f"https://doi.org/{unescaped(without_tail(found['doi']))}"


def named_in(raw: str) -> Iterator[tuple[Syntax, int, str]]:
    """(how, start, address) of what a stretch of text names by an address or an identifier."""
    end = 0
    bare = list(bare_urls(raw)) if "://" in raw or "ww." in raw.lower() else []
    for at, _, url in bare:
        yield Syntax.BARE_URL, at, url
    spans = iter(bare)
    span = next(spans, None)
    for at, url in identifiers(raw):
        while span is not None and span[0] <= at:
            end, span = span[1], next(spans, None)
        if at >= end:
            yield Syntax.IDENTIFIER, at, url
