"""Word documents (DOCX): a zip of XML parts, each found by its relation to another (ECMA-376).

Read by ourselves and not by python-docx, which opens every part at any size, pictures too, and
knows neither footnotes nor text boxes (docs/adr/0004-dependencies.md).
"""

import posixpath
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.extraction import MetadataValue, ReadOutcome
from citewiki.domain.sources import Field
from sources.extract import docx_styles, xml_part
from sources.extract.blocks import Block, Kind, written
from sources.extract.cleaning import fits, one_line
from sources.extract.dates import normalise
from sources.extract.docx_blocks import Body
from sources.extract.docx_styles import W, transitional
from sources.extract.names import people, split
from sources.extract.reading import Reading
from sources.extract.zip_file import BadZip, GuardedZip

_MAIN_BYTES = 40_000_000  # of a part; its tree takes some ten times that
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_SAID = {  # of a style that Word or pandoc gives such a paragraph
    "title": (Field.TITLE, 0.9),
    "author": (Field.AUTHORS, 0.85),
    "date": (Field.PUBLISHED, 0.8),
    "abstract": (Field.ABSTRACT, 0.85),
}
Relations = dict[str, str]
"""The name of a part by the last word of its relation's type ("footnotes")."""


def read(body: bytes) -> Reading:
    """Headings, paragraphs, lists, tables and notes, and the document's own properties.

    What was deleted under tracked changes is left out, what was inserted is read; so are text
    boxes. Comments, running heads and pictures are not. There are no page starts: where a page
    ends, the program that prints it decides. PARTIAL where a part could not be read.
    """
    try:
        parts = GuardedZip(body)
        main = _relations(parts, "").get("officeDocument", "word/document.xml")
        document = transitional(xml_part.read(parts, main, _MAIN_BYTES))
        content = document.find(f"{W}body")
        if content is None:
            raise BadZip(f"has no body in {main[:100]!r}")
        related = _relations(parts, main)
    except BadZip as error:
        return Reading(ReadOutcome.UNREADABLE, detail=f"The document {error}.")
    missing: list[str] = []
    styles = _optional(parts, related.get("styles"), missing)
    found = Body({} if styles is None else docx_styles.of(styles))
    blocks = list(found.blocks(content))
    blocks += _notes(parts, related, found, missing)
    metadata = (*_styled(found, blocks), *_properties(parts, missing))
    text = written(blocks)
    kept = fits(text)
    if not kept.strip():
        detail = missing[0] if missing else "The document holds no text (it may be pictures)."
        return Reading(ReadOutcome.NO_TEXT, "", (), metadata, detail)
    if found.foreign:
        missing.append("A part in another format was left out.")
    if len(kept) < len(text):
        missing.insert(0, "The text is over 8 MB; only that much was kept.")
    outcome = ReadOutcome.PARTIAL if missing else ReadOutcome.OK
    return Reading(outcome, kept, (), metadata, missing[0] if missing else "")


def _relations(parts: GuardedZip, of: str) -> Relations:
    """What a part ("" for the whole package) is related to, first come. Raises BadZip."""
    folder, name = posixpath.split(of)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in parts.names:
        return {}
    found: Relations = {}
    for one in xml_part.read(parts, path).iter("{*}Relationship"):
        if one.get("TargetMode") == "External":
            continue
        kind = (one.get("Type") or "").rpartition("/")[2]
        target = posixpath.join("/", folder, one.get("Target") or "")
        found.setdefault(kind, posixpath.normpath(target).lstrip("/"))
    return found


def _optional(parts: GuardedZip, name: str | None, missing: list[str]) -> etree._Element | None:
    """A part that a document may do without; what is wrong with it is told in `missing`."""
    if name is None:
        return None
    try:
        return transitional(xml_part.read(parts, name, _MAIN_BYTES))
    except BadZip as error:
        missing.append(f"A part was left out: the document {error}.")
        return None


def _notes(
    parts: GuardedZip, related: Relations, body: Body, missing: list[str]
) -> Iterator[Block]:
    """Footnotes and endnotes after the text, under the numbers that it refers to them by."""
    texts: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        root = _optional(parts, related.get(f"{kind}s"), missing)
        for note in () if root is None else root.iter(f"{W}{kind}"):
            if note.get(f"{W}type") in (None, "normal"):  # not the line above the notes
                said = " ".join(block.text for block in body.blocks(note))
                texts[(kind, note.get(f"{W}id") or "")] = said
    for key, number in body.notes.items():
        if texts.get(key):
            yield Block(Kind.PARAGRAPH, f"[{number}] {texts[key]}")


def _styled(body: Body, blocks: list[Block]) -> Iterator[MetadataValue]:
    """What the text's own styles say: Word names one "Title", pandoc "Author" and "Date" too."""
    authors: list[str] = []
    told: set[Field] = set()
    for name, text in body.styled:
        if name not in _SAID:
            continue
        which, sure = _SAID[name]
        place = f"docx style {name}"
        if which is Field.AUTHORS:
            authors.extend(split(text))
        elif which not in told and (value := _value(which, text)):
            told.add(which)
            yield MetadataValue(which, value, place, sure)
    if kept := people(authors):
        yield MetadataValue(Field.AUTHORS, kept, "docx style author", _SAID["author"][1])
    heading = next((block.text for block in blocks if block.kind is Kind.HEADING), None)
    if Field.TITLE not in told and heading:
        yield MetadataValue(Field.TITLE, one_line(heading, 300), "docx first heading", 0.6)


def _value(which: Field, text: str) -> str | None:
    if which is Field.PUBLISHED:
        return normalise(text)
    return one_line(text, 1000 if which is Field.TITLE else 10_000)


def _properties(parts: GuardedZip, missing: list[str]) -> Iterator[MetadataValue]:
    """The core properties. Title and author are often those of the file that this one was made
    from, the dates those of the file: guesses, all of them."""
    try:
        name = _relations(parts, "").get("core-properties")
    except BadZip:
        return
    core = _optional(parts, name, missing)
    if core is None:
        return
    for tag, which, sure in (
        (f"{_DC}title", Field.TITLE, 0.7),
        (f"{_DC}creator", Field.AUTHORS, 0.6),
        (f"{_TERMS}created", Field.PUBLISHED, 0.5),
        (f"{_TERMS}modified", Field.MODIFIED, 0.6),
        (f"{_DC}description", Field.ABSTRACT, 0.4),
    ):
        said = one_line(core.findtext(tag) or "", 10_000)
        place = f"docx {tag.rpartition('}')[2]}"
        if which is Field.AUTHORS:
            if kept := people(split(said)):
                yield MetadataValue(which, kept, place, sure)
        elif which in (Field.PUBLISHED, Field.MODIFIED):
            if day := normalise(said):
                yield MetadataValue(which, day, place, sure)
        elif said:
            yield MetadataValue(which, said, place, sure)
