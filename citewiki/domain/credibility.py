"""Credibility: the one rule by which a source gets its rating (law 4)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from citewiki.domain.rubric import LABELS, MEANINGS, defended
from citewiki.domain.venues import Venue


class Basis(StrEnum):
    """What a source's rating rests on."""

    VENUE = "venue"
    OVERRIDE = "override"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Override:
    """An editor's rating of one source; `rating` None means: back to the venue's."""

    rating: int | None
    because: str
    by: str
    at: datetime

    def __post_init__(self) -> None:
        if self.rating is not None:
            defended(self.rating, self.because)


@dataclass(frozen=True, slots=True)
class Credibility:
    """A source's rating and everything needed to defend it; all None where there is no rating."""

    rating: int | None
    basis: Basis
    venue_name: str | None
    because: str | None
    by: str | None
    at: datetime | None

    @property
    def label(self) -> str | None:
        return None if self.rating is None else LABELS[self.rating]

    @property
    def meaning(self) -> str | None:
        return None if self.rating is None else MEANINGS[self.rating]


def credibility(override: Override | None, venue: Venue | None) -> Credibility:
    """The effective rating: the override, else the venue's, else none."""
    name = venue.name if venue is not None else None
    if override is not None and override.rating is not None:
        return Credibility(
            override.rating, Basis.OVERRIDE, name, override.because, override.by, override.at
        )
    if venue is not None and venue.rating is not None:
        given = venue.rating
        return Credibility(given.rating, Basis.VENUE, name, given.because, given.by, given.at)
    return Credibility(None, Basis.NONE, name, None, None, None)
