"""Cells and lines that name a source and claim nothing: their citations speak for what is beside
or above them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from citewiki.wiki.grid import Cell, Grid, joined
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
_OTHER_NAMES = re.compile(r"(?:[\W_]++|(?:and|et al|(?:19|20)\d\d|[A-Z][\w'’-]*+)\b){0,16}")
"""What may stand beside one that is linked: "[Zou (2023)](…), Xu"."""
_ABOUT_SOURCE = re.compile(r"\b(?:sources?|references?|refs?|citations?)\b", re.IGNORECASE)
"""A column in which whatever a cell has is about the row's source."""
_LEAD = (
    r"(?:sources?|references?|citations?|evidence|links?|data|see|also|via|from|read|more|further"
    r"|reading)"
)
_SOURCE_LINE = re.compile(
    rf"\W*{_LEAD}(?:\W+(?:{_LEAD}|and))*\W*|\s*(?:[—–―]|--)[\s—–―-]*", re.IGNORECASE
)
_SOURCE_LABEL = re.compile(
    r"\W*(?:(?:data|image|key|main|primary)\s+)?(?:sources?|references?|citations?)\s*:",
    re.IGNORECASE,
)
_PROVENANCE = re.compile(
    r"\W*(?:(?:\w+ )?(?:data|estimates?|figures|numbers|statistics)(?: \w+ed)? from"
    r"|(?:(?:\w+ )?estimates? )?(?:adapted|based|compiled|derived|drawn) (?:from|on))\b",
    re.IGNORECASE,
)
"""How a note on a table begins: "Data from …", "Based on …"."""
_MAX_PROVENANCE = 200
_CLAUSE = re.compile(
    r":\W*$|,\s+(?!and\b|or\b)[^,]*$|,\s+(?:an?|he|it|our|she|the|their|there|these|they|this|we)\b"
)
"""Then such a beginning is that of a statement: "Based on this, the price rose"; so it is with one
of these words."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|will|would|can|could|may|might|should|that"
    r"|(?:show|suggest|indicate|reveal|demonstrate|imply|confirm|support|point|put|find)(?:s|ed)?"
    r"|found|implies|implied)\b"
)
_LOWER_CASE = re.compile(r"(?<![\w-])[a-z]{2,}\b")
_GLUE = frozenset(
    ("al", "and", "at", "by", "de", "der", "et", "for", "from", "in", "la", "of", "on", "the", "to",
     "van", "von", "with")
)  # fmt: skip
_STATES = 3
"""So many words in lower case are no author, publisher or journal."""
_AUTHORED = re.compile(r"\b(?:(?:19|20)\d\d|et al|[A-Z])\b")
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
_MAX_HEADS = 3
"""Cells of a row that are heads of those beside them."""


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
    """Whether a line only says where something is from: "Source: …", "See also …", below a
    quotation "— …", or a footnote's mark alone."""
    own = own_words(text, marks)
    return not text or (len(own) <= MAX_CHARS and _SOURCE_LINE.fullmatch(own) is not None)


def is_source_note(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a sentence names sources and says more of them: "Source: estimates by …, 2024",
    "Data from … and industry reports"."""
    if len(text) > MAX_CHARS:
        return False
    labelled = _SOURCE_LABEL.match(text) is not None
    if not labelled and (len(text) > _MAX_PROVENANCE or _PROVENANCE.match(text) is None):
        return False
    own = own_words(text, marks)
    return _VERB.search(own) is None and (labelled or _CLAUSE.search(own) is None)


def is_labelled(text: str) -> bool:
    """Whether a line begins with "Source:" or the like."""
    return _SOURCE_LABEL.match(text) is not None


def states(text: str) -> bool:
    """Whether a sentence has more words than one of a reference's: authors, publisher, year."""
    return len({*_LOWER_CASE.findall(text)} - _GLUE) >= _STATES


def is_authored(text: str) -> bool:
    """Whether a sentence may begin a reference: "Xu, A. (2020)."."""
    return not states(text) and _AUTHORED.search(text) is not None


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
            is_about = n > 0 and _ABOUT_SOURCE.search(column) is not None
            if len(row) > 1 and (is_about or _names(cell.text, column, n, marks[n])):
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


def _names(text: str, column: str, n: int, marks: Sequence[Mark]) -> bool:
    """Whether the n-th cell, in this column, names a source and says nothing."""
    if n == 0 and len(own_words(text, marks).split()) <= _HEAD_WORDS:
        return True
    if n == 0 or not column or is_source_head(column):
        return only_names(text, marks)
    if any(_NAME_AND_YEAR.fullmatch(mark.words) for mark in marks):
        return _OTHER_NAMES.fullmatch(own_words(text, marks)) is not None
    named = any(mark.words for mark in marks) and _NAME_AND_YEAR.fullmatch(text) is not None
    return named and only_names(text, marks)


def is_source_head(head: str) -> bool:
    """Whether a column's head, or a property's name, says that sources are named below it."""
    return _SOURCE_COLUMN.search(head) is not None


def only_names(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a text says nothing beside the names of its sources."""
    return _NOTHING_BUT_YEARS.fullmatch(own_words(text, marks)) is not None


def _headed(row: Sequence[Cell], grid: Grid) -> Iterator[str]:
    if grid.group:
        yield grid.group
    for n, cell in enumerate(row):
        if cell.text:
            column = "" if n == 0 or cell.span.head else grid.columns_over(cell)
            yield f"{column}: {cell.text}" if column else cell.text
