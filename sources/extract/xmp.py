"""A PDF's XMP packet (ISO 16684-1): Dublin Core, PRISM and what publishers add, as metadata."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import Field
from sources.extract.cleaning import one_line
from sources.extract.dates import normalise
from sources.extract.field_values import said
from sources.extract.names import MAX_AUTHORS, people
from sources.extract.pdf_title import sane

MAX_BYTES = 1_000_000
_PROPERTIES = 1_000  # that are looked at; real packets have dozens
_TIMES = 3  # that one property is read: two identifiers are met, a hundred crowd out the rest
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://prismstandard.org/namespaces/": "prism",  # its versions 1.2 to 3.0 follow
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://crossref.org/crossmark/": "crossmark",
    "http://creativecommons.org/ns#": "cc",
}
_TEXTS = {  # property -> field and confidence
    "dc:title": (Field.TITLE, 0.65),
    "dc:publisher": (Field.PUBLISHER, 0.78),
    "prism:publicationname": (Field.PUBLISHER, 0.82),
    "prism:doi": (Field.DOI, 0.95),
    "crossmark:doi": (Field.DOI, 0.95),
    "pdfx:doi": (Field.DOI, 0.93),
    "prism:url": (Field.DOI, 0.85),
    "dc:identifier": (Field.DOI, 0.9),
    "dc:language": (Field.LANGUAGE, 0.76),
    "cc:license": (Field.LICENCE, 0.9),
    "xmprights:webstatement": (Field.LICENCE, 0.76),
    "dc:rights": (Field.LICENCE, 0.76),
    "dc:description": (Field.ABSTRACT, 0.5),  # as often keywords as an abstract
}
_DATES = {
    "prism:publicationdate": 0.85,
    "prism:coverdate": 0.8,
    "prism:coverdisplaydate": 0.76,
    "dc:date": 0.5,  # often of the file
}
_WORDS = (Field.TITLE, Field.ABSTRACT)  # where "()" and "untitled" are met
_AUTHORS = 0.7
_LISTED = 0.8  # names one by one, as only a program that knows them writes
_ARXIV_ID = 0.93
_VERSION = re.compile(r"v\d+$")


def read(packet: bytes) -> Iterator[MetadataValue]:
    """What a packet says; nothing for one that is too large, damaged or declares entities."""
    if len(packet) > MAX_BYTES or b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        return
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        tree = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if tree is None:
        return
    for name, values in _properties(tree):
        yield from _metadata(name, values)


def unversioned(field: Field, value: str) -> str:
    """An arXiv id without its version, as the stamp on page 1 is read too."""
    return _VERSION.sub("", value) if field is Field.ARXIV_ID else value


def _metadata(name: str, values: list[str]) -> Iterator[MetadataValue]:
    if name == "dc:creator":
        if names := people(values):
            sure = _LISTED if len(names) > 1 else _AUTHORS
            yield MetadataValue(Field.AUTHORS, names, "xmp dc:creator", sure)
    elif name in _DATES:
        if day := normalise(values[0]):
            yield MetadataValue(Field.PUBLISHED, day, f"xmp {name}", _DATES[name])
    elif name in _TEXTS:
        field, sure = _TEXTS[name]
        if field is Field.LICENCE and "://" not in values[0]:
            return  # a copyright notice
        value = said(field, values[0])
        if value and (field not in _WORDS or sane(value[:300])):
            yield MetadataValue(field, value, f"xmp {name}", sure)
        if name == "dc:identifier" and (arxiv := said(Field.ARXIV_ID, values[0])):
            arxiv = unversioned(Field.ARXIV_ID, arxiv)
            yield MetadataValue(Field.ARXIV_ID, arxiv, f"xmp {name}", _ARXIV_ID)


def _properties(tree: etree._Element) -> Iterator[tuple[str, list[str]]]:
    """The properties of every description, as attributes or as elements, with their values."""
    seen = 0
    times: Counter[str] = Counter()
    for description in tree.iter(f"{{{_RDF}}}Description"):
        pairs = [(key, [value]) for key, value in description.attrib.items()]
        for child in description.iterchildren(etree.Element):
            items = child.findall(f"*/{{{_RDF}}}li")[:MAX_AUTHORS]
            texts = [item.text or "" for item in items] if items else [child.text or ""]
            pairs.append((child.tag, texts))
        for key, texts in pairs:
            seen += 1
            if seen > _PROPERTIES:
                return
            values = [value for text in texts if (value := one_line(text, 5_000))]
            name = _name(key) if values else None
            if name and times[name] < _TIMES:
                times[name] += 1
                yield name, values


def _name(key: str) -> str | None:
    """ "dc:title" of "{http://purl.org/dc/elements/1.1/}title", in small letters."""
    space, _, local = key.removeprefix("{").partition("}")
    for address, prefix in _PREFIXES.items():
        if space.startswith(address):
            return f"{prefix}:{local}".lower()
    return None
