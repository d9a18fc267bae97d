"""Title, authors, date and abstract, out of a page's meta tags, JSON-LD and headings."""

import json
import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import Field
from sources.extract.cleaning import one_line
from sources.extract.dates import normalise

_JSON_LD_BYTES = 500_000
_JSON_LD_NODES = 2_000
_JSON_LD_DEPTH = 12
_MAX_AUTHORS = 200
_ARTICLES = re.compile(
    r"article|report|posting|webpage|creativework|book|thesis|dataset|presentation|video", re.I
)
_TEXTS = {  # meta name or property -> field and confidence
    "citation_title": (Field.TITLE, 0.95),
    "dc.title": (Field.TITLE, 0.87),
    "dcterms.title": (Field.TITLE, 0.87),
    "og:title": (Field.TITLE, 0.85),
    "twitter:title": (Field.TITLE, 0.75),
    "citation_abstract": (Field.ABSTRACT, 0.8),
    "dcterms.abstract": (Field.ABSTRACT, 0.7),
    "dc.description": (Field.ABSTRACT, 0.5),
    "description": (Field.ABSTRACT, 0.5),
    "og:description": (Field.ABSTRACT, 0.45),
}
_DATES = {
    "citation_publication_date": 0.95,
    "citation_date": 0.92,
    "citation_online_date": 0.85,
    "article:published_time": 0.9,
    "datepublished": 0.88,
    "dcterms.issued": 0.85,
    "dc.date.issued": 0.85,
    "dc.date": 0.7,
    "date": 0.6,
    "pubdate": 0.8,
}
_AUTHORS = {
    "citation_author": 0.95,
    "citation_authors": 0.93,
    "dc.creator": 0.85,
    "dcterms.creator": 0.85,
    "author": 0.75,
    "parsely-author": 0.75,
    "article:author": 0.65,
}


def read(tree: etree._Element) -> tuple[tuple[MetadataValue, ...], str | None]:
    """Every candidate found, unordered, and the page's declared language ("en")."""
    found = [*_meta(tree), *_json_ld(tree), *_headings(tree)]
    declared = (tree.get("lang") or "").strip().lower()
    language = re.match(r"[a-z]{2,3}\b", declared)
    return tuple(found), language[0] if language else None


def _meta(tree: etree._Element) -> Iterator[MetadataValue]:
    authors: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("name") or tag.get("property") or tag.get("itemprop") or "").lower()
        content = one_line(tag.get("content") or "", 10_000)
        if not content:
            continue
        if name in _TEXTS:
            field, confidence = _TEXTS[name]
            limit = 1000 if field is Field.TITLE else 10_000
            yield MetadataValue(field, content[:limit], f"meta {name}", confidence)
        elif name in _DATES:
            if day := normalise(content):
                yield MetadataValue(Field.PUBLISHED, day, f"meta {name}", _DATES[name])
        elif name in _AUTHORS:
            authors.setdefault(name, []).extend(_names(content, several=name != "citation_author"))
    for name, names in authors.items():
        if kept := _people(names):
            yield MetadataValue(Field.AUTHORS, kept, f"meta {name}", _AUTHORS[name])


def _headings(tree: etree._Element) -> Iterator[MetadataValue]:
    for tag, found_in, confidence in (("h1", "h1", 0.8), ("title", "title element", 0.7)):
        for element in tree.iter(tag):
            text = one_line("".join(_texts(element)), 1000)
            if text:
                yield MetadataValue(Field.TITLE, text, found_in, confidence)
                break
    for element in tree.iter("time"):
        if day := normalise(element.get("datetime") or ""):
            yield MetadataValue(Field.PUBLISHED, day, "time element", 0.6)
            break


def _texts(element: etree._Element) -> Iterator[str]:
    for text in element.itertext():
        yield str(text)


def _json_ld(tree: etree._Element) -> Iterator[MetadataValue]:
    budget = _JSON_LD_BYTES
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        content = script.text or ""
        budget -= len(content)
        if budget < 0:
            return
        try:
            data = json.loads(content, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _articles(data):
            yield from _article(node)


def _articles(data: object) -> Iterator[dict[str, object]]:
    """The nodes that describe a work, to a limited depth and number."""
    queue: list[tuple[object, int]] = [(data, 0)]
    seen = 0
    while queue and seen < _JSON_LD_NODES:
        value, depth = queue.pop(0)
        seen += 1
        if depth > _JSON_LD_DEPTH:
            continue
        if isinstance(value, list):
            queue.extend((item, depth + 1) for item in value[:_JSON_LD_NODES])
        elif isinstance(value, dict):
            if any(_ARTICLES.search(kind) for kind in _strings(value.get("@type"))):
                yield value
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                if key in value:
                    queue.append((value[key], depth + 1))


def _article(node: dict[str, object]) -> Iterator[MetadataValue]:
    for key, confidence in (("headline", 0.9), ("name", 0.78)):
        for text in _strings(node.get(key))[:1]:
            if title := one_line(text):
                yield MetadataValue(Field.TITLE, title, f"json-ld {key}", confidence)
    for text in _strings(node.get("datePublished"))[:1]:
        if day := normalise(text):
            yield MetadataValue(Field.PUBLISHED, day, "json-ld datePublished", 0.88)
    for key, confidence in (("abstract", 0.6), ("description", 0.45)):
        for text in _strings(node.get(key))[:1]:
            if abstract := one_line(text, 10_000):
                yield MetadataValue(Field.ABSTRACT, abstract, f"json-ld {key}", confidence)
    author = node.get("author")
    names: list[str] = []
    for one in (author if isinstance(author, list) else [author])[:_MAX_AUTHORS]:
        named = one.get("name") if isinstance(one, dict) else one
        names.extend(one_line(name, 200) for name in _strings(named))
    if kept := _people(names):
        yield MetadataValue(Field.AUTHORS, kept, "json-ld author", 0.85)


def _strings(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items[:_MAX_AUTHORS] if isinstance(item, str)]


def _names(content: str, *, several: bool) -> list[str]:
    if ";" in content:
        return content.split(";")
    # "Doe, Jane" is one person, "Jane Doe, John Roe" are two.
    parts = content.split(",")
    if several and len(parts) > 1 and all(" " in part.strip() for part in parts):
        return parts
    return re.split(r"\s+and\s+", content) if several else [content]


def _people(names: list[str]) -> tuple[str, ...]:
    """Without doubles, addresses and empty names; "Doe, Jane" becomes "Jane Doe"."""
    kept: dict[str, None] = {}
    for raw in names[:_MAX_AUTHORS]:
        name = one_line(raw, 200)
        if not name or "://" in name or not any(map(str.isalpha, name)):
            continue
        last, comma, first = name.partition(", ")
        if comma and "," not in first:
            name = f"{first} {last}"
        kept[name.removeprefix("By ").removeprefix("by ")] = None
    return tuple(kept)
