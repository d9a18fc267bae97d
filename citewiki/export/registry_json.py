"""A registry with its history as JSON; `citewiki.imports.registry_json` reads it back."""

from citewiki.domain.registry_history import RegistryHistory
from citewiki.domain.venues import Venue

FORMAT = "citewiki-registry-1"


def as_json(history: RegistryHistory) -> dict[str, object]:
    """Plain JSON values; times are whole, to the microsecond."""
    return {
        "format": FORMAT,
        "venues": [_venue(one) for one in history.venues],
        "ratings": [
            {
                "venue": one.venue_id,
                "origin": one.origin.value,
                "rating": one.rating,
                "because": one.because,
                "by": one.by,
                "at": one.at.isoformat(),
                "review_by": one.review_by.isoformat() if one.review_by else None,
            }
            for one in history.ratings
        ],
        "overrides": [
            {
                "source": one.source_id,
                "url": one.url,
                "rating": one.given.rating,
                "because": one.given.because,
                "by": one.given.by,
                "at": one.given.at.isoformat(),
            }
            for one in history.overrides
        ],
    }


def _venue(one: Venue) -> dict[str, object]:
    return {
        "id": one.id,
        "origin": one.origin.value,
        "name": one.name,
        "kind": one.kind,
        "peer_reviewed": one.peer_reviewed,
        "description": one.description,
        "rules": [{"domain": rule.domain, "path": rule.path} for rule in one.rules],
        "country": one.country,
        "issn": one.issn,
        "ror": one.ror,
        "notes": one.notes,
    }
