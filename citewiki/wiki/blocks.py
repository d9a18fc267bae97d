"""The page as it is being read: sections, blocks of plain text, and the citations in them."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from citewiki.domain.citations import FaultKind, FoundCitation, PageFault, Syntax
from citewiki.wiki.claims import Sentences, tidy
from citewiki.wiki.jsx import TagUrl
from citewiki.wiki.places import Lines

MAX_CITATIONS = 100_000
"""A few thousand marks of a note with a few thousand links would fill the memory."""


UNNAMED = "\0"
"""How the key of a footnote begins that has no label; no label does."""


class Block(Enum):
    """The blocks that hold running text."""

    TEXT = auto()
    HEADING = auto()
    CELL = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation whose claim is not known yet: `offset` is its character in the page,
    `position` its place in the block's plain text."""

    syntax: Syntax
    url: str | None
    resource: str | None
    label: str | None
    offset: int
    position: int
    text: str
    key: str | None = None
    """The footnote that is meant, where the page gives it no label to show."""


@dataclass(slots=True)
class _Open:
    kind: Block
    level: int = 0
    offset: int = 0
    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class _Definition:
    offset: int
    marks: list[Mark] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    used: bool = False


@dataclass(frozen=True, slots=True)
class _Claimed:
    mark: Mark
    section: tuple[str, ...]
    claim: str


