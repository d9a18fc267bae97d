"""Ratings that public lists suggest: an editor may take one over, and nothing else does.

A suggestion stands beside a venue's rating and is no part of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from citewiki.domain.rubric import defended
from citewiki.domain.venue_rules import VenueIndex, address_of
from citewiki.domain.venues import Venue, VenueOrigin, VenueRule


@dataclass(frozen=True, slots=True)
class Refusal:
    """An editor does not want a suggestion, and why."""

    because: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What one list says of a place (a rule's host and path), on our scale of 1 to 5.

    `because` are the list's own words or figures; `file` and `at` tell what it was read from and
    when.
    """

    list_name: str
    rule: VenueRule
    rating: int
    because: str
    file: str
    at: datetime
    refused: Refusal | None = None

    def __post_init__(self) -> None:
        defended(self.rating, self.because)

    @property
    def place(self) -> str:
        """As an editor names it: "nytimes.com"."""
        return str(self.rule)

    @property
    def sentence(self) -> str:
        return f"{self.rating}/5 by {self.list_name}: {self.because}"


class SuggestionIndex:
    """Suggestions, ready to be found by URL. What an editor refused is left out."""

    def __init__(self, suggestions: Iterable[Suggestion]) -> None:
        self._by_place: dict[str, list[Suggestion]] = {}
        for one in suggestions:
            if one.refused is None:
                self._by_place.setdefault(one.place, []).append(one)
        self._index = VenueIndex(
            Venue(place, place, "", False, "", None, (of[0].rule,), VenueOrigin.IMPORT)
            for place, of in self._by_place.items()
        )

    def for_url(self, url: str) -> tuple[Suggestion, ...]:
        """What the lists say of the most specific place that a URL falls under."""
        address = address_of(url)
        found = next(self._index.matches(address), None) if address is not None else None
        return tuple(self._by_place[found.venue_id]) if found is not None else ()


def venue_id_of(rule: VenueRule) -> str:
    """The id of a venue made from a place: "nytimes-com"."""
    words = "".join(c if c.isascii() and c.isalnum() else "-" for c in str(rule).lower())
    return "-".join(part for part in words.split("-") if part)[:80]
