"""The list of sources, as the terminal and `citewiki list` show it: rows, order, filter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from citewiki.domain.errors import UsageError

if TYPE_CHECKING:
    from citewiki.domain.links import LinkState
    from citewiki.domain.sources import SourceId

_SIGNS_FIRST = re.compile(r"[\W_]+(?=[^\W_])")


class SortKey(StrEnum):
    """What the list can be sorted by; ties go by title, then id."""

    TITLE = "title"
    VENUE = "venue"
    RATING = "rating"
    IMPORTANCE = "importance"
    CITED_BY = "cited_by"
    LINK = "link"
    FETCHED = "fetched"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class ListView:
    """Which sources to list, and in which order.

    `filter` is what a person typed: every word must occur in the title, URL, venue's name or
    authors, case folded; "" lists all. Sources without a value sort last either way. `uncited`
    leaves out what some page cites, `venue_id` what is of another venue.
    """

    filter: str = ""
    sort: SortKey = SortKey.TITLE
    descending: bool = False
    uncited: bool = False
    venue_id: str | None = None


def told(view: ListView) -> str:
    """A view in words."""
    words = f"“{view.filter}”" if view.filter else "all"
    uncited = ", uncited" if view.uncited else ""
    down = ", greatest first" if view.descending else ""
    return f"{words}{uncited}, by {view.sort.value.replace('_', ' ')}{down}"


MOST_NAME = 40


@dataclass(frozen=True, slots=True)
class SavedList:
    """A view that an editor gave a name."""

    name: str
    view: ListView

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > MOST_NAME:
            raise UsageError(f"a saved list needs a name of 1 to {MOST_NAME} characters")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of the list; None where unknown. `fetched_at` is the current snapshot's time."""

    id: SourceId
    stable_id: str
    url: str
    title: str
    type: str | None
    venue: str | None
    rating: int | None
    importance: int | None
    cited_by_count: int
    link_state: LinkState
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One result of a full-text search, best first; `snippet` marks the words with \\x02…\\x03."""

    source_id: SourceId
    title: str
    url: str
    snippet: str
    score: float


def by_title(title: str) -> str:
    """What titles are sorted by: case folded, from the first letter or figure on.

    A title of signs alone sorts by its signs.
    """
    folded = title.casefold()
    signs = _SIGNS_FIRST.match(folded)
    return folded if signs is None else folded[signs.end() :]
