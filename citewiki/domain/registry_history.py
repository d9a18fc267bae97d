"""A whole registry with its history, as one store hands it to another."""

from dataclasses import dataclass
from datetime import date, datetime

from citewiki.domain.credibility import Override
from citewiki.domain.rubric import defended
from citewiki.domain.sources import SourceId
from citewiki.domain.venues import Venue, VenueOrigin


@dataclass(frozen=True, slots=True)
class GivenRating:
    """One entry of a venue's history; `rating` None took that origin's rating away."""

    venue_id: str
    origin: VenueOrigin
    rating: int | None
    because: str
    by: str
    at: datetime
    review_by: date | None = None

    def __post_init__(self) -> None:
        if self.rating is not None:
            defended(self.rating, self.because)


@dataclass(frozen=True, slots=True)
class GivenOverride:
    """One entry of a source's history; `url` finds it in a store that gave it another id."""

    source_id: SourceId
    url: str
    given: Override


@dataclass(frozen=True, slots=True)
class RegistryHistory:
    """What each origin says of each venue (`rating` is None there), and every rating ever given,
    oldest first."""

    venues: tuple[Venue, ...]
    ratings: tuple[GivenRating, ...]
    overrides: tuple[GivenOverride, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """How much of a history was new to a store; `unknown` are the URLs of sources that it does
    not have, whose overrides were left out."""

    venues: int
    ratings: int
    overrides: int
    unknown: tuple[str, ...]
