"""The registry of venues."""

from collections.abc import Sequence
from datetime import datetime

from citewiki.domain.coverage import Standing
from citewiki.domain.editorial import EventKind
from citewiki.domain.errors import NotFound
from citewiki.domain.registry_history import RegistryHistory, Restored
from citewiki.domain.venues import Venue, VenueOrigin, VenueRating
from citewiki.ports.library.sources import ImportCounts
from db import cells, registry, rows
from db.connection import Connection
from db.engine import Database
from db.library import registry_history
from db.library.standings import standings
from db.projection import project


class SqlVenues:
    """Implements `citewiki.ports.library.venues.Venues`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Venue]:
        with self._database.read() as connection:
            return registry.venues(connection)

    def get(self, venue_id: str) -> Venue:
        with self._database.read() as connection:
            return venue(connection, venue_id)

    def save(self, venues: Sequence[Venue], origin: VenueOrigin) -> ImportCounts:
        with self._database.write() as connection:
            before = {one.id for one in registry.venues(connection)}
            added: set[str] = set()
            changed: set[str] = set()
            for one in venues:
                if _save(connection, one, origin):
                    (changed if one.id in before else added).add(one.id)
            if added and origin is VenueOrigin.EDITOR:
                _tell_added(connection, [one for one in venues if one.id in added])
            if added or changed:
                registry.changed(connection)
                project(connection)
        return ImportCounts(
            len(added), len(changed), len({one.id for one in venues} - added - changed)
        )

    def ratings(self, venue_id: str) -> list[VenueRating]:
        with self._database.read() as connection:
            venue(connection, venue_id)
            found = connection.execute(
                "SELECT rating, because, by, at, origin, review_by FROM venue_rating "
                "WHERE venue_id = ? AND rating IS NOT NULL ORDER BY id DESC",
                (venue_id,),
            )
            return [rows.venue_rating(row) for row in found]

    def source_count(self, venue_id: str) -> int:
        with self._database.read() as connection:
            venue(connection, venue_id)
            return int(
                connection.execute(
                    "SELECT COUNT(*) FROM source WHERE venue_id = ? AND rating_basis <> 'override'",
                    (venue_id,),
                ).fetchone()[0]
            )

    def page_count(self, venue_id: str) -> int:
        with self._database.read() as connection:
            venue(connection, venue_id)
            return int(
                connection.execute(
                    "SELECT COUNT(DISTINCT c.page_key) FROM source s "
                    "JOIN citation c ON c.source_key = s.key "
                    "WHERE s.venue_id = ? AND s.rating_basis <> 'override'",
                    (venue_id,),
                ).fetchone()[0]
            )

    def history(self) -> RegistryHistory:
        with self._database.read() as connection:
            return registry_history.history(connection)

    def restore(self, history: RegistryHistory) -> Restored:
        with self._database.write() as connection:
            new = sum(_save_words(connection, one, one.origin) for one in history.venues)
            return registry_history.restore(connection, history, new)

    def standings(self) -> list[Standing]:
        with self._database.read() as connection:
            return standings(connection)


def venue(connection: Connection, venue_id: str) -> Venue:
    """Raises NotFound."""
    found = registry.venues(connection, only=cells.clean(venue_id))
    if not found:
        raise NotFound(f"there is no venue {venue_id!r}; `citewiki venue list` has all of them")
    return found[0]


def editors_rating(connection: Connection, venue_id: str) -> dict[str, object]:
    """The editors' rating of a venue: {"rating", "because"}, and "review_by" where it has one."""
    row = connection.execute(
        "SELECT rating, because, review_by FROM venue_rating WHERE venue_id = ? "
        "AND origin = 'editor' ORDER BY id DESC LIMIT 1",
        (venue_id,),
    ).fetchone()
    if row is None:
        return {"rating": None, "because": ""}
    return told_rating(row[0], row[1], row[2])


def told_rating(rating: int | None, because: str, review_by: str | None) -> dict[str, object]:
    """A rating as an event tells it."""
    told: dict[str, object] = {"rating": rating, "because": because}
    return told if review_by is None else {**told, "review_by": review_by}


