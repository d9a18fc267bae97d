"""Cells and lines that name a source and claim nothing: their citations speak for what is beside
or above them."""

import re
from collections.abc import Iterable, Sequence

from citewiki.wiki.marks import Mark

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR_OR_GLUE = (
    rf"\b(?:(?:19|20)\d\d|and|also|et al|(?:as of )?{_MONTH}(?: \d\d?,?)?(?= (?:19|20)\d\d))\b"
)
_NOTHING_BUT_YEARS = re.compile(rf"(?:[\W_]++|{_YEAR_OR_GLUE})*+", re.IGNORECASE)
_NAME_AND_YEAR = re.compile(
    rf"(?!(?i:{_MONTH})\b|[A-Z][a-z]+ed\b)[A-Z][\w.&'’-]*"
    r"(?:,? (?:[A-Z&][\w.&'’-]*|and|of|the|et al\.?)){0,8}(?:,? \(?(?:19|20)\d\d\)?|(?<= et al\.))"
)
"""How a work is cited: "OpenAI 2024", "Zou et al. (2023)"; not "Published 2024"."""
_ABOUT_SOURCE = re.compile(r"\b(?:sources?|references?|refs?|citations?)\b", re.IGNORECASE)
"""A column in which whatever a cell has is about the row's source."""
_LEAD = (
    r"(?:sources?|references?|citations?|evidence|links?|data|see|also|via|from|read|more|further"
    r"|reading)"
)
_SOURCE_LINE = re.compile(rf"\W*{_LEAD}(?:\W+(?:{_LEAD}|and))*\W*", re.IGNORECASE)
_SOURCE_COLUMN = re.compile(
    r"\b(?:sources?|references?|refs?|citations?|links?|urls?|evidence|papers?|publications?"
    r"|documents?|documentation|videos?|websites?|articles?|resources?|research|details|key work"
    r"|coverage|reports?|stud(?:y|ies))\b",
    re.IGNORECASE,
)


_HEAD_WORDS = 4
"""A first cell with no more words beside its citations is the row's head: "U-Sophistry (…)"."""

MAX_CHARS = 1_000
MAX_MARKS = 20
"""A longer line, or one with more citations, does not just name a source."""


def own_words(text: str, marks: Sequence[Mark]) -> str:
    """A block's plain text without the words of its links and its bare addresses."""
    if len(text) > MAX_CHARS or len(marks) > MAX_MARKS:
        return text
    for mark in marks:
        named = mark.words or mark.url or ""
        if named:
            text = text.replace(named, " ", 1)
    return text


def is_source_line(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a line only says where something is from: "Source: …", "See also …", or a
    footnote's mark alone."""
    own = own_words(text, marks)
    return not text or (len(own) <= MAX_CHARS and _SOURCE_LINE.fullmatch(own) is not None)


def cell_claims(texts: Sequence[str], columns: Sequence[str], n: int, marks: Sequence[Mark]) -> str:
    """What the citations in a row's n-th cell support: the cell under its heads, or the whole
    row where the cell names a source and says nothing."""
    column = columns[n] if n < len(columns) else ""
    if len(texts) > 1 and (
        (n and _ABOUT_SOURCE.search(column)) or _names(texts[n], column, n, marks)
    ):
        return " | ".join(_headed(texts, columns))
    heads = [head for head in (texts[0] if n else "", column) if head]
    return f"{' | '.join(heads)}: {texts[n]}" if heads else texts[n]


def _names(text: str, column: str, n: int, marks: Sequence[Mark]) -> bool:
    """Whether the n-th cell, in this column, names a source and says nothing."""
    if n == 0 and len(own_words(text, marks).split()) <= _HEAD_WORDS:
        return True
    may = n == 0 or not column or is_source_head(column)
    if not may:
        may = any(mark.words for mark in marks) and _NAME_AND_YEAR.fullmatch(text) is not None
    return may and only_names(text, marks)


def is_source_head(head: str) -> bool:
    """Whether a column's head, or a property's name, says that sources are named below it."""
    return _SOURCE_COLUMN.search(head) is not None


def only_names(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a text says nothing beside the names of its sources."""
    return _NOTHING_BUT_YEARS.fullmatch(own_words(text, marks)) is not None


def _headed(texts: Sequence[str], columns: Sequence[str]) -> Iterable[str]:
    for n, text in enumerate(texts):
        if text:
            column = columns[n] if 0 < n < len(columns) else ""
            yield f"{column}: {text}" if column else text
