"""Lines that stand among a page's text without being part of it.

Only whole lines go, and only where every word is accounted for: "Share prices fell." stays.
"""

import re
from collections.abc import Iterable, Set

from lxml import etree  # type: ignore[import-untyped]

from sources.extract.blocks import Block

LINE = 120
"""No block longer than this is taken for a control or a pointer to another page."""
TOP = 4
"""The page's title is looked for in so many blocks from the top."""

_CONTROLS = (
    "advertisements?|ad|sponsored|loading|please wait|back to top|expand|collapse|close|menu",
    "(?:show|load|see|view|read|learn) (?:more|all|less)|continue reading|previous|next|home",
    "search|print|e-?mail|copy link|tweet|pin|like|report|reply|order reprints|print article",
    "share(?: this| on)?(?: (?:article|story|post|page|facebook|twitter|x|linkedin|whatsapp))?",
    "subscribe(?: now| today)?|sign (?:up|in|out)(?: now| today)?|log ?(?:in|out)",
    "follow(?: us)?|comments?|\\d+ comments?|(?:leave|post|add|write) a (?:comment|reply|review)",
    "add to (?:cart|wishlist|bag|compare)|skip to [a-z ]{1,30}|all rights reserved",
)
_POINTERS = (
    "read (?:more|next|also)|also read|see (?:also|more)|related(?: (?:stories|articles|news))?",
    "recommended|more|don.t miss|watch|listen",
)
_FURNITURE = re.compile(
    rf"(?:{'|'.join(_CONTROLS)})[.!:… ]*|(?:{'|'.join(_POINTERS)})\s?:.*|(?:copyright )?©.*",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"\W+")


def titles(tree: etree._Element) -> frozenset[str]:
    """What the page gives as its title: its first-level headings and its og:title, folded."""
    found = {_folded("".join(heading.itertext())) for heading in tree.iter("h1")}
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:title":
            found.add(_folded(meta.get("content") or ""))
    return frozenset(found - {""})


def without_furniture(blocks: Iterable[Block], own_titles: Set[str]) -> list[Block]:
    """Without controls, pointers to other pages and the page's own title at the top.

    The title is metadata: it is stored, shown and searched as such.
    """
    kept = [
        block for block in blocks if len(block.text) > LINE or not _FURNITURE.fullmatch(block.text)
    ]
    for at, block in enumerate(kept[:TOP]):
        if _folded(block.text) in own_titles:
            return [*kept[:at], *kept[at + 1 :]]
    return kept


def _folded(text: str) -> str:
    return _NOT_WORDS.sub(" ", text[:1000].lower()).strip()