def rate_as_editor(
    connection: Connection,
    venue_id: str,
    rating: int | None,
    because: str,
    by: str,
    at: datetime,
    review_by: str | None = None,
) -> None:
    """Append the editors' rating; the caller derives what follows from it."""
    connection.execute(
        "INSERT INTO venue_rating (venue_id, origin, rating, because, by, at, review_by) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            venue_id,
            VenueOrigin.EDITOR.value,
            rating,
            cells.clean(because),
            cells.clean(by),
            cells.stamp(at),
            review_by,
        ),
    )


def _save(connection: Connection, one: Venue, origin: VenueOrigin) -> bool:
    """Whether anything that this origin says of the venue is new."""
    changed = _save_words(connection, one, origin)
    return _save_rating(connection, one, origin) or changed


def _save_words(connection: Connection, one: Venue, origin: VenueOrigin) -> bool:
    """The same, its rating left alone."""
    key = (one.id, origin.value)
    words = (
        cells.clean(one.name),
        cells.clean(one.kind),
        bool(one.peer_reviewed),
        cells.clean(one.description),
        one.country,
        one.issn,
        one.ror,
        cells.clean(one.notes),
    )
    stored = connection.execute(
        "SELECT name, kind, peer_reviewed, description, country, issn, ror, notes FROM venue "
        "WHERE id = ? AND origin = ?",
        key,
    ).fetchone()
    changed: bool = stored != words
    if changed:
        connection.execute(
            "INSERT OR REPLACE INTO venue (id, origin, name, kind, peer_reviewed, description, "
            "country, issn, ror, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*key, *words),
        )
    rules = {(rule.domain, rule.path) for rule in one.rules}
    old = {
        (row[0], row[1])
        for row in connection.execute(
            "SELECT domain, path FROM venue_rule WHERE venue_id = ? AND origin = ?", key
        )
    }
    if rules != old:
        changed = True
        connection.execute("DELETE FROM venue_rule WHERE venue_id = ? AND origin = ?", key)
        if rules:
            connection.executemany(
                "INSERT INTO venue_rule (venue_id, origin, domain, path) VALUES (?, ?, ?, ?)",
                [(*key, domain, path) for domain, path in sorted(rules)],
            )
    return changed


def _save_rating(connection: Connection, one: Venue, origin: VenueOrigin) -> bool:
    newest = connection.execute(
        "SELECT rating, because, by, review_by FROM venue_rating WHERE venue_id = ? "
        "AND origin = ? ORDER BY id DESC LIMIT 1",
        (one.id, origin.value),
    ).fetchone()
    given = one.rating
    if given is None:
        # An editor's rating goes only by an editor's change; an import may stop giving one.
        if newest is None or newest[0] is None or origin is VenueOrigin.EDITOR:
            return False
        connection.execute(
            "INSERT INTO venue_rating (venue_id, origin, rating, because, by, at) "
            "SELECT venue_id, origin, NULL, '', by, at FROM venue_rating WHERE venue_id = ? "
            "AND origin = ? ORDER BY id DESC LIMIT 1",
            (one.id, origin.value),
        )
        return True
    review_by = None if given.review_by is None else given.review_by.isoformat()
    if newest == (given.rating, given.because, given.by, review_by):
        return False
    connection.execute(
        "INSERT INTO venue_rating (venue_id, origin, rating, because, by, at, review_by) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            one.id,
            origin.value,
            given.rating,
            cells.clean(given.because),
            cells.clean(given.by),
            cells.stamp(given.at),
            review_by,
        ),
    )
    return True


def _tell_added(connection: Connection, venues: Sequence[Venue]) -> None:
    for one in venues:
        if one.rating is not None:  # only a rating says who added it, and when
            connection.execute(
                "INSERT INTO event (at, by, kind, venue_id, before, after) "
                "VALUES (?, ?, ?, ?, '{}', ?)",
                (
                    cells.stamp(one.rating.at),
                    cells.clean(one.rating.by),
                    EventKind.VENUE_ADDED.value,
                    one.id,
                    cells.dump({"name": one.name, "rating": one.rating.rating}),
                ),
            )
