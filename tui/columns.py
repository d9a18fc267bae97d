"""The columns of the list of sources: which of them fit, and what stands in them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from citewiki.domain.links import LinkState
from citewiki.domain.listing import SearchHit, SortKey, SourceRow
from citewiki.domain.rubric import LABELS

GAP = 2
LEAST_TITLE = 30
"""Columns that the title keeps before another column comes in."""

EASY_TITLE = 44
"""Columns that the title keeps before one comes in that can be missed: most titles fit."""

MOST_VENUE = 26


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width, the key that a click on its head sorts by, and how wide
    the title must stay beside it."""

    name: str
    width: int
    sort: SortKey | None = None
    right: bool = False
    beside: int = LEAST_TITLE


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column: pieces of text, each with its tone ("" is the row's own)."""

    pieces: tuple[tuple[str, str], ...]


_BY_WORTH = (
    Column("Rating", 7, SortKey.RATING),
    Column("Link", 11, SortKey.LINK),
    Column("Cited", 5, SortKey.CITED_BY, right=True),
    Column("Venue", 16, SortKey.VENUE),
    Column("Imp", 3, SortKey.IMPORTANCE, right=True, beside=EASY_TITLE),
    Column("Age", 5, SortKey.FETCHED, right=True, beside=EASY_TITLE),
)
_BY_PLACE = ("Venue", "Rating", "Imp", "Cited", "Link", "Age")


def source_columns(width: int) -> tuple[Column, ...]:
    """The columns that fit into so many; the title first, as wide as the rest leaves it."""
    chosen: dict[str, Column] = {}
    left = width
    for column in _BY_WORTH:
        if left - column.width - GAP < column.beside:
            break
        chosen[column.name] = column
        left -= column.width + GAP
    if "Venue" in chosen and left > 2 * LEAST_TITLE:
        more = min(left - 2 * LEAST_TITLE, MOST_VENUE - chosen["Venue"].width)
        chosen["Venue"] = Column("Venue", chosen["Venue"].width + more, SortKey.VENUE)
        left -= more
    rest = (chosen[name] for name in _BY_PLACE if name in chosen)
    return (Column("Title", max(1, left), SortKey.TITLE), *rest)


_LINK_TONES = {
    LinkState.LIVE: "good",
    LinkState.MOVED: "good",
    LinkState.UNCHECKED: "soft",
    LinkState.GONE: "bad",
    LinkState.WITHDRAWN: "bad",
}


def link_tone(state: LinkState) -> str:
    """Which tone a link state is shown in; what is neither good nor bad wants a look."""
    return _LINK_TONES.get(state, "warn")


def rating_tone(rating: int | None) -> str:
    if rating is None:
        return "soft"
    return "good" if rating >= 4 else "bad" if rating <= 1 else "warn" if rating == 2 else ""


def source_cell(row: SourceRow, column: Column, now: datetime) -> Cell:
    """What a source shows in one column; its age is that of its current text."""
    match column.name:
        case "Title":
            return cell(row.title)
        case "Venue":
            return cell(row.venue or "", "soft")
        case "Rating":
            text = "–" if row.rating is None else f"{row.rating} {LABELS[row.rating]}"
            return cell(text, rating_tone(row.rating))
        case "Imp":
            return cell("" if row.importance is None else str(row.importance))
        case "Cited":
            return cell(str(row.cited_by_count), "" if row.cited_by_count else "soft")
        case "Link":
            return cell(row.link_state.value.replace("_", " "), link_tone(row.link_state))
        case _:
            return cell("" if row.fetched_at is None else aged(now - row.fetched_at), "soft")


def aged(age: timedelta) -> str:
    """In the greatest unit of which there are two: "3 h", "45 d", "7 mo", "2 y"; a clock that
    was wrong makes nothing younger than nothing."""
    hours = max(0, int(age.total_seconds() // 3600))
    for unit, length in (("y", 8766), ("mo", 730), ("d", 24)):
        if hours >= 2 * length:
            return f"{hours // length} {unit}"
    return f"{hours} h"


def hit_columns(width: int) -> tuple[Column, ...]:
    """Title and passage; the title alone where there is no room for both."""
    if width < 2 * LEAST_TITLE:
        return (Column("Title", width),)
    title = max(LEAST_TITLE, width * 2 // 5)
    return Column("Title", title), Column("Passage", width - title - GAP)


def hit_cell(hit: SearchHit, column: Column) -> Cell:
    """What a search result shows in one column; the words that were found stand out."""
    if column.name == "Title":
        return cell(hit.title)
    if hit.snippet.replace("\x02", "").replace("\x03", "") == hit.title:
        return cell("in its title", "soft")
    pieces: list[tuple[str, str]] = []
    for at, part in enumerate(hit.snippet.split("\x02")):
        found, _, rest = part.partition("\x03") if at else ("", "", part)
        pieces += [(found, "found"), (rest, "soft")]
    return Cell(tuple(piece for piece in pieces if piece[0]))


def cell(text: str, tone: str = "") -> Cell:
    """One piece of text."""
    return Cell(((text, tone),))
