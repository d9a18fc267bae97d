"""Cells and lines that name a source and claim nothing: their citations speak for what is beside
or above them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from citewiki.wiki.grid import Cell, Grid, joined
from citewiki.wiki.marks import Mark

_YEAR_OR_GLUE = re.compile(r"\b(?:(?:19|20)\d\d|and|also|et al)\b", re.IGNORECASE)
_LEAD = (
    r"(?:sources?|references?|citations?|evidence|links?|data|see|also|via|from|read|more|further"
    r"|reading|and)"
)
_SOURCE_LINE = re.compile(rf"\W*{_LEAD}(?:\W+{_LEAD})*\W*|\s*(?:[—–―]|--)[\s—–―-]*", re.IGNORECASE)
_SOURCE_COLUMN = re.compile(
    r"\b(?:sources?|references?|refs?|citations?|links?|urls?|evidence|papers?|publications?"
    r"|documents?|documentation|videos?|websites?|articles?|resources?|research|details|key work"
    r"|coverage|reports?|stud(?:y|ies))\b",
    re.IGNORECASE,
)


_MAX_CHARS = 1_000
_MAX_MARKS = 20
"""A longer line, or one with more citations, does not just name a source."""
_MAX_HEADS = 3
"""Cells of a row that are heads of those beside them."""


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
    """Whether a line only says where something is from: "Source: …", "See also …", or, below
    a quotation, "— …"."""
    own = own_words(text, marks)
    return len(own) <= _MAX_CHARS and _SOURCE_LINE.fullmatch(own) is not None


def cell_claims(row: Sequence[Cell], grid: Grid, marks: Mapping[int, Sequence[Mark]]) -> list[str]:
    """What the citations in some of a row's cells support, in the row's order: the cell under its
    heads, or the whole row where the cell names a source and says nothing. `marks` are each
    cell's, by its place in the row."""
    claims: list[str] = []
    beside: list[str] = []  # heads of the row
    whole: str | None = None
    for n, cell in enumerate(row):
        if n in marks:
            column = grid.columns_over(cell)
            naming = n == 0 or not column or _SOURCE_COLUMN.search(column) is not None
            if naming and len(row) > 1 and only_names(cell.text, marks[n]):
                if whole is None:
                    whole = joined(_headed(row, grid), " | ")
                claims.append(whole)
            else:
                heads = " | ".join(head for head in (grid.group, *beside, column) if head)
                claims.append(f"{heads}: {cell.text}" if heads else cell.text)
        if (n == 0 or cell.span.head) and len(beside) < _MAX_HEADS:
            beside.append(cell.text)
    return claims


def head_claims(row: Sequence[Cell], marks: Mapping[int, object]) -> list[str]:
    """The same for a row of heads: the head, and what the first of them says of all."""
    first = row[0].text
    return [f"{first}: {row[n].text}" if n else row[n].text for n in marks]


def only_names(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a text says nothing beside the names of its sources."""
    rest = _YEAR_OR_GLUE.sub("", own_words(text, marks))
    return not any(char.isalnum() for char in rest)


def _headed(row: Sequence[Cell], grid: Grid) -> Iterator[str]:
    if grid.group:
        yield grid.group
    for n, cell in enumerate(row):
        if cell.text:
            column = "" if n == 0 or cell.span.head else grid.columns_over(cell)
            yield f"{column}: {cell.text}" if column else cell.text
