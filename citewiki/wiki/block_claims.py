"""Which words of a paragraph or a list's item each of its citations supports."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from citewiki.domain.citations import Syntax
from citewiki.wiki.asides import is_aside, is_for_another, is_note, joined_notes
from citewiki.wiki.claims import MAX_CHARS, Sentences, tidy
from citewiki.wiki.marks import Mark
from citewiki.wiki.naming import is_authored, is_labelled, is_source_line, only_names, states


class Said(NamedTuple):
    """A citation, its claim and the number of its sentence; `for_above`: it names the source of
    what stands above the block, where anything does; `leads_on`: the claim ends the block with a
    colon, and what comes next belongs to it."""

    mark: Mark
    claim: str
    sentence: int
    for_above: bool
    leads_on: bool


def block_claims(text: str, marks: Sequence[Mark], *, in_list: bool) -> tuple[list[Said], int]:
    """The claims of a block's marks, and how many sentences it has; `in_list`: it is an item."""
    ordered = sorted(marks, key=lambda mark: mark.position)
    whole = is_source_line(tidy(text), marks)
    text = joined_notes(text, ordered)
    sentences = Sentences(text, partial(is_aside, text, ordered))
    last = len(sentences) - 1
    notes = 0  # sentences that the block begins with; of an item, "Data from …" is the statement
    may = not in_list or is_labelled(text)
    while may and notes <= last and is_note(text, ordered, *sentences.span(notes)):
        notes += 1
    naming = _Item(text, sentences).naming if in_list else partial(_with_next, sentences)
    said = []
    for mark in marks:
        n = sentences.number(mark.position, note=mark.syntax is Syntax.FOOTNOTE)
        claim = sentences.spanning(n, mark.position + len(mark.words) if mark.words else 0)
        names = in_list and only_names(claim, [mark])
        if names or (last and is_for_another(text, ordered, *sentences.span(n))):
            claim = naming(n)
        said.append(Said(mark, claim, n, whole or n < notes, n == last and claim.endswith(":")))
    return said, len(sentences)


def _with_next(sentences: Sentences, n: int) -> str:
    """A sentence that names a source, with the one before it; the first, with the one behind."""
    return sentences.spanning(max(n - 1, 0), sentences.span(n or 1)[1])


class _Item:
    """A list's item; an entry of a bibliography (authors, year, title) is one whole, however many
    full stops it has."""

    def __init__(self, text: str, sentences: Sentences) -> None:
        self._text = text
        self._sentences = sentences
        self._entry = tidy(text) if len(text) <= MAX_CHARS else None
        self._authored = is_authored(self._sentence(0))

    def naming(self, n: int) -> str:
        """What the n-th sentence is for, that names a source."""
        if self._entry is not None and (
            not n or self._authored or not states(self._sentence(n - 1))
        ):
            return self._entry
        return _with_next(self._sentences, n) if n else self._sentences.spanning(0, 0)

    def _sentence(self, n: int) -> str:
        start, end = self._sentences.span(n)
        return self._text[start : min(end, start + MAX_CHARS)]
