"""Importing sources in bulk: what another tool says of them, kept beside what others say."""

import json
from collections.abc import Sequence
from datetime import datetime

from citewiki.domain.sources import FieldValue, Origin
from citewiki.ports.library.sources import ImportCounts, ImportedSource
from db import cells, rows
from db.connection import Connection
from db.keys import keys_of
from db.library.link_events import tell_new
from db.library.registration import register
from db.projection import project


def import_records(
    connection: Connection, sources: Sequence[ImportedSource], by: str, at: datetime
) -> ImportCounts:
    """Add or update; the counts are of sources."""
    added = set(register(connection, [one.new for one in sources]))
    keys = keys_of(connection, (one.new.id for one in sources))
    given = (by, json.dumps(list(keys.values())))
    before = _stored(connection, given)
    raws: dict[int, str] = {
        row[0]: row[1]
        for row in connection.execute(
            "SELECT source_key, raw FROM import_record WHERE by_name = ? "
            "AND source_key IN (SELECT value FROM json_each(?))",
            given,
        )
    }
    changed: set[int] = set()
    seen: set[int] = set()
    values, records = [], []
    for one in sources:
        key = keys[one.new.id]
        seen.add(key)
        raw = cells.dump(one.raw)
        if raws.get(key) != raw:
            records.append((key, by, raw, cells.stamp(at)))
            changed.add(key)
        now = {(v.field.value, v.origin.value): cells.dump(rows.plain(v.value)) for v in one.fields}
        if now != before.get(key, {}):
            changed.add(key)
            values.extend(_rows(key, one.fields, by, at))
            if key in before:
                connection.execute(
                    "DELETE FROM field_value WHERE source_key = ? AND by_name = ? AND origin <> ?",
                    (key, by, Origin.EDITOR.value),
                )
    if values:
        connection.executemany(
            "INSERT OR REPLACE INTO field_value "
            "(source_key, field, origin, by_name, value, at, confidence) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            values,
        )
    if records:
        connection.executemany(
            "INSERT OR REPLACE INTO import_record (source_key, by_name, raw, at) "
            "VALUES (?, ?, ?, ?)",
            records,
        )
    project(connection, changed | added)
    tell_new(connection, list(added))
    updated = changed - added
    return ImportCounts(len(added), len(updated), len(seen) - len(added | updated))


def _stored(
    connection: Connection, given: tuple[str, str]
) -> dict[int, dict[tuple[str, str], str]]:
    found: dict[int, dict[tuple[str, str], str]] = {}
    for key, field, origin, value in connection.execute(
        "SELECT source_key, field, origin, value FROM field_value WHERE by_name = ? "
        "AND source_key IN (SELECT value FROM json_each(?)) AND origin <> 'editor'",
        given,
    ):
        found.setdefault(key, {})[field, origin] = value
    return found


def _rows(
    key: int, fields: Sequence[FieldValue], by: str, at: datetime
) -> list[tuple[object, ...]]:
    return [
        (
            key,
            one.field.value,
            one.origin.value,
            by,
            cells.dump(rows.plain(one.value)),
            cells.stamp(one.at or at),
            one.confidence,
        )
        for one in fields
    ]
