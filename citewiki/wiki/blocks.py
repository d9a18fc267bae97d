"""The page as it is being read: sections, blocks of plain text, and the citations in them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from citewiki.domain.citations import FaultKind, FoundCitation, PageFault, Syntax
from citewiki.wiki.asides import is_aside, is_for_another, joined_notes
from citewiki.wiki.claims import Sentences, tidy
from citewiki.wiki.marks import Claimed, Mark
from citewiki.wiki.naming import cell_claims, is_source_line, only_names
from citewiki.wiki.neighbours import Neighbours, Pieces
from citewiki.wiki.notes import Definition, Notes
from citewiki.wiki.places import Lines
from citewiki.wiki.tags import TagUrl

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
        self._heads: Pieces = ()  # of the table, put together where a row asks for them
        self._columns: list[str] | None = None
        self._row: list[_Open] | None = None
        self._head = False
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

    def open_text(self) -> None:
        """A paragraph or a list's item begins."""
        block = _Open()
        if self._definition is None:
            block.place = self._neighbours.reserve()
        self._stack.append(block)

    def open_cell(self) -> None:
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
        if self._row is not None:
            self._row.append(cell)
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
        marks = sorted(block.marks, key=lambda mark: mark.position)
        text = joined_notes(text, marks)
        sentences = Sentences(text, partial(is_aside, text, marks))
        first = self._spots + 1
        self._spots += len(sentences)
        last = len(sentences) - 1
        for mark in block.marks:
            n = sentences.number(mark.position, note=mark.syntax is Syntax.FOOTNOTE)
            claim = sentences.spanning(n, mark.position + len(mark.words) if mark.words else 0)
            if in_list and only_names(claim, [mark]):
                claim = tidy(text)  # an entry of a bibliography: authors, year, title
            elif not in_list and last and is_for_another(text, marks, *sentences.span(n)):
                claim = sentences.spanning(max(n - 1, 0), sentences.span(n or 1)[1])
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

    def close_table(self) -> None:
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
        self._row, self._head = [], head
        if head and self._definition is None:
            self._neighbours.forget()

    def close_row(self) -> None:
        cells, head = self._row or [], self._head
        self._row = None
        pieces = [cell.parts for cell in cells]
        self._put_row(pieces, head=head)
        if not any(cell.marks for cell in cells):
            return
        texts = _texts_of(pieces)
        spot = self._next_spot()
        for n, cell in enumerate(cells):
            if not cell.marks:
                continue
            if self._definition is not None:
                self._definition.marks += cell.marks
                continue
            if head:
                claim = f"{texts[0]}: {texts[n]}" if n else texts[n]
            else:
                claim = cell_claims(texts, self._column_heads(), n, cell.marks)
            for mark in cell.marks:
                self._claim(mark, tidy(claim), spot)

    def plain_row(self, cells: Pieces, *, head: bool) -> None:
        """A row that cites nothing, in place of `open_row` to `close_row`: most of them are."""
        if head and self._definition is None:
            self._neighbours.forget()
        self._put_row(cells, head=head)
        if self._definition is None:
            for parts in cells:
                self._count_cell(parts)

    def _put_row(self, cells: Pieces, *, head: bool) -> None:
        if self._definition is None:
            self._neighbours.put_row(cells)
        if head:
            self._heads, self._columns = cells, None

    def _column_heads(self) -> Sequence[str]:
        if self._columns is None:
            self._columns = _texts_of(self._heads)
        return self._columns

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
        above = bisect_right(self._sections, found.offset, key=lambda entered: entered[0])
        section = self._sections[above - 1][1] if above else ()
        self._claimed.append(Claimed(found.mark(0), section, tidy(found.claim), self._next_spot()))

    def warn(self, kind: FaultKind, offset: int, what: str) -> None:
        """Something that a person should see, at this character of the page."""
        self._faults.append(PageFault(kind, *self._lines.line_column(offset), what))

    def finish(self) -> tuple[list[FoundCitation], list[PageFault]]:
        """The citations, and what is wrong, in the order of the text."""
        pairs = list(islice(self._notes.resolve(self._claimed), MAX_CITATIONS))
        found = [self._found(claimed, target) for claimed, target in _without_echoes(pairs)]
        if len(pairs) >= MAX_CITATIONS:
            what = f"there are over {MAX_CITATIONS:,} citations; the rest was left out"
            self._faults.append(PageFault(FaultKind.MARKUP, None, None, what))
        found.sort(key=lambda c: (c.line, c.column))
        return found, sorted(self._faults, key=lambda f: (f.line or 0, f.column or 0))

    def notes(self) -> dict[str, str]:
        """Each footnote's words, by its label."""
        return self._notes.words()

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


def _texts_of(cells: Pieces) -> list[str]:
    return [tidy("".join(parts)) for parts in cells]


def _without_echoes(pairs: Sequence[tuple[Claimed, Mark]]) -> Iterator[tuple[Claimed, Mark]]:
    """Without the identifiers whose sentence or row cites something: they only describe it."""
    citing = {one.spot for one, _ in pairs if one.mark.syntax is not Syntax.IDENTIFIER}
    for one, target in pairs:
        if one.mark.syntax is not Syntax.IDENTIFIER or one.spot not in citing:
            yield one, target
