"""The body of a Word document as blocks (ECMA-376, part 1, 17.3 and 17.4)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from sources.extract import docx_styles
from sources.extract.blocks import Block, Kind
from sources.extract.docx_styles import Style, W

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LETTERS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}ptab": "\t",
}
_TEXT = frozenset({f"{W}t", f"{_MATHS}t"})
_SKIPPED = frozenset(
    {f"{W}{name}" for name in ("pPr", "rPr", "del", "moveFrom", "rt", "instrText", "delText")}
    | {f"{_COMPATIBLE}Fallback"}  # what it says stands in the choice beside it, too
)
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml"))
_BOX = f"{W}txbxContent"
_SPACES = re.compile(r"\s+")
NoteId = tuple[str, str]
"""Which kind of note, and its id within its kind."""


@dataclass(slots=True)
class Body:
    """What a walk over a document has found; `notes` are numbered as they are referred to.

    `styled` is the text of each paragraph with its style's name in lower case; `foreign` says
    that a part in another format (an embedded web page) was met, which is not read.
    """

    styles: Mapping[str, Style]
    notes: dict[NoteId, int] = field(default_factory=dict)
    styled: list[tuple[str, str]] = field(default_factory=list)
    foreign: bool = False

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """The paragraphs and tables of a body, a cell or a box, in their order."""
        for child in container:
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child)
            elif tag == f"{W}tbl":
                yield from self._table(child)
            elif tag == f"{W}altChunk":
                self.foreign = True
            elif tag not in _SKIPPED and isinstance(tag, str):
                # content controls, tracked insertions, custom XML
                yield from self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        boxes: list[etree._Element] = []
        text = _SPACES.sub(" ", "".join(self._pieces(paragraph, boxes))).strip()
        if text:
            properties = paragraph.find(f"{W}pPr")
            above = docx_styles.chain(self.styles, docx_styles.style_id(properties))
            if above:
                self.styled.append((above[0].name.lower(), text))
            yield Block(_kind(properties, above), text)
        for box in boxes:
            yield from self.blocks(box)

    def _pieces(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _TEXT:
                yield child.text or ""
            elif tag in _LETTERS:
                yield _LETTERS[tag]
            elif tag in _NOTES:
                note = (_NOTES[tag], child.get(f"{W}id") or "")
                yield f"[{self.notes.setdefault(note, len(self.notes) + 1)}]"
            elif tag == _BOX:
                boxes.append(child)
            elif tag not in _SKIPPED and isinstance(tag, str) and len(child):
                yield from self._pieces(child, boxes)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = [
            [list(self.blocks(cell)) for cell in _inside(row, f"{W}tc")]
            for row in _inside(table, f"{W}tr")
        ]
        if all(len(cells) <= 1 for cells in rows):  # a frame around text, and no table
            yield from (block for cells in rows for cell in cells for block in cell)
            return
        for cells in rows:
            texts = [" ".join(block.text for block in cell) for cell in cells]
            if any(texts):
                yield Block(Kind.ROW, " | ".join(texts))


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """A table's own rows or a row's own cells, also those in content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _kind(properties: etree._Element | None, above: list[Style]) -> Kind:
    if docx_styles.is_heading(properties, above):
        return Kind.HEADING
    if docx_styles.is_item(properties, above):
        return Kind.ITEM
    return Kind.QUOTE if docx_styles.is_quote(above) else Kind.PARAGRAPH
