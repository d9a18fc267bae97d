"""The Retraction Watch database as Crossref publishes it: one CSV, a row a notice.

Columns: https://gitlab.com/crossref/retraction-watch-data (README).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from citewiki.domain.dois import doi_name
from citewiki.domain.notices import Notice, NoticeKind
from citewiki.imports.csv_tables import read_table

NAME = "retraction-watch"

_NEEDED = ("Record ID", "RetractionDate", "OriginalPaperDOI", "RetractionNature")
_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "correction": NoticeKind.CORRECTION,
    "expression of concern": NoticeKind.CONCERN,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
_NO_DOI = frozenset({"", "unavailable", "none", "n/a", "0"})
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s.*)?")  # month first, "3/4/2021 0:00"
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_REASON_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class RetractionList:
    """What a file holds: `rows` read, the notices on works that have a DOI, how many rows have
    none, and a sentence for each row that could not be used."""

    rows: int
    notices: tuple[Notice, ...]
    without_doi: int
    problems: tuple[str, ...]


def read(content: bytes, file: str, at: datetime) -> RetractionList:
    """Raises InputError for a file that is none of that shape. Of rows with one Record ID the
    last counts."""
    rows = without = 0
    found: dict[str, Notice] = {}
    problems: list[str] = []
    for line, row in read_table(content, _NEEDED, file):
        rows += 1
        if row["OriginalPaperDOI"].lower() in _NO_DOI:
            without += 1
            continue
        read_row = _notice(row, file, at)
        if isinstance(read_row, str):
            problems.append(f"{file}, line {line}: {read_row}")
        else:
            found[read_row.record] = read_row
    return RetractionList(rows, tuple(found.values()), without, tuple(problems))


def _notice(row: Mapping[str, str], file: str, at: datetime) -> Notice | str:
    """The row's notice, or why it is none."""
    record, nature = row["Record ID"], row["RetractionNature"]
    doi = doi_name(row["OriginalPaperDOI"])
    kind = _KINDS.get(nature.lower())
    on = _day(row["RetractionDate"])
    if not record:
        return "has no Record ID"
    if doi is None:
        return f"record {record[:40]}: {row['OriginalPaperDOI'][:80]!r} is no DOI"
    if kind is None:
        return f"record {record[:40]}: {nature[:80]!r} is no nature of a notice"
    if on is None and kind is NoticeKind.REINSTATEMENT:
        return f"record {record[:40]}: a reinstatement needs its date, and has none"
    return Notice(
        kind=kind,
        doi=doi,
        on=on,
        because=_reasons(row.get("Reason", "")),
        notice_doi=doi_name(row.get("RetractionDOI", "")),
        told_by=NAME,
        heard_at=at,
        record=record[:100],
        file=file,
    )


def _reasons(text: str) -> str:
    """ "+Error in Data;+Unreliable Results;" as "Error in Data; Unreliable Results"."""
    parts = (" ".join(part.split()).removeprefix("+").strip() for part in text.split(";"))
    return "; ".join(part for part in parts if part)[:_REASON_CHARS]


def _day(text: str) -> date | None:
    american, iso = _DATE.fullmatch(text), _ISO.fullmatch(text)
    try:
        if american is not None:
            return date(int(american[3]), int(american[1]), int(american[2]))
        return date(int(iso[1]), int(iso[2]), int(iso[3])) if iso is not None else None
    except ValueError:
        return None
