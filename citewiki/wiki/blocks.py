"""The page as it is being read: sections, blocks of plain text, and the citations in them."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from citewiki.domain.citations import FaultKind, FoundCitation, PageFault, ParsedPage, Syntax
from citewiki.wiki.claims import Sentences, tidy
from citewiki.wiki.grid import ONE, Cell, Grid, Span
from citewiki.wiki.jsx import TagUrl
from citewiki.wiki.marks import Claimed, Mark
from citewiki.wiki.naming import cell_claims, head_claims, is_source_line, only_names
from citewiki.wiki.neighbours import Neighbours, Pieces
from citewiki.wiki.notes import Definition, Notes
from citewiki.wiki.places import Lines

MAX_CITATIONS = 100_000
"""A few thousand marks of a note with a few thousand links would fill the memory."""


class _Open:
    """A block of running text that has not ended: no dataclass, for a wiki has 150,000 of them.

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
        self._lines = Lines(text)
        self._stack: list[_Open] = []
        self._section: list[tuple[int, str]] = []
        self._sections: list[tuple[int, tuple[str, ...]]] = []
        self._path: tuple[str, ...] = ()
        self._claimed: list[Claimed] = []
        self._spots = 0
        self._notes = Notes(self.warn, notes, any_case=any_case)
        self._definition: Definition | None = None
        self._faults: list[PageFault] = []
        self._grid = Grid()
        self._row: list[tuple[Cell, list[Mark]]] = []
        self._head = False
        self._span = ONE
        self._neighbours = Neighbours()
        self._intro: list[int] = []  # claimed, by the sentence that leads to what comes next
        self.first_heading: str | None = None
        self.words = 0

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
            self._enter_section(block.level, tidy(text), block.offset)
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

    def close_cell(self) -> None:
        cell = self._stack.pop()
        self._row.append((Cell(cell.parts, self._span), cell.marks))
        if self._definition is None:
            self._count_cell(cell.parts)

    def _pass(self, place: int, text: str) -> None:
        """A block that cites nothing is only its neighbours' neighbour."""
        if not self._neighbours.in_list:
            self._intro = []
        if place >= 0:
            self._neighbours.put(place, text)

    def _cite_block(self, block: _Open, text: str) -> None:
        in_list = self._neighbours.in_list
        intro: list[int] = []
        above = ""
        if block.place >= 0 and is_source_line(tidy(text), block.marks):
            above = self._neighbours.above(block.place)
        elif block.place >= 0:
            self._neighbours.put(block.place, text)
        sentences = Sentences(text)
        first = self._spots + 1
        self._spots += len(sentences)
        last = len(sentences) - 1
        for mark in block.marks:
            n = sentences.number(mark.position)
            claim = sentences.spanning(mark.position, mark.position + len(mark.words))
            if in_list and only_names(claim, [mark]):
                claim = tidy(text)  # an entry of a bibliography: authors, year, title
            if n == last and not above and claim.endswith(":"):
                intro.append(len(self._claimed))
            # an item is one reference, however many full stops it has
            self._claim(mark, tidy(above) or claim, first if in_list else first + n)
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
        self._grid.end_group()

    def close_table(self) -> None:
        self._grid = Grid()
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
            self._claimed[n] = Claimed(one.mark, one.section, tidy(f"{one.claim} {what}"), one.spot)

    def open_row(self, *, head: bool) -> None:
        """`head`: it is one of heads; so is a row all of whose cells are."""
        self._row, self._head = [], head
        if head and self._definition is None:
            self._neighbours.forget()

    def close_row(self) -> None:
        row, self._row = self._row, []
        cells = [cell for cell, _ in row]
        head = self._head or (bool(cells) and all(cell.span.head for cell in cells))
        laid = self._put_row(cells, head=head)
        if not any(marks for _, marks in row):
            return
        if self._definition is not None:
            for _, marks in row:
                self._definition.marks += marks
            return
        own = {id(cell): marks for cell, marks in row if marks}
        marked = {n: own[id(cell)] for n, cell in enumerate(laid) if id(cell) in own}
        spot = self._next_spot()
        claims = head_claims(laid, marked) if head else cell_claims(laid, self._grid, marked)
        for claim, marks in zip(claims, marked.values(), strict=True):
            for mark in marks:
                self._claim(mark, tidy(claim), spot)

    def plain_row(self, cells: Pieces, *, head: bool) -> None:
        """A row of Markdown that cites nothing, in place of `open_row` to `close_row`: most of
        them are, and no cell of theirs reaches into another row."""
        if head:
            if self._definition is None:
                self._neighbours.forget()
            self._put_row([Cell(parts) for parts in cells], head=True)
        elif self._definition is None:
            self._neighbours.put_row(cells)
        if self._definition is None:
            for parts in cells:
                self._count_cell(parts)

    def _put_row(self, cells: Sequence[Cell], *, head: bool) -> Sequence[Cell]:
        """The row with the cells that reach into it."""
        if self._definition is None:
            self._neighbours.put_row([cell.parts for cell in cells])
        return self._grid.lay(cells, head=head)

    def _count_cell(self, parts: Sequence[str]) -> None:
        for part in parts:
            self.words += part.count(" ")
        self.words += 1 if parts else 0

    def open_definition(self, label: str, offset: int) -> None:
        self._definition = self._notes.define(label, offset)

    def close_definition(self) -> None:
        self._definition = None

    def cite_tag(self, found: TagUrl) -> None:
        """A URL in a tag's attribute or in an object of one."""
        syntax = Syntax.PROPERTY if found.in_object else Syntax.ATTRIBUTE
        mark = Mark(syntax, found.url, None, None, found.offset, 0, tidy(found.text))
        above = bisect_right(self._sections, found.offset, key=lambda entered: entered[0])
        section = self._sections[above - 1][1] if above else ()
        self._claimed.append(Claimed(mark, section, tidy(found.text), self._next_spot()))

    def warn(self, kind: FaultKind, offset: int, what: str) -> None:
        """Something that a person should see, at this character of the page."""
        self._faults.append(PageFault(kind, *self._lines.line_column(offset), what))

    def finish(self, title: str) -> ParsedPage:
        """The citations, and what is wrong, in the order of the text."""
        pairs = list(islice(self._notes.resolve(self._claimed), MAX_CITATIONS))
        found = [self._found(claimed, target) for claimed, target in _without_echoes(pairs)]
        if len(pairs) >= MAX_CITATIONS:
            what = f"there are over {MAX_CITATIONS:,} citations; the rest was left out"
            self._faults.append(PageFault(FaultKind.MARKUP, None, None, what))
        found.sort(key=lambda c: (c.line, c.column))
        faults = sorted(self._faults, key=lambda f: (f.line or 0, f.column or 0))
        return ParsedPage(title, tuple(found), tuple(faults), self.words, self._notes.words())

    def _found(self, claimed: Claimed, target: Mark) -> FoundCitation:
        mark = claimed.mark
        line, column = self._lines.line_column(mark.offset)
        return FoundCitation(
            mark.syntax,
            target.url,
            target.resource,
            mark.label,
            line,
            column,
            claimed.section,
            claimed.claim,
            target.text,
        )

    def _claim(self, mark: Mark, claim: str, spot: int) -> None:
        self._claimed.append(Claimed(mark, self._path, claim, spot))

    def _next_spot(self) -> int:
        self._spots += 1
        return self._spots

    def _enter_section(self, level: int, title: str, offset: int) -> None:
        while self._section and self._section[-1][0] >= level:
            self._section.pop()
        self._section.append((level, title))
        self._path = tuple(t for _, t in self._section)
        self._sections.append((offset, self._path))
        if self.first_heading is None and title:
            self.first_heading = title


def _without_echoes(pairs: Sequence[tuple[Claimed, Mark]]) -> Iterator[tuple[Claimed, Mark]]:
    """Without the identifiers whose sentence or row cites something: they only describe it."""
    citing = {one.spot for one, _ in pairs if one.mark.syntax is not Syntax.IDENTIFIER}
    for one, target in pairs:
        if one.mark.syntax is not Syntax.IDENTIFIER or one.spot not in citing:
            yield one, target
