"""Full-text search."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from collections.abc import Mapping

from citewiki.domain.listing import SearchHit
from db import fulltext
from db.engine import Database
from db.keys import STANDING


class SqlSearch:
    """Implements `citewiki.ports.library.upkeep.Search`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(self, query: str, limit: int = 50) -> list[SearchHit]:
        return self.hits(query, self.ranked(query, limit))

    def ranked(self, query: str, limit: int) -> dict[int, float]:
        with self._database.read() as connection:
            best = fulltext.candidates(connection, query, limit)
            standing = {
                row[0]
                for row in connection.execute(
                    "SELECT key FROM source "
                    f"WHERE key IN (SELECT value FROM json_each(?)) AND {STANDING}",
                    (json.dumps([key for key, _ in best]),),
                )
            }
        return {key: score for key, score in best if key in standing}

    def hits(self, query: str, ranked: Mapping[int, float]) -> list[SearchHit]:
        keys = list(ranked)
        with self._database.read() as connection:
            named = {
                row[0]: row
                for row in connection.execute(
                    "SELECT key, id, title, url FROM source "
                    f"WHERE key IN (SELECT value FROM json_each(?)) AND {STANDING}",
                    (json.dumps(keys),),
                )
            }
            excerpts = fulltext.snippets(connection, keys, query)
        return [
            SearchHit(named[key][1], named[key][2], named[key][3], excerpts.get(key, ""), score)
            for key, score in ranked.items()
            if key in named
        ]
