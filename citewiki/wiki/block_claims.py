"""Which words of a paragraph or a list's item each of its citations supports."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from citewiki.domain.citations import Syntax
from citewiki.wiki.asides import is_aside, is_for_another, joined_notes
from citewiki.wiki.claims import Sentences, tidy
from citewiki.wiki.marks import Mark
from citewiki.wiki.naming import only_names


class Said(NamedTuple):
    """A citation, its claim and the number of its sentence; `leads_on`: the claim ends the block
    with a colon, and what comes next belongs to it."""

    mark: Mark
    claim: str
    sentence: int
    leads_on: bool


def block_claims(text: str, marks: Sequence[Mark], *, in_list: bool) -> tuple[list[Said], int]:
    """The claims of a block's marks, and how many sentences it has; `in_list`: it is an item."""
    ordered = sorted(marks, key=lambda mark: mark.position)
    text = joined_notes(text, ordered)
    sentences = Sentences(text, partial(is_aside, text, ordered))
    last = len(sentences) - 1
    said = []
    for mark in marks:
        n = sentences.number(mark.position, note=mark.syntax is Syntax.FOOTNOTE)
        claim = sentences.spanning(n, mark.position + len(mark.words) if mark.words else 0)
        if in_list and only_names(claim, [mark]):
            claim = tidy(text)  # an entry of a bibliography: authors, year, title
        elif not in_list and last and is_for_another(text, ordered, *sentences.span(n)):
            claim = sentences.spanning(max(n - 1, 0), sentences.span(n or 1)[1])
        said.append(Said(mark, claim, n, n == last and claim.endswith(":")))
    return said, len(sentences)
