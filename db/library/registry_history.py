"""A registry with its history, out of one store and into another."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from citewiki.domain.credibility import Override
from citewiki.domain.registry_history import (
    GivenOverride,
    GivenRating,
    RegistryHistory,
    Restored,
)
from citewiki.domain.venues import Venue, VenueOrigin, VenueRule
from db import cells, registry
from db.connection import Connection
from db.projection import project

Row = tuple[object, ...]


def history(connection: Connection) -> RegistryHistory:
    """All of it, ratings in the order in which they were given."""
    rules: dict[tuple[str, str], list[VenueRule]] = defaultdict(list)
    for venue_id, origin, domain, path in connection.execute(
        "SELECT venue_id, origin, domain, path FROM venue_rule ORDER BY domain, path"
    ):
        rules[venue_id, origin].append(VenueRule(domain, path, VenueOrigin(origin)))
    venues = [
        Venue(
            row[0], row[2], row[3], bool(row[4]), row[5], None, tuple(rules[row[0], row[1]]),
            VenueOrigin(row[1]), *row[6:10],
        )
        for row in connection.execute(
            "SELECT id, origin, name, kind, peer_reviewed, description, country, issn, ror, notes "
            "FROM venue ORDER BY id, origin"
        )
    ]  # fmt: skip
    ratings = [
        GivenRating(
            row[0],
            VenueOrigin(row[1]),
            row[2],
            row[3],
            row[4],
            datetime.fromisoformat(row[5]),
            None if row[6] is None else date.fromisoformat(row[6]),
        )
        for row in connection.execute(
            "SELECT venue_id, origin, rating, because, by, at, review_by FROM venue_rating "
            "ORDER BY venue_id, origin, id"
        )
    ]
    overrides = [
        GivenOverride(
            row[0], row[1], Override(row[2], row[3], row[4], datetime.fromisoformat(row[5]))
        )
        for row in connection.execute(
            "SELECT s.id, s.url, o.rating, o.because, o.by, o.at FROM rating_override o "
            "JOIN source s ON s.key = o.source_key ORDER BY s.id, o.id"
        )
    ]
    return RegistryHistory(tuple(venues), tuple(ratings), tuple(overrides))


def restore(connection: Connection, found: RegistryHistory, venues_new: int) -> Restored:
    """Put what is missing into the histories, each in order of time; the caller has saved the
    venues. Doing it again changes nothing."""
    given: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for one in found.ratings:
        review_by = None if one.review_by is None else one.review_by.isoformat()
        given[one.venue_id, one.origin.value].append(
            (*_plain(one.rating, one.because, one.by, one.at), review_by)
        )
    ratings = sum(
        _merge(
            connection,
            "venue_rating",
            ("venue_id", "origin"),
            ("rating", "because", "by", "at", "review_by"),
            key,
            told,
        )
        for key, told in given.items()
    )
    keys, unknown = _source_keys(connection, found.overrides)
    by_source: dict[int, list[Row]] = defaultdict(list)
    for override in found.overrides:
        if override.source_id in keys:
            told = override.given
            by_source[keys[override.source_id]].append(
                _plain(told.rating, told.because, told.by, told.at)
            )
    overrides = sum(
        _merge(
            connection, "rating_override", ("source_key",), ("rating", "because", "by", "at"),
            (key,), rows_of,
        )
        for key, rows_of in by_source.items()
    )  # fmt: skip
    if venues_new or ratings or overrides:
        registry.changed(connection)
        project(connection)
    return Restored(venues_new, ratings, overrides, unknown)


def _plain(rating: int | None, because: str, by: str, at: datetime) -> Row:
    return rating, cells.clean(because), cells.clean(by), cells.stamp(at)


def _merge(
    connection: Connection,
    table: str,
    key_names: Sequence[str],
    names: Sequence[str],
    key: Sequence[object],
    told: Iterable[Row],
) -> int:
    """How many entries were new to this history."""
    where = " AND ".join(f"{name} = ?" for name in key_names)
    stored: list[Row] = connection.execute(
        f"SELECT {', '.join(names)} FROM {table} WHERE {where} ORDER BY id",  # noqa: S608
        tuple(key),
    ).fetchall()
    left, new = Counter(stored), list[Row]()
    for entry in told:
        if left[entry] > 0:
            left[entry] -= 1
        else:
            new.append(entry)
    if not new:
        return 0
    at = list(names).index("at")
    merged = sorted([*stored, *new], key=lambda entry: str(entry[at]))
    connection.execute(f"DELETE FROM {table} WHERE {where}", tuple(key))  # noqa: S608
    columns = (*key_names, *names)
    marks = ", ".join("?" * len(columns))
    values: list[Any] = [(*key, *entry) for entry in merged]
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
        values,
    )
    return len(new)


def _source_keys(
    connection: Connection, overrides: Iterable[GivenOverride]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """By the id there, the key here: by id, else by URL; and the URLs of those that are not."""
    keys: dict[str, int] = {}
    unknown: dict[str, None] = {}
    for one in overrides:
        if one.source_id in keys:
            continue
        row = connection.execute(
            "SELECT key FROM source WHERE id = :id OR url = :url ORDER BY id <> :id, key LIMIT 1",
            {"id": cells.clean(one.source_id), "url": cells.clean(one.url)},
        ).fetchone()
        if row is None:
            unknown[one.url] = None
        else:
            keys[one.source_id] = int(row[0])
    return keys, tuple(unknown)
