"""Sources: who they are and what is known of them."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from citewiki.domain.checks.facts import SourceFacts
from citewiki.domain.duplicates import Merged, Pair, Shared
from citewiki.domain.identity import SourceRef, UrlIndex
from citewiki.domain.links import LinkState
from citewiki.domain.sources import (
    Field,
    FieldValue,
    NewSource,
    Origin,
    Source,
    SourceId,
    SourceUrl,
    effective,
    ranked,
)
from citewiki.domain.type_guess import derived_type
from citewiki.domain.urls import canonicalize
from citewiki.ports.library.sources import ImportCounts, ImportedSource
from db import cells, rows
from db.connection import Connection
from db.engine import Database
from db.keys import key_of, unknown
from db.library import merging, sharing
from db.library.facts import source_facts
from db.library.imports import import_records
from db.library.link_events import tell_new
from db.library.registration import add_urls, register
from db.projection import project
from db.registry import finder


class SqlSources:
    """Implements `citewiki.ports.library.sources.Sources`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def resolve(self, ref: SourceRef, *, follow: bool = True) -> SourceId:
        with self._database.read() as connection:
            found = _resolve(connection, ref)
            if found is None:
                raise unknown(str(ref))
            return merging.followed(connection, found) if follow else found

    def get(self, source_id: SourceId) -> Source:
        with self._database.read() as connection:
            return _get(connection, source_id)

    def titles(self, source_ids: Sequence[SourceId]) -> Mapping[SourceId, str]:
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT id, title FROM source WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(source_ids)),),
            )
            return {row[0]: row[1] for row in found}

    def url_index(self) -> UrlIndex:
        index = UrlIndex()
        with self._database.read() as connection:
            for row in connection.execute(
                "SELECT id, stable_id, url, canonical_url FROM source ORDER BY key"
            ):
                index.add(row[0], row[1], row[2], row[3])
            # what a source was registered under goes before what it was also met under
            for source_id, raw, canonical in connection.execute(
                "SELECT s.id, u.raw, u.canonical FROM source_url u "
                "JOIN source s ON s.key = u.source_key ORDER BY s.key"
            ):
                index.exact.setdefault(raw, source_id)
                if canonical is not None:
                    index.canonical.setdefault(canonical, source_id)
        return index

    def register(self, new: Sequence[NewSource]) -> int:
        with self._database.write() as connection:
            added = register(connection, new)
            project(connection, added)
            tell_new(connection, added)
        return len(added)

    def add_urls(self, met: Sequence[tuple[SourceId, str, str | None]], at: datetime) -> None:
        if met:
            with self._database.write() as connection:
                add_urls(connection, met, at)

    def import_records(
        self, sources: Sequence[ImportedSource], by: str, at: datetime
    ) -> ImportCounts:
        with self._database.write() as connection:
            return import_records(connection, sources, by, at)

    def import_entities(self, types: Mapping[str, str], by: str) -> None:
        with self._database.write() as connection:
            before = _entity_types(connection)
            connection.execute("DELETE FROM entity_type WHERE by = ?", (by,))
            if types:
                connection.executemany(
                    "INSERT INTO entity_type (id, type, by) VALUES (?, ?, ?) "
                    "ON CONFLICT (id) DO UPDATE SET type = excluded.type, by = excluded.by",
                    [(cells.clean(one), cells.clean(kind), by) for one, kind in types.items()],
                )
            if _entity_types(connection) != before:
                # pages took their types from these: let the next scan read them all again
                connection.execute("UPDATE wiki_page SET content_hash = ''")

    def entity_types(self) -> Mapping[str, str]:
        with self._database.read() as connection:
            return _entity_types(connection)

    def facts(self) -> Mapping[SourceId, SourceFacts]:
        with self._database.read() as connection:
            return source_facts(connection)

    def texts_of(self, field: Field) -> Mapping[SourceId, str]:
        said: dict[SourceId, list[FieldValue]] = defaultdict(list)
        with self._database.read() as connection:
            for row in connection.execute(
                "SELECT f.field, f.origin, f.by_name, f.value, f.at, f.confidence, s.id "
                "FROM field_value f JOIN source s ON s.key = f.source_key WHERE f.field = ? "
                "ORDER BY f.rowid",
                (field.value,),
            ):
                said[row[6]].append(rows.field_value(row))
        best = {source_id: effective(values) for source_id, values in said.items()}
        return {
            source_id: one.value
            for source_id, one in best.items()
            if one is not None and isinstance(one.value, str)
        }

    def merged(self, source_id: SourceId) -> list[Merged]:
        with self._database.read() as connection:
            return merging.merged_into(connection, key_of(connection, source_id))

    def same_address(self, source_id: SourceId) -> list[SourceId]:
        with self._database.read() as connection:
            return merging.same_address(connection, key_of(connection, source_id))

    def refused_merges(self) -> set[Pair]:
        with self._database.read() as connection:
            return merging.refusals(connection)

    def shared(self) -> list[Shared]:
        with self._database.read() as connection:
            return sharing.shared(connection)


