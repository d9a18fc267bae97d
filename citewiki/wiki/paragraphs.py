"""Paragraphs of a page whose parser tells of lines and tags, not of blocks."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto

from citewiki.wiki.blocks import Page
from citewiki.wiki.grid import ONE, Span
from citewiki.wiki.marks import Mark


class Block(Enum):
    """The blocks that hold running text."""

    TEXT = auto()
    BOX = auto()  # apart from what is above and below
    HEADING = auto()
    CELL = auto()


class Paragraphs:
    """Opens a block when text comes, ends it where it is told to; within a cell, a heading or a
    note nothing is parted."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._open = False
        self._inside: list[Block] = []

    @property
    def inside(self) -> bool:
        return bool(self._inside)

    @property
    def is_open(self) -> bool:
        """Whether text would go on with what stands there."""
        return self._open or self.inside

    @property
    def position(self) -> int:
        """The length of the paragraph so far."""
        return self._page.position if self.is_open else 0

    def begin(self) -> None:
        if not self.is_open:
            self._page.open_text()
            self._open = True

    def part(self) -> None:
        """Whatever paragraph is open ends here."""
        if self._inside:
            self._page.add_text(" ")
        elif self._open:
            self._page.close()
            self._open = False

    def add(self, text: str) -> None:
        if not self.is_open:
            text = text.lstrip()
        if text:
            self.begin()
            self._page.add_text(text)

    def cite(self, mark: Mark) -> None:
        self.begin()
        self._page.cite(mark)

    def enter(self, kind: Block, level: int = 0, offset: int = 0, span: Span = ONE) -> None:
        """A block that is one paragraph; what is open around it goes on after `leave`. A heading
        has a level and a place, a cell a span."""
        match kind:
            case Block.TEXT:
                self._page.open_text()
            case Block.BOX:
                self._page.open_text(beside=False)
            case Block.CELL:
                self._page.open_cell(span)
            case Block.HEADING:
                self._page.open_heading(level, offset)
        self._inside.append(kind)

    def leave(self) -> None:
        if self._inside.pop() is Block.CELL:
            self._page.close_cell()
        else:
            self._page.close()

    @contextmanager
    def within(
        self, kind: Block, level: int = 0, offset: int = 0, span: Span = ONE
    ) -> Iterator[None]:
        self.enter(kind, level, offset, span)
        yield
        self.leave()
