"""The venues as they stand, read whole: there are hundreds, not millions."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import secrets
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from citewiki.domain.sources import FieldValue, Origin
from citewiki.domain.venue_rules import VenueIndex
from citewiki.domain.venues import Venue, VenueOrigin, VenueRating, VenueRule
from db import rows
from db.connection import Connection

_RANK = {VenueOrigin.EDITOR: 0, VenueOrigin.IMPORT: 1, VenueOrigin.STARTER: 2}


def venues(connection: Connection, only: str | None = None) -> list[Venue]:
    """Every venue (or the one with this id), by name."""
    where, given = ("", ()) if only is None else (" WHERE {} = ?", (only,))
    words: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for row in connection.execute(
        "SELECT id, origin, name, kind, peer_reviewed, description, country, issn, ror, notes "
        "FROM venue" + where.format("id"),
        given,
    ):
        words[row[0]].append(row)
    rules: dict[str, dict[tuple[str, str], VenueRule]] = defaultdict(dict)
    found = connection.execute(
        "SELECT venue_id, domain, path, origin FROM venue_rule" + where.format("venue_id"), given
    )
    for venue_id, domain, path, origin in sorted(found, key=lambda r: _RANK[VenueOrigin(r[3])]):
        rule = VenueRule(domain, path, VenueOrigin(origin))
        rules[venue_id].setdefault((domain, path), rule)
    ratings: dict[str, dict[VenueOrigin, VenueRating | None]] = defaultdict(dict)
    for row in connection.execute(
        "SELECT rating, because, by, at, origin, review_by, venue_id FROM venue_rating"
        + where.format("venue_id")
        + " ORDER BY id",
        given,
    ):
        ratings[row[6]][VenueOrigin(row[4])] = None if row[0] is None else rows.venue_rating(row)
    result = []
    for venue_id, said in words.items():
        ranked = sorted(said, key=lambda r: _RANK[VenueOrigin(r[1])])
        best = ranked[0]
        # what one origin leaves empty, the next may know
        country, issn, ror, notes = (
            next((row[i] for row in ranked if row[i]), "") for i in range(6, 10)
        )
        result.append(
            Venue(
                id=venue_id,
                name=best[2],
                kind=best[3],
                peer_reviewed=bool(best[4]),
                description=best[5],
                rating=_standing(ratings[venue_id]),
                rules=tuple(sorted(rules[venue_id].values(), key=str)),
                origin=VenueOrigin(best[1]),
                country=country,
                issn=issn,
                ror=ror,
                notes=notes,
            )
        )
    return sorted(result, key=lambda v: (v.name.casefold(), v.id))


class VenueFinder:
    """Which venue a source belongs to: the editor's word, an import's, else the rules."""

    def __init__(self, registry: Sequence[Venue]) -> None:
        self._by_id = {venue.id: venue for venue in registry}
        self._by_name = {venue.name.casefold(): venue for venue in registry}
        self._index = VenueIndex(registry)

    def get(self, venue_id: str | None) -> Venue | None:
        """The venue under this id; None for none, or where it is gone."""
        return None if venue_id is None else self._by_id.get(venue_id)

    def find(self, url: str, said: FieldValue | None) -> tuple[Venue | None, str | None]:
        """The venue where it is registered, and its name; `said` is the effective field."""
        word = said.value if said is not None and isinstance(said.value, str) else None
        if said is not None and word is not None:
            venue = self._by_id.get(word) or self._by_name.get(word.casefold())
            if venue is not None:
                return venue, venue.name
            if said.origin is Origin.EDITOR:
                return None, word
        matched = self._index.match(url)
        if matched is not None and (venue := self._by_id.get(matched.venue_id)) is not None:
            return venue, venue.name
        return None, word


def finder(connection: Connection) -> VenueFinder:
    """The finder over the registry as it stands, kept as long as nobody changes the registry."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    kept = connection.kept.get("venues")
    if kept is None or kept[0] != version:
        kept = (version, VenueFinder(venues(connection)))
        connection.kept["venues"] = kept
    found: VenueFinder = kept[1]
    return found


def changed(connection: Connection) -> None:
    """Note, in this transaction, that the registry is another one now.

    The mark is random and no counter: after a rollback a counter would come to the same number
    for another registry.
    """
    connection.execute(f"PRAGMA user_version = {secrets.randbits(31)}")


def _standing(by_origin: dict[VenueOrigin, VenueRating | None]) -> VenueRating | None:
    for origin in sorted(by_origin, key=lambda o: _RANK[o]):
        if (given := by_origin[origin]) is not None:
            return given
    return None
