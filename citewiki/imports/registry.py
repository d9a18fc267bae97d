"""Registries of venues in TOML, such as the starter registry that comes with the program."""

import re
import tomllib
from datetime import UTC, date, datetime, time
from importlib import resources

from citewiki.domain.errors import InputError
from citewiki.domain.venue_rules import parse_rule
from citewiki.domain.venues import Venue, VenueOrigin, VenueRating, VenueRule

BY = "citewiki"
"""Who gave the starter registry's ratings."""

_KEYS = {"id", "name", "kind", "country", "peer_reviewed", "rating", "because", "rules"}
_COUNTRY = re.compile(r"[A-Z]{2}")


def starter() -> list[Venue]:
    """The venues that come with the program, from every TOML file of its registry."""
    folder = resources.files("citewiki.registry")
    files = sorted(one.name for one in folder.iterdir() if one.name.endswith(".toml"))
    return [venue for name in files for venue in read(folder.joinpath(name).read_bytes())]


def read(content: bytes) -> list[Venue]:
    """The venues of a registry, in its order. Raises InputError for what is none: one bad entry
    refuses the whole, for this file is the program's own."""
    try:
        document = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"venue registry: not TOML: {error}; correct the file") from None
    as_of, entries = document.get("as_of"), document.get("venue")
    if type(as_of) is not date or not isinstance(entries, list) or not entries:
        raise InputError("venue registry: needs as_of (a date) and [[venue]] entries")
    at = datetime.combine(as_of, time(), UTC)
    venues: dict[str, Venue] = {}
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise InputError(f"venue registry: venue {number}: not a table")
        venue = _venue(entry, at, number)
        if venue.id in venues:
            raise InputError(f"venue registry: {venue.id}: stands twice; keep one")
        venues[venue.id] = venue
    return list(venues.values())


def _venue(entry: dict[str, object], at: datetime, number: int) -> Venue:
    label = entry.get("id") or f"venue {number}"

    def refused(why: str) -> InputError:
        return InputError(f"venue registry: {label}: {why}")

    def text(key: str) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            raise refused(f"{key} has to be a text")
        return value.strip()

    if unknown := sorted(entry.keys() - _KEYS):
        raise refused(f"{unknown[0]!r} is no key of a venue")
    rating, peer_reviewed, written = (
        entry.get(key) for key in ("rating", "peer_reviewed", "rules")
    )
    if type(rating) is not int or not 1 <= rating <= 5:
        raise refused("rating has to be a whole number from 1 to 5")
    if not isinstance(peer_reviewed, bool):
        raise refused("peer_reviewed has to be true or false")
    if not isinstance(written, list) or not written:
        raise refused("rules has to be a list of hosts")
    rules: list[VenueRule] = []
    for one in written:
        rule = parse_rule(one, VenueOrigin.STARTER) if isinstance(one, str) else None
        if rule is None:
            raise refused(f"{one!r} is no host")
        rules.append(rule)
    because = text("because")
    country = entry.get("country", "")
    if not isinstance(country, str) or (country and not _COUNTRY.fullmatch(country)):
        raise refused("country has to be two capital letters (ISO 3166; EU and UN too)")
    return Venue(
        id=text("id"),
        name=text("name"),
        kind=text("kind"),
        peer_reviewed=peer_reviewed,
        description="",
        rating=VenueRating(rating, because, BY, at, VenueOrigin.STARTER),
        rules=tuple(rules),
        origin=VenueOrigin.STARTER,
        country=country,
    )
