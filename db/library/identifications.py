"""What providers of metadata say of sources."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from collections import defaultdict
from collections.abc import Sequence

from citewiki.domain.providers import Identification, ProviderRecord, field_values
from citewiki.domain.sources import Origin, SourceId
from citewiki.ports.library.identifications import Identifiable
from db import cells, rows
from db.connection import Connection
from db.engine import Database
from db.keys import STANDING, key_of
from db.library.link_events import link_states, tell_states
from db.projection import project


class SqlIdentifications:
    """Implements `citewiki.ports.library.identifications.Identifications`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, source_ids: Sequence[SourceId] | None = None) -> list[Identifiable]:
        with self._database.read() as connection:
            if source_ids is None:
                found = connection.execute(f"SELECT key FROM source WHERE {STANDING} ORDER BY key")
                keys = [row[0] for row in found]
            else:
                keys = [key_of(connection, one) for one in source_ids]
            return _plan(connection, keys)

    def of(self, source_id: SourceId) -> list[Identification]:
        with self._database.read() as connection:
            key = key_of(connection, source_id)
            return list(_plan(connection, [key])[0].known)

    def record(self, found: Identification) -> None:
        with self._database.write() as connection:
            key = key_of(connection, found.source_id)
            before = link_states(connection, [key])[key]
            # law 2: an answer that is none leaves the last good one as it is
            connection.execute(
                "INSERT INTO identification "
                "(source_key, provider, asked_at, outcome, detail, record, record_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source_key, provider) DO UPDATE SET "
                "asked_at = excluded.asked_at, outcome = excluded.outcome, "
                "detail = excluded.detail, record = coalesce(excluded.record, record), "
                "record_at = coalesce(excluded.record_at, record_at)",
                rows.identification_row(key, found),
            )
            if found.record is not None:
                _replace_fields(connection, key, found, found.record)
            project(connection, [key])
            tell_states(connection, {key: (found.asked_at, before)})


def _plan(connection: Connection, keys: Sequence[int]) -> list[Identifiable]:
    given = (json.dumps(list(keys)),)
    known: dict[int, list[Identification]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT {rows.IDENTIFICATION}, i.source_key FROM identification i "
        "JOIN source s ON s.key = i.source_key "
        "WHERE i.source_key IN (SELECT value FROM json_each(?)) ORDER BY i.provider",
        given,
    ):
        known[row[7]].append(rows.identification(row))
    found = {
        row[0]: Identifiable(row[1], row[2], tuple(known[row[0]]))
        for row in connection.execute(
            "SELECT key, id, url FROM source WHERE key IN (SELECT value FROM json_each(?))", given
        )
    }
    return [found[key] for key in keys]


def _replace_fields(
    connection: Connection, key: int, found: Identification, record: ProviderRecord
) -> None:
    connection.execute(
        "DELETE FROM field_value WHERE source_key = ? AND origin = ? AND by_name = ?",
        (key, Origin.PROVIDER.value, found.provider),
    )
    values = field_values(record, found.provider, found.asked_at)
    if values:
        connection.executemany(
            "INSERT INTO field_value (source_key, field, origin, by_name, value, at, confidence) "
            "VALUES (?, ?, ?, ?, ?, ?, 1)",
            [
                (
                    key,
                    one.field.value,
                    one.origin.value,
                    found.provider,
                    cells.dump(rows.plain(one.value)),
                    cells.stamp(found.asked_at),
                )
                for one in values
            ],
        )
