"""The page's title as its reader sees it: the heading and the title element, against the tags."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import Field
from sources.extract.json_ld import plain

_HEADINGS = 20  # h1 elements looked at
_SHARED = 0.4  # of the words: a heading and a title that say the same thing in their own ways
_COVERED = 0.2
_PARTED = re.compile(r"\s+[|–—·•:»«/\\-]+\s+|\s*\|\s*|:\s+")
_WORD = re.compile(r"\w+")
_SILENT = frozenset({"script", "style", "noscript", "template", "svg"})


def read(tree: etree._Element, tags: Iterable[MetadataValue]) -> Iterator[MetadataValue]:
    """Titles in the page and those of the tags, weighed against each other.

    A heading that shares its words with a tag's title is what the reader sees as the title,
    and wins; one that shares nothing is a slogan or the site's name, and is a guess.
    """
    said = [one for one in tags if one.field is Field.TITLE]
    sites = {_key(str(one.value)) for one in tags if one.field is Field.PUBLISHER}
    for element in tree.iter("title"):
        parent = element.getparent()
        if parent is None or parent.tag not in ("head", "html"):
            continue  # an SVG's title
        if text := words(element, 1000):
            said.append(MetadataValue(Field.TITLE, text, "title element", 0.77))
            break
    tagged = [one for one in said if one.found_in != "title element" and not _is_site(one, sites)]
    against = [str(one.value) for one in (tagged or said)]
    ends = {_key(_PARTED.split(text)[-1]) for text in against if _PARTED.search(text)}
    headings = [
        text
        for element in islice(tree.iter("h1"), _HEADINGS)
        if (text := words(element, 500).strip("¶#§ ")) and _key(text) not in sites
    ]
    headings = [text for text in headings if _key(text) not in ends] or headings
    known = [_share(text, against) for text in headings]
    if headings:
        best = max(range(len(headings)), key=lambda at: (known[at], -at))
        named = _key(headings[best]) not in ends
        alone = 0.8 if len(headings) == 1 and not tagged and named else 0.74
        sure = 0.93 if known[best] >= _SHARED and named else alone
        yield MetadataValue(Field.TITLE, headings[best], "h1", sure)
    for one in said:
        yield from _trimmed(one, sites)


def words(element: etree._Element, limit: int) -> str:
    """An element's text without scripts and styles, in one line of at most `limit` characters."""
    parts: list[str] = []
    length = 0
    for event, one in etree.iterwalk(element, events=("start", "end", "comment")):
        if event == "start":
            text = one.text if isinstance(one.tag, str) and one.tag not in _SILENT else None
        else:
            text = one.tail if one is not element else None
        if text:
            parts.append(text)
            length += len(text)
        if length > 2 * limit:
            break
    return plain(" ".join(parts) if len(parts) > 1 else "".join(parts), limit)


def _trimmed(one: MetadataValue, sites: set[str]) -> Iterator[MetadataValue]:
    """A title without the site's name at one of its ends, and the whole as what was written."""
    title = str(one.value)
    if _is_site(one, sites):
        yield replace(one, confidence=min(one.confidence, 0.7))
        return
    for found in _PARTED.finditer(title):
        before, after = title[: found.start()].strip(), title[found.end() :].strip()
        for side, rest in ((after, before), (before, after)):
            if _key(side) in sites and rest:
                yield replace(one, value=rest)
                return
    yield one


def _is_site(one: MetadataValue, sites: set[str]) -> bool:
    return _key(str(one.value)) in sites


def _share(text: str, titles: list[str]) -> float:
    """How well a heading covers one of the titles, 0-1: the words of the two in common, as a
    share of the fewer; one that is a small piece of a title covers nothing."""
    own = _words(text)
    best = 0.0
    for title in titles:
        other = _words(title)
        common = len(own & other)
        pieces = {_key(piece) for piece in _PARTED.split(title)}
        if common and (_key(text) in pieces or common / max(len(own), len(other)) >= _COVERED):
            best = max(best, common / min(len(own), len(other)))
    return best


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))