class Page:
    """Gathers what a page cites; `finish` gives it in the order of the text."""

    def __init__(
        self, text: str, *, note: str = "the footnote [^{}]", any_case: bool = True
    ) -> None:
        """`note` is how a message names a footnote; `any_case`: whether its label is the same
        label in capitals."""
        self._note = note
        self._any_case = any_case
        self._lines = Lines(text)
        self._stack: list[_Open] = []
        self._section: list[tuple[int, str]] = []
        self._sections: list[tuple[int, tuple[str, ...]]] = []
        self._claimed: list[_Claimed] = []
        self._definitions: dict[str, _Definition] = {}
        self._repeated: list[tuple[str, _Definition]] = []
        self._definition: _Definition | None = None
        self._faults: list[PageFault] = []
        self._columns: list[str] = []
        self._row: list[_Open] | None = None
        self._head = False
        self.first_heading: str | None = None
        self.words = 0

    @property
    def position(self) -> int:
        """The length of the current block's plain text so far."""
        return self._stack[-1].length if self._stack else 0

    def add_text(self, text: str) -> None:
        if self._stack:
            self._stack[-1].parts.append(text)
            self._stack[-1].length += len(text)

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

    def rewrite_since(self, position: int, rewritten: Callable[[str], str]) -> None:
        """Put other words, as many characters, for the block's text from here on."""
        if self._stack and position < self._stack[-1].length:
            block = self._stack[-1]
            tail: list[str] = []
            at = block.length
            while at > position:
                tail.append(block.parts.pop())
                at -= len(tail[-1])
            text = "".join(reversed(tail))
            kept = max(0, position - at)
            block.parts += (text[:kept], rewritten(text[kept:]))

    def open(self, kind: Block, level: int = 0, offset: int = 0) -> None:
        """A block begins; `level` and `offset` (its character in the page) are a heading's."""
        self._stack.append(_Open(kind, level, offset))

    def cite(self, mark: Mark) -> None:
        if self._stack:
            self._stack[-1].marks.append(mark)
        else:
            self._claim(mark, "")

    def close(self) -> None:
        if not self._stack:
            return
        block = self._stack.pop()
        text = "".join(block.parts)
        if block.kind is Block.HEADING:
            self._enter_section(block.level, tidy(text), block.offset)
        elif self._definition is None:
            self.words += text.count(" ") + 1 if text else 0  # split would cost a scan 0.2 s
        if block.kind is Block.CELL and self._row is not None:
            self._row.append(block)
            return
        if self._definition is not None:
            self._definition.texts.append(text)
            self._definition.marks += block.marks
            return
        sentences = Sentences(text) if block.marks else None
        for mark in block.marks:
            assert sentences is not None
            self._claim(mark, sentences.at(mark.position))

    def open_row(self, *, head: bool) -> None:
        self._row, self._head = [], head

    def close_row(self) -> None:
        cells = self._row or []
        self._row = None
        if not self._head and not any(cell.marks for cell in cells):
            return  # most rows of a page cite nothing
        texts = [tidy("".join(cell.parts)) for cell in cells]
        for n, cell in enumerate(cells):
            column = self._columns[n] if not self._head and n < len(self._columns) else ""
            heads = [head for head in (texts[0] if n else "", column) if head]
            claim = tidy(f"{' | '.join(heads)}: {texts[n]}" if heads else texts[n])
            for mark in cell.marks:
                if self._definition is not None:
                    self._definition.marks.append(mark)
                else:
                    self._claim(mark, claim)
        if self._head:
            self._columns = texts

    def open_definition(self, label: str, offset: int) -> None:
        definition = _Definition(offset)
        if label in self._definitions:
            self._repeated.append((label, definition))
        self._definitions.setdefault(label, definition)
        self._definition = definition

    def close_definition(self) -> None:
        self._definition = None

    def cite_tag(self, found: TagUrl) -> None:
        """A URL in a tag's attribute or in an object of one."""
        syntax = Syntax.PROPERTY if found.in_object else Syntax.ATTRIBUTE
        mark = Mark(syntax, found.url, None, None, found.offset, 0, tidy(found.text))
        above = bisect_right(self._sections, found.offset, key=lambda entered: entered[0])
        section = self._sections[above - 1][1] if above else ()
        self._claimed.append(_Claimed(mark, section, tidy(found.text)))

    def warn(self, kind: FaultKind, offset: int, what: str) -> None:
        """Something that a person should see, at this character of the page."""
        self._faults.append(PageFault(kind, *self._lines.line_column(offset), what))

    def finish(self) -> tuple[list[FoundCitation], list[PageFault]]:
        """The citations, and what is wrong, in the order of the text."""
        found: list[FoundCitation] = []
        folded = {label.casefold(): label for label in reversed(self._definitions)}
        nested: dict[str, _Claimed] = {}  # marks that stand in a footnote, by what they refer to
        for container, definition in self._definitions.items():
            for mark in definition.marks:
                if mark.syntax is Syntax.FOOTNOTE:
                    label = self._label(mark, folded)
                    if label is not None and label != container and label not in nested:
                        nested[label] = _Claimed(mark, (), tidy(" ".join(definition.texts)))
        for claimed in self._claimed:
            if claimed.mark.syntax is not Syntax.FOOTNOTE:
                found.append(self._found(claimed, claimed.mark))
            elif (label := self._label(claimed.mark, folded)) is not None:
                self._definitions[label].used = True
                found += self._of_definition(claimed, label, MAX_CITATIONS - len(found))
        for label, definition in self._definitions.items():
            if definition.used:
                continue
            if label in nested:
                found += self._of_definition(nested[label], label, MAX_CITATIONS - len(found))
                continue
            what = f"{self._note.format(label)} is defined and never used"
            self.warn(FaultKind.NOTE_UNUSED, definition.offset, what)
            found += self._unused(label, definition)
        # which of two definitions a mark means is for a person to say; both cite
        for label, definition in self._repeated:
            what = f"{self._note.format(label)} is defined a second time"
            same = _targets(definition) == _targets(self._definitions[label])
            kind = FaultKind.MARKUP if same else FaultKind.LABEL_TWICE
            self.warn(kind, definition.offset, what)
            found += self._unused(label, definition)
        if len(found) >= MAX_CITATIONS:
            what = f"there are over {MAX_CITATIONS:,} citations; the rest was left out"
            self._faults.append(PageFault(FaultKind.MARKUP, None, None, what))
            del found[MAX_CITATIONS:]
        found.sort(key=lambda c: (c.line, c.column))
        return found, sorted(self._faults, key=lambda f: (f.line or 0, f.column or 0))

    def notes(self) -> dict[str, str]:
        """Each footnote's words, by its label."""
        return {
            label: tidy(" ".join(one.texts))
            for label, one in self._definitions.items()
            if not label.startswith(UNNAMED)
        }

    def _label(self, mark: Mark, folded: Mapping[str, str]) -> str | None:
        """The label of the definition that a mark refers to, in any case; None, said, for none."""
        label = mark.key or mark.label or ""
        if label in self._definitions:
            return label
        if not self._any_case or label.casefold() not in folded:
            what = f"{self._note.format(label)} has no definition"
            self.warn(FaultKind.NOTE_UNDEFINED, mark.offset, what)
            return None
        return folded[label.casefold()]

    def _of_definition(self, claimed: _Claimed, label: str, limit: int) -> list[FoundCitation]:
        """A footnote's mark cites what its definition does."""
        targets = [t for t in self._definitions[label].marks if t.syntax is not Syntax.FOOTNOTE]
        return [self._found(claimed, target) for target in targets[: max(0, limit)]]

    def _unused(self, label: str, definition: _Definition) -> list[FoundCitation]:
        """The citations of a definition that no mark refers to, at their own place."""
        claim = tidy(" ".join(definition.texts))
        return [
            self._found(
                _Claimed(Mark(Syntax.FOOTNOTE, None, None, label, target.offset, 0, ""), (), claim),
                target,
            )
            for target in definition.marks
            if target.syntax is not Syntax.FOOTNOTE
        ]

    def _found(self, claimed: _Claimed, target: Mark) -> FoundCitation:
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

    def _claim(self, mark: Mark, claim: str) -> None:
        self._claimed.append(_Claimed(mark, tuple(t for _, t in self._section), claim))

    def _enter_section(self, level: int, title: str, offset: int) -> None:
        while self._section and self._section[-1][0] >= level:
            self._section.pop()
        self._section.append((level, title))
        self._sections.append((offset, tuple(t for _, t in self._section)))
        if self.first_heading is None and title:
            self.first_heading = title


def _targets(definition: _Definition) -> list[str]:
    """What a footnote cites; its words where it cites nothing."""
    named = sorted(mark.url or mark.resource or "" for mark in definition.marks)
    return named or [tidy(" ".join(definition.texts))]
