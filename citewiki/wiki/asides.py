"""Citations that stand beside a sentence: "(Xu 2020)", "Source: …", "[^1], [^2]"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from citewiki.domain.citations import Syntax
from citewiki.wiki.claims import STOPS
from citewiki.wiki.indents import FILLER
from citewiki.wiki.marks import Mark
from citewiki.wiki.naming import MAX_CHARS, MAX_MARKS, is_source_line, is_source_note, only_names

_BETWEEN = re.compile(r"[,;\s]{1,3}")


def is_aside(text: str, marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether these parentheses in a block's text have citations alone, with a word like "see"
    at most; `marks` are in the order of the text."""
    inside = _within(marks, start, end)
    part = text[start:end]
    return bool(inside) and (only_names(part, inside) or _is_for_source(part, inside))


def is_for_another(text: str, marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether this sentence cites for the one beside it: "Source: …", or a name without a full
    stop. One that is a link from end to end states something."""
    if end - start > MAX_CHARS:
        return False
    inside = _within(marks, start, end)
    part = text[start:end].strip()
    named = not part.endswith(STOPS) and only_names(part, inside)
    return bool(inside) and (named or _is_for_source(part, inside))


def is_note(text: str, marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether this sentence is a note on where something is from: "Source: …", "Data from …"."""
    inside = _within(marks, start, end)
    return bool(inside) and is_source_note(text[start:end].strip(), inside)


def _is_for_source(part: str, marks: Sequence[Mark]) -> bool:
    return is_source_line(part, marks) or is_source_note(part, marks)


def _within(marks: Sequence[Mark], start: int, end: int) -> Sequence[Mark]:
    first = bisect_left(marks, start, key=_position)
    return marks[first : min(bisect_left(marks, end, key=_position), first + MAX_MARKS + 1)]


def joined_notes(text: str, marks: Sequence[Mark]) -> str:
    """The text, as long as before, without what parts one footnote's mark from the next."""
    if len(marks) < 2:
        return text
    notes = [mark.position for mark in marks if mark.syntax is Syntax.FOOTNOTE]
    out: list[str] = []
    last = 0
    for one, other in pairwise(notes):
        if _BETWEEN.fullmatch(text, one, other):
            out += (text[last:one], FILLER * (other - one))
            last = other
    return "".join([*out, text[last:]]) if out else text


def _position(mark: Mark) -> int:
    return mark.position
