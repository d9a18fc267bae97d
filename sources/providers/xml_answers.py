"""XML from outside: bounded, and without document types, entities and the network."""

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.errors import UnreadableAnswer
from sources.providers.json_answers import MAX_BYTES


def read_xml(body: bytes) -> Any:
    """The root element (lxml's) of a document in UTF-8. Raises UnreadableAnswer."""
    if len(body) > MAX_BYTES:
        raise UnreadableAnswer(f"the answer is larger than {MAX_BYTES:,} bytes")
    try:
        body.decode("utf-8")  # in other encodings a document type could hide from the next line
    except UnicodeDecodeError:
        raise UnreadableAnswer("the answer is not in UTF-8") from None
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise UnreadableAnswer("the answer declares a document type, which is not accepted")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableAnswer("the answer is no XML") from None
