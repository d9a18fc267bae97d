"""The footnotes of a page: what their definitions cite, and which mark refers to which."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from citewiki.domain.citations import FaultKind, Syntax
from citewiki.wiki.claims import tidy
from citewiki.wiki.marks import Claimed, Mark

UNNAMED = "\0"
"""How the key of a footnote begins that has no label; no label does."""

Warn = Callable[[FaultKind, int, str], None]
"""Takes what is wrong, at which character of the page, and a sentence."""


@dataclass(slots=True)
class Definition:
    """One definition of a footnote, at a character of the page."""

    offset: int
    marks: list[Mark] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    used: bool = False

    @property
    def words(self) -> str:
        return tidy(" ".join(self.texts))

    def sources(self) -> list[Mark]:
        """What it cites; an identifier beside a link only describes what the link leads to."""
        cited = [mark for mark in self.marks if mark.syntax is not Syntax.FOOTNOTE]
        linked = [mark for mark in cited if mark.syntax is not Syntax.IDENTIFIER]
        return linked or cited


class Notes:
    """Gathers the definitions, then tells what each mark cites."""

    def __init__(
        self, warn: Warn, shown: str = "the footnote [^{}]", *, any_case: bool = True
    ) -> None:
        """`shown` is how a message names a footnote; `any_case`: whether its label is the same
        label in capitals."""
        self._warn = warn
        self._shown = shown
        self._any_case = any_case
        self._definitions: dict[str, Definition] = {}
        self._repeated: list[tuple[str, Definition]] = []

    def define(self, label: str, offset: int) -> Definition:
        definition = Definition(offset)
        if label in self._definitions:
            self._repeated.append((label, definition))
        self._definitions.setdefault(label, definition)
        return definition

    def words(self) -> dict[str, str]:
        """Each footnote's words, by its label."""
        return {
            label: one.words
            for label, one in self._definitions.items()
            if not label.startswith(UNNAMED)
        }

    def resolve(self, claimed: Sequence[Claimed]) -> Iterator[tuple[Claimed, Mark]]:
        """(where and for what, what is cited) of all citations, a note's in its marks' places.

        A definition that no mark refers to cites at its own place; of two definitions of one
        label both cite, for which is meant is for a person to say.
        """
        folded = {label.casefold(): label for label in reversed(self._definitions)}
        nested = self._nested(folded)
        for one in claimed:
            if one.mark.syntax is not Syntax.FOOTNOTE:
                yield one, one.mark
            elif (label := self._label(one.mark, folded)) is not None:
                self._definitions[label].used = True
                yield from ((one, source) for source in self._definitions[label].sources())
        for label, definition in self._definitions.items():
            if definition.used:
                continue
            if label in nested:
                yield from ((nested[label], source) for source in definition.sources())
                continue
            what = f"{self._shown.format(label)} is defined and never used"
            self._warn(FaultKind.NOTE_UNUSED, definition.offset, what)
            yield from _in_place(label, definition)
        for label, definition in self._repeated:
            what = f"{self._shown.format(label)} is defined a second time"
            same = _targets(definition) == _targets(self._definitions[label])
            kind = FaultKind.MARKUP if same else FaultKind.LABEL_TWICE
            self._warn(kind, definition.offset, what)
            yield from _in_place(label, definition)

    def _nested(self, folded: Mapping[str, str]) -> dict[str, Claimed]:
        """The marks that stand in a footnote, by the label that they refer to."""
        nested: dict[str, Claimed] = {}
        for container, definition in self._definitions.items():
            for mark in definition.marks:
                if mark.syntax is Syntax.FOOTNOTE:
                    label = self._label(mark, folded)
                    if label is not None and label != container and label not in nested:
                        nested[label] = Claimed(mark, (), definition.words, -mark.offset - 1)
        return nested

    def _label(self, mark: Mark, folded: Mapping[str, str]) -> str | None:
        """The label of the definition that a mark refers to, in any case; None, said, for none."""
        label = mark.key or mark.label or ""
        if label in self._definitions:
            return label
        if not self._any_case or label.casefold() not in folded:
            what = f"{self._shown.format(label)} has no definition"
            self._warn(FaultKind.NOTE_UNDEFINED, mark.offset, what)
            return None
        return folded[label.casefold()]


def _in_place(label: str, definition: Definition) -> Iterator[tuple[Claimed, Mark]]:
    words = definition.words
    for source in definition.sources():
        mark = Mark(Syntax.FOOTNOTE, None, None, label, source.offset, 0, "")
        yield Claimed(mark, (), words, -source.offset - 1), source


def _targets(definition: Definition) -> list[str]:
    """What a footnote cites; its words where it cites nothing."""
    named = sorted(mark.url or mark.resource or "" for mark in definition.marks)
    return named or [definition.words]
