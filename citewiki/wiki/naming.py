"""Cells and lines that name a source and claim nothing: their citations speak for what is beside
or above them."""

import re
from collections.abc import Iterable, Sequence

from citewiki.wiki.marks import Mark

_NOTHING_BUT_YEARS = re.compile(
    r"(?:[\W_]++|\b(?:(?:19|20)\d\d|and|also|et al)\b)*+", re.IGNORECASE
)
_LEAD = (
    r"(?:sources?|references?|citations?|evidence|links?|data|see|also|via|from|read|more|further"
    r"|reading|and)"
)
_SOURCE_LINE = re.compile(rf"\W*{_LEAD}(?:\W+{_LEAD})*\W*", re.IGNORECASE)
_SOURCE_COLUMN = re.compile(
    r"\b(?:sources?|references?|refs?|citations?|links?|urls?|evidence|papers?|publications?"
    r"|documents?|documentation|videos?|websites?|articles?|resources?|research|details|key work"
    r"|coverage|reports?|stud(?:y|ies))\b",
    re.IGNORECASE,
)


_MAX_CHARS = 1_000
_MAX_MARKS = 20
"""A longer line, or one with more citations, does not just name a source."""


def own_words(text: str, marks: Sequence[Mark]) -> str:
    """A block's plain text without the words of its links and its bare addresses."""
    if len(text) > _MAX_CHARS or len(marks) > _MAX_MARKS:
        return text
    for mark in marks:
        named = mark.words or mark.url or ""
        if named:
            text = text.replace(named, " ", 1)
    return text


def is_source_line(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a line only says where something is from: "Source: …", "See also …"."""
    own = own_words(text, marks)
    return len(own) <= _MAX_CHARS and _SOURCE_LINE.fullmatch(own) is not None


def cell_claims(texts: Sequence[str], columns: Sequence[str], n: int, marks: Sequence[Mark]) -> str:
    """What the citations in a row's n-th cell support: the cell under its heads, or the whole
    row where the cell names a source and says nothing."""
    column = columns[n] if n < len(columns) else ""
    naming = n == 0 or not column or _SOURCE_COLUMN.search(column) is not None
    if naming and len(texts) > 1 and only_names(texts[n], marks):
        return " | ".join(_headed(texts, columns))
    heads = [head for head in (texts[0] if n else "", column) if head]
    return f"{' | '.join(heads)}: {texts[n]}" if heads else texts[n]


def only_names(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a text says nothing beside the names of its sources."""
    return _NOTHING_BUT_YEARS.fullmatch(own_words(text, marks)) is not None


def _headed(texts: Sequence[str], columns: Sequence[str]) -> Iterable[str]:
    for n, text in enumerate(texts):
        if text:
            column = columns[n] if 0 < n < len(columns) else ""
            yield f"{column}: {text}" if column else text
