"""Public lists of how far sites may be relied on, read as suggestions on our scale.

Each reader says how its list's scale becomes ours; docs/suggestions.md says the same for people.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from citewiki.domain.errors import UsageError
from citewiki.domain.suggestions import Suggestion
from citewiki.domain.venue_rules import parse_rule
from citewiki.domain.venues import VenueOrigin, VenueRule
from citewiki.imports.csv_tables import read_table

WIKIPEDIA = "wikipedia-perennial-sources"
DOMAIN_QUALITY = "domain-quality"

_STATUS = {
    "gr": (4, "generally reliable"),
    "m": (3, "no consensus, or additional considerations apply"),
    "nc": (3, "no consensus, or additional considerations apply"),
    "gu": (2, "generally unreliable"),
    "d": (1, "deprecated"),
    "b": (1, "blacklisted"),
}
_ROW = re.compile(r"^\|-([^\n]*)\n", re.MULTILINE)
_CLASS = re.compile(r"class\s*=\s*\"?[^\"]*\bs-([a-z]+)\b", re.IGNORECASE)
_CALL = r"\{{\{{\s*(?:[^{{}}|]*/\s*{name}|(?:WP:|Template:)?RSP\s*{name})\s*\|"
_STATUS_CALL = re.compile(_CALL.format(name="status") + r"\s*([a-z]+)\b([^{}]*)", re.IGNORECASE)
_USES_CALL = re.compile(_CALL.format(name="uses") + r"([^{}]*)", re.IGNORECASE)
_YEAR_CALL = re.compile(_CALL.format(name="last") + r"[^{}]*?(\d{4})", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")

_QUALITY = ((0.7, 4), (0.4, 3), (0.2, 2), (0.0, 1))
"""From which value of `pc1` on which rating: 5 is never suggested, for news is not refereed."""

_WORDS = 300


@dataclass(frozen=True, slots=True)
class SuggestionList:
    """What a file holds; `rows` read, `problems` a sentence for each that could not be used."""

    rows: int
    suggestions: tuple[Suggestion, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a CSV say what; the scale's ends become 1 and 5."""

    place: str
    rating: str
    reason: str | None = None
    low: float = 1.0
    high: float = 5.0


def read_perennial_sources(content: bytes, file: str, at: datetime) -> SuggestionList:
    """Wikipedia's list of perennial sources, as the wikitext of the page or of its parts: a table
    row a source, with the templates Status, Last and Uses."""
    text = content.decode("utf-8", "replace")
    kept = _Kept(WIKIPEDIA, file, at)
    _, *parts = _ROW.split(text)
    for number, (head, row) in enumerate(zip(parts[::2], parts[1::2], strict=True), start=1):
        status, uses = _STATUS_CALL.search(row) or _CLASS.search(head), _USES_CALL.search(row)
        if status is None or uses is None:
            continue  # a head, or a source without a site
        kept.rows += 1
        rating, words = _STATUS.get(status[1].lower(), (None, ""))
        if rating is None:
            kept.problems.append(f"{file}, row {number}: {status[1]!r} is no status")
            continue
        if status.re is _STATUS_CALL and re.search(r"\bb\s*=\s*y", status[2]):
            rating, words = _STATUS["b"]
        name = _name(row)
        year = _YEAR_CALL.search(row)
        because = f"{name}: {words}" + (f", last discussed {year[1]}" if year else "")
        for place in uses[1].split("|"):
            if "=" not in place and place.strip():
                kept.add(place, rating, because, f"row {number}")
    return kept.done()


def read_domain_quality(content: bytes, file: str, at: datetime) -> SuggestionList:
    """The ratings of news domains by Lin et al. (2023, doi:10.1093/pnasnexus/pgad286): `pc1` is
    what several rating sets have in common, 0 to 1."""
    kept = _Kept(DOMAIN_QUALITY, file, at)
    for line, row in read_table(content, ("domain", "pc1"), file):
        kept.rows += 1
        value = _number(row["pc1"])
        if value is None or not 0 <= value <= 1:
            kept.problems.append(f"{file}, line {line}: pc1 is {row['pc1'][:40]!r}, not 0 to 1")
            continue
        rating = next(rating for least, rating in _QUALITY if value >= least)
        kept.add(row["domain"], rating, f"quality {value:.2f} of 1", f"line {line}")
    return kept.done()


def read_csv(
    content: bytes, file: str, at: datetime, columns: Columns, list_name: str
) -> SuggestionList:
    """Any CSV with a host (or rule) and a figure a row. Raises UsageError for a scale that is
    none."""
    if not math.isfinite(columns.high - columns.low) or columns.low == columns.high:
        raise UsageError("a scale is two different numbers, the worst and the best: 0:100")
    kept = _Kept(list_name, file, at)
    needed = [columns.place, columns.rating, *([columns.reason] if columns.reason else [])]
    for line, row in read_table(content, needed, file):
        kept.rows += 1
        value = _number(row[columns.rating])
        share = None if value is None else (value - columns.low) / (columns.high - columns.low)
        if share is None or not -1e-9 <= share <= 1 + 1e-9:
            kept.problems.append(
                f"{file}, line {line}: {columns.rating} is {row[columns.rating][:40]!r}, "
                f"not {columns.low:g} to {columns.high:g}"
            )
            continue
        rating = 1 + round(4 * min(1.0, max(0.0, share)))
        kept.add(row[columns.place], rating, _reason(row, columns), f"line {line}")
    return kept.done()


class _Kept:
    """The suggestions of one file. Where it speaks of a place twice (of a site's news and of its
    opinions, say), the lower rating is suggested, with both reasons."""

    def __init__(self, list_name: str, file: str, at: datetime) -> None:
        self._list, self._file, self._at = list_name, file, at
        self._found: dict[VenueRule, Suggestion] = {}
        self.rows = 0
        self.problems: list[str] = []

    def add(self, place: str, rating: int, because: str, where: str) -> None:
        rule = parse_rule(place.strip(), VenueOrigin.IMPORT)
        if rule is None:
            self.problems.append(f"{self._file}, {where}: {place.strip()[:80]!r} is no host")
            return
        said = " ".join(because.split())[:_WORDS]
        other = self._found.get(rule)
        if other is not None:
            rating = min(rating, other.rating)
            said = said if said in other.because else f"{other.because}; {said}"[: 2 * _WORDS]
        self._found[rule] = Suggestion(self._list, rule, rating, said, self._file, self._at)

    def done(self) -> SuggestionList:
        return SuggestionList(self.rows, tuple(self._found.values()), tuple(self.problems))


def _reason(row: Mapping[str, str], columns: Columns) -> str:
    figure = f"{columns.rating} {row[columns.rating]}"
    return row[columns.reason] or figure if columns.reason else figure


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _name(row: str) -> str:
    """The first cell's words, without links, templates and italics."""
    cell = row.split("\n", 1)[0].removeprefix("|")
    cell = cell.rpartition('" |')[2] if cell.lstrip().startswith("data-sort") else cell
    cell = re.sub(r"\{\{[^{}]*\}\}|<[^<>]*>|'{2,}", "", _LINK.sub(r"\1", cell))
    return " ".join(cell.split()).strip("| ")[:120] or "this source"