def _resolve(connection: Connection, ref: SourceRef) -> SourceId | None:
    def first(sql: str, value: str | None) -> SourceId | None:
        if value is None:
            return None
        row = connection.execute(sql, (cells.clean(value),)).fetchone()
        return None if row is None else str(row[0])

    if ref.url is None:
        return first("SELECT id FROM source WHERE id = ?", ref.resource) or first(
            "SELECT id FROM source WHERE stable_id = ?", ref.stable
        )
    canonical = canonicalize(ref.url)
    also = (
        "SELECT s.id FROM source_url u JOIN source s ON s.key = u.source_key "
        "WHERE u.{} = ? ORDER BY s.key LIMIT 1"
    )
    return (
        first("SELECT id FROM source WHERE url = ? ORDER BY key LIMIT 1", ref.url)
        or first(also.format("raw"), ref.url)
        or first("SELECT id FROM source WHERE canonical_url = ? ORDER BY key LIMIT 1", canonical)
        or first(also.format("canonical"), canonical)
    )


def _get(connection: Connection, source_id: SourceId) -> Source:
    row: Any = connection.execute(
        "SELECT key, id, stable_id, url, canonical_url, truncated, first_seen_at, venue_id, "
        "cited_by_count, link_state, link_checked_at, current_snapshot_id, next_check_at, "
        "importance FROM source WHERE id = ?",
        (source_id,),
    ).fetchone()
    if row is None:
        raise unknown(source_id)
    key = (row[0],)
    said: dict[Field, list[FieldValue]] = defaultdict(list)
    for found in connection.execute(
        "SELECT field, origin, by_name, value, at, confidence FROM field_value "
        "WHERE source_key = ? ORDER BY rowid",
        key,
    ):
        value = rows.field_value(found)
        said[value.field].append(value)
    texts = frozenset(
        found[0]
        for found in connection.execute(
            "SELECT DISTINCT link_text FROM citation WHERE source_key = ?", key
        )
    )
    fields: dict[Field, FieldValue] = {}
    candidates: dict[Field, tuple[FieldValue, ...]] = {}
    for field, values in said.items():
        best = effective(values, texts)
        if best is not None:
            fields[field] = best
        lost = tuple(one for one in ranked(values, texts) if one is not best)
        if lost:
            candidates[field] = lost
    derived = derived_type(row[3], finder(connection).get(row[7]), fields)
    if derived is not None:
        fields[Field.TYPE] = derived
    if Field.IMPORTANCE not in fields and row[13] is not None:
        fields[Field.IMPORTANCE] = FieldValue(
            Field.IMPORTANCE, row[13], Origin.DERIVED, "citing pages"
        )
    urls = tuple(
        SourceUrl(raw, canonical, datetime.fromisoformat(seen))
        for raw, canonical, seen in connection.execute(
            "SELECT raw, canonical, first_seen_at FROM source_url WHERE source_key = ? "
            "ORDER BY first_seen_at, raw",
            key,
        )
    )
    return Source(
        id=row[1],
        stable_id=row[2],
        url=row[3],
        canonical_url=row[4],
        truncated=bool(row[5]),
        urls=urls,
        first_seen_at=datetime.fromisoformat(row[6]),
        fields=fields,
        candidates=candidates,
        venue_id=row[7],
        cited_by_count=row[8],
        link_state=LinkState(row[9]),
        link_checked_at=cells.at_or_none(row[10]),
        current_snapshot_id=row[11],
        next_check_at=cells.at_or_none(row[12]),
    )


def _entity_types(connection: Connection) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute("SELECT id, type FROM entity_type")}
