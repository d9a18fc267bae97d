"""Metadata out of a page's JSON-LD (schema.org), to a limited size, depth and number."""

import html
import json
import re
from collections import deque
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import Field
from sources.extract.cleaning import one_line
from sources.extract.dates import normalise
from sources.extract.names import MAX_AUTHORS, people

_BYTES = 500_000
_NODES = 2_000
_DEPTH = 12
_WORKS = re.compile(  # types of node that the page itself may be
    r"article|report|posting|webpage|creativework|book|thesis|dataset|presentation|video|recipe"
    r"|course|podcast|product|howto|faqpage|question|softwareapplication",
    re.IGNORECASE,
)
_PAGE = re.compile(r"webpage|collectionpage|website|faqpage|product", re.IGNORECASE)
_ORGANISATION = re.compile(r"organi[sz]ation|corporation|company|business|agency", re.IGNORECASE)
_BELOW = ("@graph", "mainEntity", "mainEntityOfPage")

Node = dict[str, object]


def read(tree: etree._Element) -> Iterator[MetadataValue]:
    """What the page's works say of themselves, in the order of the page."""
    documents = list(_documents(tree))
    names = _named(documents)
    for document in documents:
        for node in _works(document):
            yield from _work(node, names)


def _documents(tree: etree._Element) -> Iterator[object]:
    budget = _BYTES
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        content = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        budget -= len(content)
        if budget < 0:
            return
        try:
            yield json.loads(content.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(document: object, below: tuple[str, ...] | None = None) -> Iterator[Node]:
    """The mappings at `below` (None: anywhere), breadth first."""
    queue: deque[tuple[object, int]] = deque([(document, 0)])
    seen = 0
    while queue and seen < _NODES:
        value, depth = queue.popleft()
        seen += 1
        if depth > _DEPTH:
            continue
        if isinstance(value, list):
            queue.extend((item, depth + 1) for item in value[:_NODES])
        elif isinstance(value, dict):
            yield value
            keys = [*value] if below is None else [key for key in below if key in value]
            queue.extend((value[key], depth + 1) for key in keys[:_NODES])


def _works(document: object) -> Iterator[Node]:
    for node in _nodes(document, _BELOW):
        if any(_WORKS.search(kind) for kind in _strings(node.get("@type"))):
            yield node


def _named(documents: list[object]) -> dict[str, Node]:
    """Nodes by @id: authors are often given as a reference to a person elsewhere."""
    found: dict[str, Node] = {}
    for document in documents:
        for node in _nodes(document, ("@graph",)):
            key = node.get("@id")
            if isinstance(key, str) and "name" in node:
                found.setdefault(key, node)
    return found


def _work(node: Node, names: dict[str, Node]) -> Iterator[MetadataValue]:
    page = any(_PAGE.search(kind) for kind in _strings(node.get("@type")))
    of = "page " if page else ""
    for key, confidence in (("headline", 0.88), ("name", 0.78)):
        for text in _strings(node.get(key))[:1]:
            if title := plain(text, 1000):
                sure = confidence - (0.05 if page else 0)
                yield MetadataValue(Field.TITLE, title, f"json-ld {of}{key}", sure)
    for key, field, confidence in (
        ("datePublished", Field.PUBLISHED, 0.88),
        ("dateCreated", Field.PUBLISHED, 0.6),
        ("uploadDate", Field.PUBLISHED, 0.8),
        ("dateModified", Field.MODIFIED, 0.85),
    ):
        for text in _strings(node.get(key))[:1]:
            if day := normalise(text):
                # a page's own date is often that of the site's template
                sure = confidence - (0.02 if page else 0)
                yield MetadataValue(field, day, f"json-ld {of}{key}", sure)
    for key, confidence in (("abstract", 0.8), ("description", 0.76)):
        for text in _strings(node.get(key))[:1]:
            if abstract := plain(text, 10_000):
                yield MetadataValue(Field.ABSTRACT, abstract, f"json-ld {of}{key}", confidence)
    for key, field in (("inLanguage", Field.LANGUAGE), ("license", Field.LICENCE)):
        for text in _strings(node.get(key))[:1]:
            if said := plain(text, 300):
                yield MetadataValue(field, said, f"json-ld {key}", 0.85)
    yield from _makers(node, names)


def _makers(node: Node, names: dict[str, Node]) -> Iterator[MetadataValue]:
    """Authors, people apart from organisations, and the publisher."""
    persons: list[str] = []
    organisations: list[str] = []
    for key in ("author", "creator"):
        value = node.get(key)
        for one in (value if isinstance(value, list) else [value])[:MAX_AUTHORS]:
            whole = _resolved(one, names)
            if isinstance(whole, dict):
                kinds = _strings(whole.get("@type"))
                group = any(_ORGANISATION.search(kind) for kind in kinds)
                found = _strings(whole.get("name"))
                (organisations if group else persons).extend(plain(n, 200) for n in found)
            elif isinstance(whole, str):
                persons.append(plain(whole, 200))
        if persons or organisations:
            break
    if kept := people(persons):
        yield MetadataValue(Field.AUTHORS, kept, "json-ld author", 0.88)
    elif kept := people(organisations):
        yield MetadataValue(Field.AUTHORS, kept, "json-ld author (organisation)", 0.6)
    publisher = _resolved(node.get("publisher"), names)
    if isinstance(publisher, dict):
        for text in _strings(publisher.get("name"))[:1]:
            if name := plain(text, 200):
                yield MetadataValue(Field.PUBLISHER, name, "json-ld publisher", 0.9)


def _resolved(value: object, names: dict[str, Node]) -> object:
    if isinstance(value, dict) and "name" not in value:
        key = value.get("@id")
        return names.get(key, value) if isinstance(key, str) else value
    return value


def plain(text: str, limit: int) -> str:
    """One line without entities: some sites escape twice."""
    return one_line(html.unescape(html.unescape(text[: limit * 2])), limit)


def _strings(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items[:MAX_AUTHORS] if isinstance(item, str)]
