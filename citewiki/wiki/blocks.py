"""The page as it is being read: sections, blocks of plain text, and the citations in them."""

from collections.abc import Callable, Sequence

from citewiki.domain.citations import FaultKind, ParsedPage
from citewiki.wiki.block_claims import block_claims
from citewiki.wiki.claims import tidy
from citewiki.wiki.grid import ONE, Span
from citewiki.wiki.marks import Claimed, Mark
from citewiki.wiki.neighbours import Neighbours
from citewiki.wiki.notes import Definition, Notes
from citewiki.wiki.parsed import parsed_page
from citewiki.wiki.sections import Sections
from citewiki.wiki.tables import Row, Table
from citewiki.wiki.tags import TagUrl


class _Open:
    """A block of running text that has not ended: no dataclass, for a wiki has 50,000 of them.

    `level` is a heading's, 0 for others; `place` is among its neighbours, -1 for none.
    """

    __slots__ = ("length", "level", "marks", "offset", "parts", "place")

    def __init__(self, level: int = 0, offset: int = 0) -> None:
        self.level = level
        self.offset = offset
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.place = -1


class Page:
    """Gathers what a page cites; `finish` gives it in the order of the text."""

    def __init__(self, text: str, notes: str = "the footnote [^{}]", *, any_case: bool = True):
        """`notes` is how a message names a footnote; `any_case`: whether its label is the same
        label in capitals."""
        self._text = text
        self._stack: list[_Open] = []
        self._sections = Sections()
        self._claimed: list[Claimed] = []
        self._spots = 0
        self._notes = Notes(self.warn, notes, any_case=any_case)
        self._definition: Definition | None = None
        self._warnings: list[tuple[int, FaultKind, str]] = []
        self._table = Table()
        self._span = ONE
        self._neighbours = Neighbours()
        self._intro: list[int] = []  # claimed, by the sentence that leads to what comes next
        self.words = 0

    @property
    def first_heading(self) -> str | None:
        return self._sections.first_heading

    @property
    def position(self) -> int:
        """The length of the current block's plain text so far."""
        return self._stack[-1].length if self._stack else 0

    def add_text(self, text: str) -> None:
        if self._stack:
            block = self._stack[-1]
            block.parts.append(text)
            block.length += len(text)

    def text_since(self, position: int) -> str:
        if not self._stack:
            return ""
        # from the end: joining the whole block for each of its links would be quadratic
        parts: list[str] = []
        at = self._stack[-1].length
        for part in reversed(self._stack[-1].parts):
            if at <= position:
                break
            parts.append(part)
            at -= len(part)
        return tidy("".join(reversed(parts))[max(0, position - at) :])

    def open_text(self, *, beside: bool = True) -> None:
        """A paragraph or a list's item begins; one that is `beside` nothing has no neighbours."""
        block = _Open()
        if beside and self._definition is None:
            block.place = self._neighbours.reserve()
        self._stack.append(block)

    def open_cell(self, span: Span = ONE) -> None:
        self._span = span
        self._stack.append(_Open())

    def open_heading(self, level: int, offset: int) -> None:
        """`offset` is the heading's character in the page."""
        self._stack.append(_Open(level, offset))
        self._intro = []
        self._neighbours.forget()

    def cite(self, mark: Mark) -> None:
        if self._stack:
            self._stack[-1].marks.append(mark)
        else:
            self._claim(mark, "", self._next_spot())

    def reword(self, how: Callable[[str], str]) -> None:
        """Give the open block another text, as long as its own, if it cites anything."""
        if self._stack[-1].marks:
            self._stack[-1].parts = [how("".join(self._stack[-1].parts))]

    def close(self) -> None:
        """The block that was opened last ends: a paragraph, an item or a heading."""
        block = self._stack.pop()
        text = "".join(block.parts)
        if block.level:
            self._sections.enter(block.level, text, block.offset)
        if self._definition is not None:
            self._definition.texts.append(text)
            self._definition.marks += block.marks
            return
        if text and not block.level:
            self.words += text.count(" ") + 1  # split would cost a scan 0.2 s
        if block.marks:
            self._cite_block(block, text)
        else:
            self._pass(block.place, text)

    def plain_text(self, text: str) -> None:
        """A paragraph that cites nothing, in place of `open_text` to `close`."""
        if self._definition is not None:
            self._definition.texts.append(text)
            return
        self.words += text.count(" ") + 1 if text else 0
        self._pass(self._neighbours.reserve(), text)

    def plain_heading(self, text: str, level: int, offset: int) -> None:
        """A heading that cites nothing, in place of `open_heading` to `close`."""
        self._intro = []
        self._neighbours.forget()
        self._sections.enter(level, text, offset)
        if self._definition is not None:
            self._definition.texts.append(text)

    def close_cell(self) -> None:
        cell = self._stack.pop()
        self.plain_cell("".join(cell.parts), cell.marks, self._span)

    def plain_cell(self, text: str, marks: Sequence[Mark] = (), span: Span = ONE) -> None:
        """A cell and what it cites, in place of `open_cell` to `close_cell`."""
        self._table.add(text, marks, span)
        if text and self._definition is None:
            self.words += text.count(" ") + 1

    def _pass(self, place: int, text: str) -> None:
        """A block that cites nothing is only its neighbours' neighbour."""
        if not self._neighbours.in_list:
            self._intro = []
        if place >= 0:
            self._neighbours.put(place, text)

    def _cite_block(self, block: _Open, text: str) -> None:
        in_list = self._neighbours.in_list
        intro: list[int] = []
        said, sentences = block_claims(text, block.marks, in_list=in_list)
        above = ""
        if block.place >= 0:
            if any(one.for_above for one in said):
                above = tidy(self._neighbours.above(block.place))
            if not all(one.for_above for one in said):
                self._neighbours.put(block.place, text)
        first = self._spots + 1
        self._spots += sentences
        for one in said:
            claim = above if above and one.for_above else one.claim
            if one.leads_on and claim is one.claim:
                intro.append(len(self._claimed))
            # an item is one reference, however many full stops it has
            spot = first if in_list else first + one.sentence
            self._claim(one.mark, claim, spot)
        if in_list:  # the list in an item has been read when the item ends
            self._introduce(intro, self._neighbours.below(block.place))
        else:
            self._intro = intro

    def open_list(self) -> None:
        if self._definition is None:
            self._neighbours.open_list()

    def close_list(self) -> None:
        if self._definition is None:
            self._neighbours.close_list()
            self._end_group()

    def open_table(self) -> None:
        """A table begins whose first row need not be one of heads."""
        if self._definition is None:
            self._neighbours.forget()

    def open_row_group(self) -> None:
        """<tbody> and its like."""
        self._table.end_group()

    def close_table(self) -> None:
        self._table = Table()
        if self._definition is None:
            self._end_group()

    def _end_group(self) -> None:
        """A list or a table has been read, and may be what a sentence led to."""
        if self._intro and not self._neighbours.in_list:
            self._introduce(self._intro, self._neighbours.below(-1))
            self._intro = []

    def _introduce(self, intro: Sequence[int], what: str) -> None:
        """What a sentence that ends with a colon leads to belongs to its claim."""
        for n in intro if what else ():
            one = self._claimed[n]
            self._claimed[n] = one._replace(claim=tidy(f"{one.claim} {what}"))

    def open_row(self, *, head: bool) -> None:
        """`head`: it is one of heads; so is a row all of whose cells are."""
        self._table.open_row(head=head)
        if head and self._definition is None:
            self._neighbours.forget()

    def close_row(self) -> None:
        cells, marks = self._table.close_row()
        if self._definition is not None:
            for some in marks:
                self._definition.marks += some
            return
        self._neighbours.put_row(cells)
        if not any(marks):
            return
        spot = self._next_spot()
        for some, claim in self._table.claims():
            for mark in some:
                self._claim(mark, claim, spot)

    def plain_row(self, cells: Row, *, head: bool) -> None:
        """A row of Markdown that cites nothing, in place of `open_row` to `close_row`: most of
        them are, and no cell of theirs reaches into another row."""
        self._table.put(cells, head=head)
        if self._definition is not None:
            return
        if head:
            self._neighbours.forget()
        self._neighbours.put_row(cells)
        filled = list(filter(None, cells))
        self.words += " ".join(filled).count(" ") + 1 if filled else 0

    def open_definition(self, label: str, offset: int) -> None:
        self._definition = self._notes.define(label, offset)

    def close_definition(self) -> None:
        self._definition = None

    def cite_tag(self, found: TagUrl) -> None:
        """A URL in a tag's attribute or in an object of one."""
        section = self._sections.at(found.offset)
        self._claimed.append(Claimed(found.mark(0), section, tidy(found.claim), self._next_spot()))

    def warn(self, kind: FaultKind, offset: int, what: str) -> None:
        """Something that a person should see, at this character of the page."""
        self._warnings.append((offset, kind, what))

    def finish(self, title: str) -> ParsedPage:
        """The citations, and what is wrong, in the order of the text."""
        return parsed_page(
            title,
            self._text,
            self._notes.resolve(self._claimed),
            self._warnings,
            self.words,
            self._notes.words(),
        )

    def _claim(self, mark: Mark, claim: str, spot: int) -> None:
        self._claimed.append(Claimed(mark, self._sections.path, claim, spot))

    def _next_spot(self) -> int:
        self._spots += 1
        return self._spots
