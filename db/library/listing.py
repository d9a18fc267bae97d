"""The windowed list: an order of keys, and the rows under some of them."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from citewiki.domain.links import LinkState
from citewiki.domain.listing import ListView, SortKey, SourceRow
from db import cells
from db.connection import Connection, answering
from db.keys import STANDING

if TYPE_CHECKING:
    from citewiki.ports.library.asking import Asking
    from db.engine import Database

_MOST_WORDS = 100
"""Of a filter; SQLite refuses a statement with more than a thousand tests in a row."""

_COLUMN = {
    SortKey.TITLE: "title_fold",
    SortKey.VENUE: "venue_name",
    SortKey.RATING: "rating",
    SortKey.IMPORTANCE: "importance",
    SortKey.CITED_BY: "cited_by_count",
    SortKey.LINK: "link_state",
    SortKey.FETCHED: "fetched_at",
    SortKey.ADDED: "first_seen_at",
}


class SqlLists:
    """Implements `citewiki.ports.library.lists.Lists`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def order(
        self, view: ListView, limit: int | None = None, asking: Asking | None = None
    ) -> Sequence[int]:
        with self._database.read() as connection, answering(connection, asking):
            return order(connection, view, limit)
        return ()  # given up

    def rows(self, keys: Sequence[int]) -> list[SourceRow]:
        with self._database.read() as connection:
            return rows(connection, keys)


def order(connection: Connection, view: ListView, limit: int | None = None) -> Sequence[int]:
    """The keys that the view shows, in its order; those without a value come last either way."""
    words = list(dict.fromkeys(cells.clean(view.filter).casefold().split()))[:_MOST_WORDS]
    # LIKE ends at a NUL; what most rows fail comes first
    where = [*("instr(haystack, ?) > 0" for _ in words), STANDING]
    bound = list(words)
    if view.uncited:
        where.append("cited_by_count = 0")
    if view.venue_id is not None:
        where.append("venue_id = ?")
        bound.append(cells.clean(view.venue_id))
    column = _COLUMN[view.sort]
    direction = "DESC" if view.descending else "ASC"
    if view.sort is SortKey.TITLE:
        orders = [("source", "TRUE", f"{column} {direction}, id")]
    elif words:
        # through the table as it lies: by an index each row would be looked up to be tested
        by = f"{column} IS NULL, {column} {direction}, title_fold, id"
        orders = [("source NOT INDEXED", "TRUE", by)]
    else:
        by = f"{column} {direction}, title_fold, id"  # of each half an index gives the order
        orders = [("source", f"{column} IS NOT NULL", by), ("source", f"{column} IS NULL", by)]
    keys = array("q")
    for table, some, by in orders:
        # one row, however many keys: between two rows Python may let another thread go first
        found = connection.execute(
            f"SELECT json_group_array(key) FROM (SELECT key FROM {table} "
            f"WHERE {' AND '.join((some, *where))} ORDER BY {by} LIMIT ?)",
            (*bound, -1 if limit is None else limit - len(keys)),
        ).fetchone()
        keys.extend(json.loads(found[0]))
    return keys


def rows(connection: Connection, keys: Sequence[int]) -> list[SourceRow]:
    """The rows under these keys, in their order."""
    found = {
        row[0]: SourceRow(
            id=row[1],
            stable_id=row[2],
            url=row[3],
            title=row[4],
            type=row[5],
            venue=row[6],
            rating=row[7],
            importance=row[8],
            cited_by_count=row[9],
            link_state=LinkState(row[10]),
            fetched_at=cells.at_or_none(row[11]),
        )
        for row in connection.execute(
            "SELECT key, id, stable_id, url, title, type, venue_name, rating, importance, "
            "cited_by_count, link_state, fetched_at FROM source "
            "WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
    }
    return [found[key] for key in keys if key in found]
