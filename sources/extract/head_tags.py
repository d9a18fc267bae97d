"""Metadata out of a page's meta and link tags: citation_*, Dublin Core, OpenGraph, microdata."""

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import Field
from citewiki.domain.urls import canonicalize
from sources.extract.dates import normalise
from sources.extract.field_values import said
from sources.extract.json_ld import plain
from sources.extract.names import people, split

_TAGS = 5_000  # meta and link tags read; real pages have dozens
_TEXTS = {  # meta name, property or itemprop -> field and confidence
    "citation_title": (Field.TITLE, 0.97),
    "dc.title": (Field.TITLE, 0.84),
    "dcterms.title": (Field.TITLE, 0.84),
    "og:title": (Field.TITLE, 0.85),
    "twitter:title": (Field.TITLE, 0.78),
    "citation_abstract": (Field.ABSTRACT, 0.9),
    "dcterms.abstract": (Field.ABSTRACT, 0.85),
    "dc.description": (Field.ABSTRACT, 0.76),
    "description": (Field.ABSTRACT, 0.76),
    "og:description": (Field.ABSTRACT, 0.75),
    "citation_publisher": (Field.PUBLISHER, 0.9),
    "citation_journal_title": (Field.PUBLISHER, 0.92),
    "citation_conference_title": (Field.PUBLISHER, 0.9),
    "dc.publisher": (Field.PUBLISHER, 0.85),
    "dcterms.publisher": (Field.PUBLISHER, 0.85),
    "og:site_name": (Field.PUBLISHER, 0.86),
    "application-name": (Field.PUBLISHER, 0.6),
    "citation_doi": (Field.DOI, 0.97),
    "dc.identifier": (Field.DOI, 0.9),
    "dc.identifier.doi": (Field.DOI, 0.93),
    "prism.doi": (Field.DOI, 0.93),
    "bepress_citation_doi": (Field.DOI, 0.95),
    "citation_arxiv_id": (Field.ARXIV_ID, 0.97),
    "citation_language": (Field.LANGUAGE, 0.85),
    "dc.language": (Field.LANGUAGE, 0.85),
    "og:locale": (Field.LANGUAGE, 0.76),
    "dc.rights": (Field.LICENCE, 0.76),
    "dcterms.license": (Field.LICENCE, 0.85),
    "dc.rights.license": (Field.LICENCE, 0.85),
    "og:url": (Field.CANONICAL, 0.85),
}
_DATES = {
    "citation_publication_date": (Field.PUBLISHED, 0.95),
    "citation_date": (Field.PUBLISHED, 0.93),
    "citation_online_date": (Field.PUBLISHED, 0.88),
    "article:published_time": (Field.PUBLISHED, 0.92),
    "og:article:published_time": (Field.PUBLISHED, 0.9),
    "og:published_time": (Field.PUBLISHED, 0.9),
    "datepublished": (Field.PUBLISHED, 0.88),
    "published": (Field.PUBLISHED, 0.88),
    "publishedon": (Field.PUBLISHED, 0.88),
    "publishdate": (Field.PUBLISHED, 0.88),
    "publisheddate": (Field.PUBLISHED, 0.88),
    "publishedtime": (Field.PUBLISHED, 0.88),
    "publicationdate": (Field.PUBLISHED, 0.88),
    "parsely-pub-date": (Field.PUBLISHED, 0.88),
    "sailthru.date": (Field.PUBLISHED, 0.85),
    "pubdate": (Field.PUBLISHED, 0.86),
    "dcterms.issued": (Field.PUBLISHED, 0.88),
    "dc.date.issued": (Field.PUBLISHED, 0.88),
    "dcterms.created": (Field.PUBLISHED, 0.76),
    "dcterms.date": (Field.PUBLISHED, 0.8),
    "dc.date": (Field.PUBLISHED, 0.8),
    "date": (Field.PUBLISHED, 0.76),
    "article:modified_time": (Field.MODIFIED, 0.88),
    "og:updated_time": (Field.MODIFIED, 0.85),
    "datemodified": (Field.MODIFIED, 0.85),
    "modifieddate": (Field.MODIFIED, 0.85),
    "last-modified": (Field.MODIFIED, 0.8),
    "dcterms.modified": (Field.MODIFIED, 0.85),
}
_AUTHORS = {
    "citation_author": 0.97,
    "citation_authors": 0.95,
    "dc.creator": 0.87,
    "dcterms.creator": 0.87,
    "dc.contributor.author": 0.87,
    "parsely-author": 0.85,
    "sailthru.author": 0.83,
    "author": 0.82,
    "article:author": 0.78,
    "twitter:creator": 0.4,
}
_LINKS = {"canonical": (Field.CANONICAL, 0.95), "license": (Field.LICENCE, 0.9)}
_JOINTS = re.compile(r"[-_ ]")
_LANGUAGE = re.compile(r"[a-z]{2,3}\b")


def read(tree: etree._Element) -> Iterator[MetadataValue]:
    """Every candidate found in the tags, in their order."""
    authors: dict[str, list[str]] = {}
    for number, tag in enumerate(tree.iter("meta", "link")):
        if number >= _TAGS:
            break
        if tag.tag == "link":
            yield from _link(tag)
            continue
        name = _name(tag)
        content = plain(tag.get("content") or "", 10_000)
        if not content:
            continue
        if name in _TEXTS:
            field, confidence = _TEXTS[name]
            if value := said(field, content):
                yield MetadataValue(field, value, f"meta {name}", confidence)
        elif (plainly := name if name in _DATES else _JOINTS.sub("", name)) in _DATES:
            field, confidence = _DATES[plainly]
            if day := normalise(content):
                yield MetadataValue(field, day, f"meta {name}", confidence)
        elif name in _AUTHORS:
            one = name == "citation_author"
            authors.setdefault(name, []).extend([content] if one else split(content))
    for name, names in authors.items():
        if kept := people(names):
            yield MetadataValue(Field.AUTHORS, kept, f"meta {name}", _AUTHORS[name])


def declared_language(tree: etree._Element) -> str | None:
    """The page's own word, "en" of "en-GB"."""
    found = _LANGUAGE.match((tree.get("lang") or "").strip().lower())
    return found[0] if found else None


def _name(tag: etree._Element) -> str:
    given = tag.get("name") or tag.get("property") or tag.get("itemprop") or ""
    name = str(given).strip().lower()
    if name.startswith(("dc.terms.", "dcterms:")):
        return f"dcterms.{name[9:] if name[2] == '.' else name[8:]}"
    return name.replace("eprints.", "dc.") if name.startswith(("dc", "eprints")) else name


def _link(tag: etree._Element) -> Iterator[MetadataValue]:
    for word in (tag.get("rel") or "").lower().split()[:5]:
        if word in _LINKS:
            field, confidence = _LINKS[word]
            target = plain(tag.get("href") or "", 2_083)
            if target and (field is Field.LICENCE or canonicalize(target)):
                yield MetadataValue(field, target, f"link {word}", confidence)
