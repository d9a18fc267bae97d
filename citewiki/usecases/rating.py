"""Rating a source or a venue: a number from 1 to 5 and a reason for it (law 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from citewiki.domain.editorial import Event, RateVenue, SetOverride
from citewiki.domain.rubric import defended
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.sources import named


def rate(
    ports: Ports,
    source_id: SourceId,
    rating: int,
    because: str,
    by: str | None,
    *,
    expected: Mapping[str, object] | None = None,
) -> Event:
    """Override the venue's rating for one source."""
    name = named(by)
    reason = defended(rating, because)
    return ports.library.editorial.apply(
        SetOverride(source_id, rating, reason), by=name, at=ports.clock.now(), expected=expected
    )


def inherit(ports: Ports, source_id: SourceId, by: str | None, because: str = "") -> Event:
    """Go back to the venue's rating."""
    return ports.library.editorial.apply(
        SetOverride(source_id, None, because.strip()), by=named(by), at=ports.clock.now()
    )


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change of a venue's rating moves: the sources that inherit it and the pages that
    cite them; `before` is the rating as it stands, None for none."""

    before: int | None
    sources: int
    pages: int


def touched_by(ports: Ports, venue_id: str) -> Touched:
    """Raises NotFound."""
    venue = ports.library.venues.get(venue_id)
    return Touched(
        venue.rating.rating if venue.rating is not None else None,
        ports.library.venues.source_count(venue_id),
        ports.library.venues.page_count(venue_id),
    )


def rate_venue(
    ports: Ports,
    venue_id: str,
    rating: int,
    because: str,
    by: str | None,
    *,
    review_by: date | None = None,
) -> Event:
    """Rate a venue, and with it every source that inherits from it; `review_by` is when to look
    again."""
    name = named(by)
    reason = defended(rating, because)
    return ports.library.editorial.apply(
        RateVenue(venue_id, rating, reason, review_by), by=name, at=ports.clock.now()
    )
