"""Blocks of text out of a tree, and the one form in which they are written down."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from sources.extract.cleaning import clean


class Kind(StrEnum):
    """What a block is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its text without marks, and how many of its characters are link text."""

    kind: Kind
    text: str
    linked: int = 0


Spans: TypeAlias = dict[etree._Element, tuple[int, int]]
"""The half-open range of blocks that each block element gave."""


def names(text: str) -> frozenset[str]:
    """A set of names out of a line of them."""
    return frozenset(text.split())


HIDDEN = names("script style noscript template svg iframe object head select textarea")
"""Elements whose text a reader of the page does not see as text."""

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary"), Kind.HEADING),
    **dict.fromkeys(("li", "item", "dd", "dt"), Kind.ITEM),
    **dict.fromkeys(("blockquote", "quote"), Kind.QUOTE),
    "pre": Kind.CODE,
}
_PLAIN = names(
    "p div section article main header footer nav aside ul ol dl table thead tbody tfoot caption "
    "figure figcaption form fieldset legend address hr body html option details center "
    "hgroup list"
)
_BREAKS = frozenset({"br", "lb", *_PLAIN})
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_LINKS = frozenset({"a", "ref"})
_PASSED_ON = frozenset({Kind.ITEM, Kind.QUOTE, Kind.CODE})
_FOLD = re.compile(r"\s+")


class _Reader:
    """One walk over a tree; without recursion, for a page may be nested as deep as it likes."""

    def __init__(self, heads: bool) -> None:
        self.blocks: list[Block] = []
        self.spans: Spans = {}
        self._heads = heads  # trafilatura's "head" is a heading, HTML's is not text
        self._open: list[Kind] = [Kind.PARAGRAPH]
        self._buffer: list[str] = []
        self._linked = 0
        self._links = 0

    def read(self, root: etree._Element, skip: frozenset[etree._Element]) -> None:
        """Fill `blocks` and `spans`."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                hidden = element.tag in HIDDEN and not (self._heads and element.tag == "head")
                if hidden or element in skip:
                    walker.skip_subtree()
                else:
                    self._start(element)
                continue
            if element in self.spans:
                self._flush()
                self._open.pop()
                self.spans[element] = (self.spans[element][0], len(self.blocks))
            if element.tag in _LINKS and element not in skip:
                self._links -= 1
            if element is not root:
                self._add(element.tail)
        self._flush()

    def _start(self, element: etree._Element) -> None:
        kind = self._kind(element)
        if kind is not None:
            self._flush()
            self._open.append(kind)
            self.spans[element] = (len(self.blocks), len(self.blocks))
        elif element.tag in _CELLS and self._buffer:
            self._buffer.append(" | ")
        elif element.tag in _BREAKS:
            self._buffer.append("\n")
        if element.tag in _LINKS:
            self._links += 1
        self._add(element.text)

    def _kind(self, element: etree._Element) -> Kind | None:
        """The kind of block that an element opens; None for one inside a line."""
        name, above = element.tag, self._open[-1]
        if name in _ROWS:
            return Kind.ROW if _is_data(element) else Kind.PARAGRAPH
        if above is Kind.ROW:
            return None
        if name in _KINDS:
            return _KINDS[name]
        if self._heads and name == "head":
            return Kind.HEADING
        if self._heads and name == "code" and "\n" in (element.text or ""):
            return Kind.CODE
        if name in _PLAIN or name in _CELLS:
            return above if above in _PASSED_ON else Kind.PARAGRAPH
        return None

    def _add(self, text: str | None) -> None:
        if text:
            self._buffer.append(text)
            if self._links:
                self._linked += len(text.strip())

    def _flush(self) -> None:
        if not self._buffer:
            return
        text = "".join(self._buffer)
        linked, self._linked = self._linked, 0
        self._buffer.clear()
        kind = self._open[-1]
        if kind is Kind.CODE:
            text = "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))
        else:
            text = _FOLD.sub(" ", text).strip()
        if text.strip(" |\n"):
            self.blocks.append(Block(kind, text, min(linked, len(text))))


def _is_data(row: etree._Element) -> bool:
    """Whether a table's row is a row of data; else the table only lays out the page."""
    for paragraphs, inner in enumerate(row.iter("table", "h1", "h2", "h3", "p"), start=1):
        if inner.tag != "p" or paragraphs > len(row):
            return False
    return True


def of_html(
    root: etree._Element, skip: frozenset[etree._Element] = frozenset()
) -> tuple[list[Block], Spans]:
    """The blocks of an HTML element without the elements in `skip`, and each element's span."""
    reader = _Reader(heads=False)
    reader.read(root, skip)
    return reader.blocks, reader.spans


def of_trafilatura(body: etree._Element) -> list[Block]:
    """The blocks of a body that trafilatura made (its own element names)."""
    reader = _Reader(heads=True)
    reader.read(body, frozenset())
    return reader.blocks


def written(blocks: Iterable[Block]) -> str:
    """Blank lines between blocks, none between the items of a list or the rows of a table."""
    out: list[str] = []
    before: Kind | None = None
    for block in blocks:
        if out:
            tight = block.kind is before and block.kind in (Kind.ITEM, Kind.ROW)
            out.append("\n" if tight else "\n\n")
        out.append(f"- {block.text}" if block.kind is Kind.ITEM else block.text)
        before = block.kind
    return clean("".join(out))
