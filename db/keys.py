"""From the ids that the world knows to the row keys that the tables join on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citewiki.domain.errors import UnknownSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citewiki.domain.sources import SourceId
    from db.connection import Connection

STANDING = "key NOT IN (SELECT source_key FROM source_merge)"
"""What a statement on `source` asks of the sources that stand for themselves, merged into none."""


def key_of(connection: Connection, source_id: SourceId) -> int:
    """Raises UnknownSource."""
    row = connection.execute("SELECT key FROM source WHERE id = ?", (source_id,)).fetchone()
    if row is None:
        raise unknown(source_id)
    return int(row[0])


def keys_of(connection: Connection, source_ids: Iterable[SourceId]) -> dict[SourceId, int]:
    """The keys of those that there are."""
    return {
        row[0]: row[1]
        for row in connection.execute(
            "SELECT id, key FROM source WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(source_ids)),),
        )
    }


def unknown(name: str) -> UnknownSource:
    return UnknownSource(
        f"no source in this store answers to {name}; `citewiki search` finds sources, "
        "`citewiki add URL` adds one"
    )
