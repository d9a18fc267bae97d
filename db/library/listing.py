"""The windowed list: an order of keys, and the rows under some of them."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from array import array
from collections.abc import Sequence

from citewiki.domain.links import LinkState
from citewiki.domain.listing import ListView, SortKey, SourceRow
from db import rows as stored
from db.connection import Connection
from db.keys import STANDING

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


def order(connection: Connection, view: ListView) -> Sequence[int]:
    """The keys that the view shows, in its order."""
    words = stored.clean(view.filter).casefold().split()
    column = _COLUMN[view.sort]
    direction = "DESC" if view.descending else "ASC"
    keys = array("q")
    # those without a value come last either way; two queries let an index give each its order
    for some in ("IS NOT NULL", "IS NULL"):
        where = [f"{column} {some}", STANDING, *("instr(haystack, ?) > 0" for _ in words)]
        if view.uncited:
            where.append("cited_by_count = 0")
        if view.venue_id is not None:
            where.append("venue_id = ?")
        ties = "id" if view.sort is SortKey.TITLE else "title_fold, id"
        found = connection.execute(
            f"SELECT key FROM source WHERE {' AND '.join(where)} "
            f"ORDER BY {column} {direction}, {ties}",
            (*words, *([] if view.venue_id is None else [stored.clean(view.venue_id)])),
        )
        keys.extend(row[0] for row in found)
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
            fetched_at=stored.at_or_none(row[11]),
        )
        for row in connection.execute(
            "SELECT key, id, stable_id, url, title, type, venue_name, rating, importance, "
            "cited_by_count, link_state, fetched_at FROM source "
            "WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
    }
    return [found[key] for key in keys if key in found]
