"""Attempts and snapshots, and what is due."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from citewiki.domain.editorial import Event
from citewiki.domain.errors import NotFound
from citewiki.domain.retention import Retention
from citewiki.domain.snapshots import Attempt, Snapshot
from citewiki.domain.sources import Origin, SourceId
from citewiki.ports.library.snapshots import Captured, DueSource, Recorded, Target
from db import cells, fulltext, history, rows
from db.connection import Connection
from db.engine import Database
from db.keys import STANDING, key_of
from db.library import due
from db.library.attempts import insert_attempt, keep_attempts
from db.library.link_events import link_states, tell_states
from db.library.pruning import idle, prunable_by_source, prune_source
from db.projection import project

_PIECE = 1_000  # targets read at a time


class SqlSnapshots:
    """Implements `citewiki.ports.library.snapshots.Snapshots`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime, limit: int | None = None) -> list[DueSource]:
        with self._database.read() as connection:
            return due.plan(connection, list(due.due_keys(connection, now, limit)))

    def due_targets(self, now: datetime) -> Iterator[Target]:
        with self._database.read() as connection:
            keys = array("q", due.due_keys(connection, now, None))
        return self._in_pieces(keys)

    def all_targets(self) -> Iterator[Target]:
        with self._database.read() as connection:
            keys = array("q", due.all_keys(connection))
        return self._in_pieces(keys)

    def plan(self, source_ids: Sequence[SourceId]) -> list[DueSource]:
        with self._database.read() as connection:
            return due.plan(connection, due.keys_in_order(connection, source_ids))

    def targets(self, source_ids: Sequence[SourceId]) -> list[Target]:
        with self._database.read() as connection:
            return due.targets(connection, due.keys_in_order(connection, source_ids))

    def all_ids(self) -> list[SourceId]:
        with self._database.read() as connection:
            found = connection.execute(f"SELECT id FROM source WHERE {STANDING} ORDER BY key")
            return [row[0] for row in found]

    def _in_pieces(self, keys: Sequence[int]) -> Iterator[Target]:
        for start in range(0, len(keys), _PIECE):
            with self._database.read() as connection:
                found = due.targets(connection, keys[start : start + _PIECE])
            yield from found

    def record_attempt(self, attempt: Attempt) -> int:
        return self.record_attempts([attempt])[0].attempt_id

    def record_attempts(self, attempts: Sequence[Attempt]) -> list[Recorded]:
        with self._database.write() as connection:
            keys = due.keys_in_order(connection, [one.source_id for one in attempts])
            return keep_attempts(connection, keys, attempts)

    def record_capture(
        self,
        attempt: Attempt | None,
        snapshot: Snapshot,
        text: str,
        event: Event | None = None,
    ) -> Captured:
        with self._database.write() as connection:
            key = key_of(connection, snapshot.source_id)
            current = _current(connection, key)
            if current is not None and _same(current, snapshot):
                kept = None if attempt is None else keep_attempts(connection, [key], [attempt])[0]
                _tell(connection, key, event, current.id)
                return Captured(current.id, current=True, text_changed=False, recorded=kept)
            attempt_id = snapshot.attempt_id
            before = link_states(connection, [key])[key]
            if attempt is not None:
                attempt_id = insert_attempt(connection, key, attempt)
            snapshot_id = connection.insert(
                rows.INSERT_SNAPSHOT, rows.snapshot_row(key, attempt_id, snapshot)
            )
            changed = False
            if snapshot.readable:  # law 2: nothing else moves the pointer or what rests on it
                was = current.text.sha256 if current is not None and current.text else None
                changed = snapshot.text is not None and snapshot.text.sha256 != was
                _replace_extracted(connection, key, snapshot)
                fulltext.set_text(connection, key, text)
            project(connection, [key])
            after = tell_states(connection, {key: (snapshot.at, before)})[key]
            recorded = None
            if attempt is not None and attempt_id is not None:
                recorded = Recorded(attempt_id, before, after)
            _tell(connection, key, event, snapshot_id)
            return Captured(
                snapshot_id,
                current=snapshot.readable,
                text_changed=changed,
                first=current is None,
                recorded=recorded,
            )

    def get(self, snapshot_id: int) -> Snapshot:
        with self._database.read() as connection:
            row = connection.execute(
                f"SELECT {rows.SNAPSHOT} WHERE n.id = ?", (snapshot_id,)
            ).fetchone()
        if row is None:
            raise NotFound(f"there is no snapshot {snapshot_id}; `citewiki log SOURCE` lists them")
        return rows.snapshot(row)

    def of(self, source_id: SourceId) -> list[Snapshot]:
        with self._database.read() as connection:
            key = key_of(connection, source_id)
            found = connection.execute(
                f"SELECT {rows.SNAPSHOT} WHERE n.source_key = ? ORDER BY n.id DESC", (key,)
            )
            return [rows.snapshot(row) for row in found]

    def attempts(self, source_id: SourceId, limit: int = 100) -> list[Attempt]:
        with self._database.read() as connection:
            key = key_of(connection, source_id)
            found = connection.execute(
                f"SELECT {rows.ATTEMPT} WHERE a.source_key = ? ORDER BY a.id DESC LIMIT ?",
                (key, limit),
            )
            return [rows.attempt(row) for row in found]

    def blobs(self) -> list[str]:
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT body_sha256 FROM snapshot WHERE pruned_at IS NULL UNION "
                "SELECT text_sha256 FROM snapshot "
                "WHERE pruned_at IS NULL AND text_sha256 IS NOT NULL ORDER BY 1"
            )
            return [row[0] for row in found]

    def prunable(self, retention: Retention, now: datetime) -> dict[SourceId, tuple[int, ...]]:
        with self._database.read() as connection:
            return prunable_by_source(connection, retention, now)

    def prune(
        self, source_id: SourceId, retention: Retention, *, by: str, now: datetime
    ) -> tuple[int, ...]:
        with self._database.write() as connection:
            return prune_source(connection, source_id, retention, by, now)

    def idle_blobs(self, pruned: Iterable[int] = ()) -> list[str]:
        with self._database.read() as connection:
            return idle(connection, pruned)


def _current(connection: Connection, key: int) -> Snapshot | None:
    row = connection.execute(
        f"SELECT {rows.SNAPSHOT} WHERE s.key = ? AND n.id = s.current_snapshot_id", (key,)
    ).fetchone()
    return None if row is None else rows.snapshot(row)


def _tell(connection: Connection, key: int, event: Event | None, snapshot_id: int) -> None:
    if event is not None:
        told = replace(event, after={"snapshot_id": snapshot_id, **event.after})
        history.append(connection, told, key)


def _same(one: Snapshot, other: Snapshot) -> bool:
    """Whether the same reader read the same bytes."""
    return (one.body.sha256, one.extractor, one.extractor_version) == (
        other.body.sha256,
        other.extractor,
        other.extractor_version,
    )


def _replace_extracted(connection: Connection, key: int, snapshot: Snapshot) -> None:
    connection.execute(
        "DELETE FROM field_value WHERE source_key = ? AND origin = ?",
        (key, Origin.EXTRACTED.value),
    )
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for one in snapshot.metadata:
        name = (one.field.value, cells.clean(one.found_in))
        found.setdefault(
            name,
            (
                key,
                name[0],
                Origin.EXTRACTED.value,
                name[1],
                cells.dump(rows.plain(one.value)),
                cells.stamp(snapshot.at),
                one.confidence,
            ),
        )
    if found:
        connection.executemany(
            "INSERT INTO field_value (source_key, field, origin, by_name, value, at, confidence) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            list(found.values()),
        )
