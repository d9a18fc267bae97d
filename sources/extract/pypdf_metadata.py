"""What a PDF says of itself: the /Info dictionary, the XMP packet and the outline, by pypdf."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import Field
from sources.extract import xmp
from sources.extract.cleaning import one_line
from sources.extract.dates import of_pdf
from sources.extract.field_values import said
from sources.extract.pdf_title import sane

_KEYS = {  # of /Info beyond the standard's: arXiv and some publishers write them
    "/DOI": (Field.DOI, 0.93),
    "/doi": (Field.DOI, 0.93),
    "/arXivID": (Field.ARXIV_ID, 0.93),
    "/License": (Field.LICENCE, 0.85),
    "/Subject": (Field.DOI, 0.76),  # "Journal 4 (2024). doi:10.1000/1"
}
_INFO_TITLE = 0.6
_INFO_AUTHORS = 0.5
_INFO_DAY = 0.3  # of the file, not of the work
_ROOT = 0.55


def read(reader: PdfReader) -> tuple[MetadataValue, ...]:
    """All that is found, each value with its place; what is broken costs only itself."""
    return (*_found(_info, reader), *_found(_xmp, reader), *_found(_outline, reader))


def _found(
    part: Callable[[PdfReader], Iterable[MetadataValue]], reader: PdfReader
) -> list[MetadataValue]:
    try:
        return list(part(reader))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - see pypdf_text.read
        return []


def _info(reader: PdfReader) -> Iterator[MetadataValue]:
    info: Mapping[str, object] = reader.metadata or {}

    def text(key: str) -> str:
        return one_line(str(info.get(key) or ""), 2_000)

    if sane(title := text("/Title")[:300]):
        yield MetadataValue(Field.TITLE, title, "pdf info", _INFO_TITLE)
    names = tuple(name for part in text("/Author").split(";") if (name := part.strip()[:200]))
    if names:
        yield MetadataValue(Field.AUTHORS, names, "pdf info", _INFO_AUTHORS)
    if day := of_pdf(text("/CreationDate")):
        yield MetadataValue(Field.PUBLISHED, day, "pdf info", _INFO_DAY)
    for key, (field, sure) in _KEYS.items():
        if value := said(field, text(key)):
            yield MetadataValue(field, xmp.unversioned(field, value), f"pdf info {key}", sure)


def _xmp(reader: PdfReader) -> Iterator[MetadataValue]:
    packet = reader.root_object.get("/Metadata")
    stream = packet.get_object() if packet is not None else None
    if isinstance(stream, StreamObject):
        yield from xmp.read(stream.get_data())


def _outline(reader: PdfReader) -> Iterator[MetadataValue]:
    """The one entry that all others stand under: a book's title, where there is such a one. No
    more than the first two are asked for, so that no loop among them matters."""
    outline = _entry(reader.root_object, "/Outlines")
    first = _entry(outline, "/First")
    if first is not None and "/Next" not in first and "/First" in first:
        title = one_line(str(first.get("/Title") or ""), 300)
        if sane(title):
            yield MetadataValue(Field.TITLE, title, "pdf outline", _ROOT)


def _entry(parent: DictionaryObject | None, key: str) -> DictionaryObject | None:
    found = parent.get(key) if parent is not None else None
    entry = found.get_object() if found is not None else None
    return entry if isinstance(entry, DictionaryObject) else None
