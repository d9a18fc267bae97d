"""An XML file out of a zip that somebody sent: no entities, no DTD, nothing fetched."""

import re

from lxml import etree  # type: ignore[import-untyped]

from sources.extract.zip_file import BadZip, GuardedZip

MAX_BYTES = 5_000_000
_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")  # in UTF-8 and in both of UTF-16


def read(book: GuardedZip, name: str, limit: int = MAX_BYTES) -> etree._Element:
    """The root of one entry of at most `limit` bytes. Raises BadZip."""
    data = book.read(name, limit)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True
    )
    if _ENTITY.search(data):
        raise BadZip(f"defines entities of its own in {name[:100]!r}")
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadZip(f"is damaged at {name[:100]!r}") from error
