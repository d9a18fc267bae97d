"""Putting new sources into the tables."""

import json
from collections.abc import Sequence
from datetime import datetime

from citewiki.domain.editorial import EventKind
from citewiki.domain.errors import UsageError
from citewiki.domain.sources import Field, NewSource, Origin, SourceId
from db import cells
from db.connection import Connection
from db.keys import keys_of, unknown


def register(connection: Connection, new: Sequence[NewSource]) -> list[int]:
    """Add those that are not there yet, by id; their keys. The caller projects them."""
    there = keys_of(connection, (one.id for one in new))
    fresh = {one.id: one for one in reversed(new) if one.id not in there}
    if not fresh:
        return []
    added = [one for one in new if fresh.get(one.id) is one]
    _refuse_taken(connection, added)
    seen = {one.id: cells.stamp(one.first_seen_at) for one in added}
    connection.executemany(
        "INSERT INTO source (id, stable_id, url, canonical_url, truncated, first_seen_at, title, "
        "title_fold, authors_text, rating_basis, cited_by_count, link_state, haystack) "
        "VALUES (?, ?, ?, ?, ?, ?, '', '', '', 'none', 0, 'unchecked', '')",
        [
            (
                one.id,
                one.stable_id,
                cells.clean(one.url),
                cells.clean_or_none(one.canonical_url),
                one.truncated,
                seen[one.id],
            )
            for one in added
        ],
    )
    keys = keys_of(connection, (one.id for one in added))
    connection.executemany(
        "INSERT INTO source_url (source_key, raw, canonical, first_seen_at) VALUES (?, ?, ?, ?)",
        [
            (
                keys[one.id],
                cells.clean(one.url),
                cells.clean_or_none(one.canonical_url),
                seen[one.id],
            )
            for one in added
        ],
    )
    titled = [
        (
            keys[one.id],
            Field.TITLE.value,
            Origin.LINK_TEXT.value,
            "",
            cells.dump(one.link_text.strip()),
            seen[one.id],
            1.0,
        )
        for one in added
        if one.link_text and one.link_text.strip()
    ]
    if titled:
        connection.executemany(
            "INSERT INTO field_value (source_key, field, origin, by_name, value, at, confidence) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            titled,
        )
    connection.executemany(
        "INSERT INTO event (at, by, kind, source_key, before, after) VALUES (?, ?, ?, ?, '{}', ?)",
        [
            (
                seen[one.id],
                "citewiki",
                EventKind.REGISTERED.value,
                keys[one.id],
                cells.dump({"url": one.url}),
            )
            for one in added
        ],
    )
    return [keys[one.id] for one in added]


def add_urls(
    connection: Connection, met: Sequence[tuple[SourceId, str, str | None]], at: datetime
) -> None:
    """Note under which (raw, canonical) URLs known sources were met too. Raises UnknownSource."""
    keys = keys_of(connection, {source_id for source_id, _, _ in met})
    for source_id, _, _ in met:
        if source_id not in keys:
            raise unknown(source_id)
    if met:
        connection.executemany(
            "INSERT OR IGNORE INTO source_url (source_key, raw, canonical, first_seen_at) "
            "VALUES (?, ?, ?, ?)",
            [
                (keys[source_id], cells.clean(raw), cells.clean_or_none(canonical), cells.stamp(at))
                for source_id, raw, canonical in met
            ],
        )


def _refuse_taken(connection: Connection, added: Sequence[NewSource]) -> None:
    # those of these ids alone: a scan asks this for every few pages
    taken = {
        row[0]: row[1]
        for row in connection.execute(
            "SELECT stable_id, id FROM source WHERE stable_id IN (SELECT value FROM json_each(?))",
            (json.dumps([one.stable_id for one in added]),),
        )
    }
    for one in added:
        if taken.setdefault(one.stable_id, one.id) != one.id:
            raise UsageError(
                f"source {one.id} cannot be registered: its stable id {one.stable_id} is that of "
                f"{taken[one.stable_id]}; give it another"
            )
