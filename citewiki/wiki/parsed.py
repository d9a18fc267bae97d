"""A page that has been read: its citations, and what is wrong, in the order of the text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from citewiki.domain.citations import FaultKind, FoundCitation, PageFault, ParsedPage, Syntax
from citewiki.wiki.marks import Claimed, Mark
from citewiki.wiki.places import Lines

MAX_CITATIONS = 100_000
"""A few thousand marks of a note with a few thousand links would fill the memory."""

_Pair = tuple[Claimed, Mark]
"""A citation and what it leads to: a footnote's mark, to each of the note's links."""


def parsed_page(
    title: str,
    text: str,
    pairs: Iterable[_Pair],
    warnings: Iterable[tuple[int, FaultKind, str]],
    words: int,
    notes: Mapping[str, str],
) -> ParsedPage:
    """`warnings` have the character of the page that they are about; `notes` are the notes' words
    by their labels."""
    pairs = list(islice(pairs, MAX_CITATIONS))
    lines = Lines(text)
    citations = [
        _found(claimed, target, lines)
        for claimed, target in sorted(_without_echoes(pairs), key=lambda pair: pair[0].mark.offset)
    ]
    faults = []
    if len(pairs) >= MAX_CITATIONS:
        what = f"there are over {MAX_CITATIONS:,} citations; the rest was left out"
        faults.append(PageFault(FaultKind.MARKUP, None, None, what))
    for offset, kind, what in sorted(warnings, key=lambda one: one[0]):
        faults.append(PageFault(kind, *lines.line_column(offset), what))
    return ParsedPage(title, tuple(citations), tuple(faults), words, notes)


def _found(claimed: Claimed, target: Mark, lines: Lines) -> FoundCitation:
    mark = claimed.mark
    line, column = lines.line_column(mark.offset)
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


def _without_echoes(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """Without the identifiers whose sentence or row cites something: they only describe it."""
    citing = {one.spot for one, _ in pairs if one.mark.syntax is not Syntax.IDENTIFIER}
    for one, target in pairs:
        if one.mark.syntax is not Syntax.IDENTIFIER or one.spot not in citing:
            yield one, target
