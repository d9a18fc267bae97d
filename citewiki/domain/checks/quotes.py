"""The words that a page says are another's, and whether its sources have them.

A person must be able to trust this check: words that may be a title, a term or the page's own
are passed over.
"""

import re
from collections.abc import Iterator, Sequence

from citewiki.domain.checks.facts import PageFacts, Spot, at
from citewiki.domain.quoting import find_quote

MIN_WORDS = 6
"""Shorter ones are mostly terms, or words held at arm's length."""

MAX_CHARS = 600

_QUOTED = re.compile(
    rf"“([^“”]{{20,{MAX_CHARS}}})”"
    rf"|(?<![\w\"”])\"(?=[^\s\"])([^\"“”]{{19,{MAX_CHARS}}}(?<=\S))\"(?!\w)"
)
_CUT = re.compile(r"\[[^\]]{0,80}\]|\(?\.\.\.\)?|…|\. \. \.")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = 4
"""Words shorter than this are small in a title too."""
_MARKUP = re.compile(r"[{}<>|\\=]|https?://")


def quotes_in(claim: str) -> list[str]:
    """The words in quotation marks that must stand in a source."""
    if '"' not in claim and "“" not in claim:  # as most
        return []
    if claim.count('"') % 2:  # which mark opens and which closes cannot be told
        claim = claim.replace('"', " ")
    found = (one[1] or one[2] for one in _QUOTED.finditer(claim))
    return [quote.strip() for quote in found if not _is_none(quote)]


def missing_from(quote: str, texts: Sequence[str]) -> bool:
    """Whether no text has the quote: all of its parts, where it says that it leaves words out."""
    parts = [part.strip(" ,.;:") for part in _CUT.split(quote)]
    told = [part for part in parts if len(_WORD.findall(part)) >= 2] or [quote]
    return not any(all(find_quote(text, part) is not None for part in told) for text in texts)


def quote_missing(page: PageFacts) -> Iterator[Spot]:
    told: set[tuple[int, str]] = set()
    for one in page.cited:
        for quote in one.missing:
            if (one.found.line, quote) not in told:
                told.add((one.found.line, quote))
                shown = quote if len(quote) <= 120 else f"{quote[:119]}…"
                name = one.source.title if one.source else one.found.url
                yield at(one.found, f'"{shown}" is not in the text of {name}')


def _is_none(quote: str) -> bool:
    words = _WORD.findall(quote)
    if len(words) < MIN_WORDS or _MARKUP.search(quote):
        return True
    return _like_a_title(words)


def _like_a_title(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) >= _SMALL]
    capital = sum(word[0].isupper() for word in long)
    return capital * 3 >= len(long) * 2
