"""Blocks of text out of a tree, and the one form in which they are written down."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from sources.extract.cleaning import clean

_FOLD = re.compile(r"\s+")


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

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary"), Kind.HEADING),
    **dict.fromkeys(("li", "item", "dd", "dt"), Kind.ITEM),
    **dict.fromkeys(("tr", "row"), Kind.ROW),
    **dict.fromkeys(("blockquote", "quote"), Kind.QUOTE),
    "pre": Kind.CODE,
}
_PLAIN = frozenset(
    "p div section article main header footer nav aside ul ol dl table thead tbody tfoot caption "
    "figure figcaption form fieldset legend address hr body html option details center "
    "hgroup list".split()
)
_CELLS = frozenset({"td", "th", "cell"})
_LINKS = frozenset({"a", "ref"})
HIDDEN = frozenset(
    "script style noscript template svg iframe object head select textarea math-renderer".split()
)


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
        self._rows = 0

    def kind_of(self, element: etree._Element) -> Kind | None:
        """The kind of block that an element opens; None for an inline one."""
        name = element.tag
        if name in _KINDS:
            return None if self._rows and name not in ("tr", "row") else _KINDS[name]
        if name == "head" and self._heads:
            return Kind.HEADING
        if name == "code" and self._heads and "\n" in (element.text or ""):
            return Kind.CODE
        if name in _PLAIN and not self._rows:
            above = self._open[-1]
            return above if above in (Kind.ITEM, Kind.QUOTE, Kind.CODE) else Kind.PARAGRAPH
        return None

    def read(self, root: etree._Element, skip: frozenset[etree._Element]) -> list[Block]:
        walker = etree.iterwalk(root, events=("start", "end"))
        opened: list[bool] = []
        for event, element in walker:
            name = element.tag
            if event == "start":
                hidden = name in HIDDEN and not (name == "head" and self._heads)
                if hidden or element in skip:
                    walker.skip_subtree()
                    opened.append(False)
                    continue
                kind = self.kind_of(element)
                opened.append(kind is not None)
                if kind is not None:
                    self._flush()
                    self._open.append(kind)
                    self.spans[element] = (len(self.blocks), -1)
                    self._rows += name in ("tr", "row")
                elif name in _CELLS and self._buffer:
                    self._buffer.append(" | ")
                elif name in ("br", "lb", *_PLAIN):
                    self._buffer.append("\n")
                self._links += name in _LINKS
                self._add(element.text)
                continue
            if opened.pop():
                self._flush()
                self._open.pop()
                self.spans[element] = (self.spans[element][0], len(self.blocks))
                self._rows -= name in ("tr", "row")
            self._links -= name in _LINKS and element not in skip
            if element is not root:
                self._add(element.tail)
        self._flush()
        return self.blocks

    def _add(self, text: str | None) -> None:
        if text:
            self._buffer.append(text)
            if self._links > 0:
                self._linked += len(text.strip())

    def _flush(self) -> None:
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


def of_html(
    root: etree._Element, skip: frozenset[etree._Element] = frozenset()
) -> tuple[list[Block], Spans]:
    """The blocks of an HTML element without the elements in `skip`, and each element's span."""
    reader = _Reader(heads=False)
    return reader.read(root, skip), reader.spans


def of_trafilatura(body: etree._Element) -> list[Block]:
    """The blocks of a body that trafilatura made (its own element names)."""
    return _Reader(heads=True).read(body, frozenset())


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

