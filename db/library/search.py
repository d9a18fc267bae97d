"""Full-text search."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from citewiki.domain.listing import SearchHit
from db import fulltext
from db.connection import answering
from db.keys import STANDING

if TYPE_CHECKING:
    from citewiki.ports.library.asking import Asking
    from db.engine import Database


class SqlSearch:
    """Implements `citewiki.ports.library.upkeep.Search`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(self, query: str, limit: int = 50) -> list[SearchHit]:
        return self.hits(query, self.ranked(query, limit))

    def ranked(self, query: str, limit: int, asking: Asking | None = None) -> dict[int, float]:
        best: list[tuple[int, float]] = []
        with self._database.read() as connection:
            with answering(connection, asking):
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
