"""Rating a source or a venue: a number from 1 to 5 and a reason for it (law 4)."""

import itertools
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from citewiki.domain.editorial import Event, RateVenue, SetOverride
from citewiki.domain.errors import UsageError
from citewiki.domain.rubric import defended
from citewiki.domain.sources import SourceId
from citewiki.domain.venue_rules import parse_rule
from citewiki.domain.venues import Venue, VenueOrigin
from citewiki.ports import Ports
from citewiki.usecases.editors import named

MOST_ID = 60
"""Characters of a venue's id that are made of its host's name."""


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


def inherit(
    ports: Ports,
    source_id: SourceId,
    by: str | None,
    because: str = "",
    *,
    expected: Mapping[str, object] | None = None,
) -> Event:
    """Go back to the venue's rating."""
    change = SetOverride(source_id, None, because.strip())
    return ports.library.editorial.apply(
        change, by=named(by), at=ports.clock.now(), expected=expected
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
    expected: Mapping[str, object] | None = None,
) -> Event:
    """Rate a venue, and with it every source that inherits from it; `review_by` is when to look
    again."""
    name = named(by)
    reason = defended(rating, because)
    return ports.library.editorial.apply(
        RateVenue(venue_id, rating, reason, review_by),
        by=name,
        at=ports.clock.now(),
        expected=expected,
    )


def rate_places(
    ports: Ports, places: Sequence[str], rating: int, because: str, by: str | None
) -> list[Event]:
    """Rate hosts, or authors' pages on a shared platform, that have no rating yet: each becomes
    a venue of its own, unless its rule is some venue's already. Raises UsageError for what is
    no place, before anything is written."""
    name, reason = named(by), defended(rating, because)
    library = ports.library
    known = {rule: venue.id for venue in library.venues.all() for rule in map(str, venue.rules)}
    taken = {venue.id for venue in library.venues.all()}
    venues, ids = list[Venue](), list[str]()
    for place in places:
        rule = parse_rule(place, VenueOrigin.EDITOR)
        if rule is None:
            raise UsageError(f"{place} is no place that a rule can name; rate its sources instead")
        found = known.get(str(rule))
        if found is None:
            found = _new_id(place, taken)
            taken.add(found)
            venues.append(
                Venue(found, place, "website", False, "", None, (rule,), VenueOrigin.EDITOR)
            )
        ids.append(found)
    if venues:
        library.venues.save(venues, VenueOrigin.EDITOR)
    at = ports.clock.now()
    return [library.editorial.apply(RateVenue(one, rating, reason), by=name, at=at) for one in ids]


def _new_id(place: str, taken: Container[str]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", place.lower()).strip("-")[:MOST_ID] or "venue"
    numbered = (f"{slug}-{n}" for n in itertools.count(2))
    return next(one for one in itertools.chain((slug,), numbered) if one not in taken)
