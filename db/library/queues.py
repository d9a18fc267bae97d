"""What needs a person: read from the records as they stand, in one statement over one index."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from array import array
from collections.abc import Collection, Sequence
from datetime import date, datetime

from citewiki.domain.editorial import Annotation, EventKind, Snooze
from citewiki.domain.queues import (
    GRAVITY,
    HOLDS,
    LONGEST_DAYS,
    MONTH_DAYS,
    UNKNOWN_IMPORTANCE,
    Need,
    Problem,
    Queued,
    QueueName,
    Snoozed,
)
from citewiki.domain.sources import SourceId
from citewiki.ports.library.queues import Anchored
from db import cells, rows
from db.connection import Connection
from db.engine import Database
from db.keys import key_of
from db.library import listing
from db.library.done import Done
from db.library.needs import AWAKE, NEEDS, SNOOZED, given

_AWAKE = f"{NEEDS}, awake AS MATERIALIZED (SELECT need.* {AWAKE})"
"""Worked out once: the order asks for each source's problems many times."""

_WEIGHT = (
    f"max(1, min(100, coalesce(importance, {UNKNOWN_IMPORTANCE}))) * (1 + cited_by) "
    f"* ({MONTH_DAYS} + max(0, min({LONGEST_DAYS}, days))) * ("
    + " + ".join(f"iif(problems & {one:d}, {n}, 0)" for one, n in GRAVITY.items())
    + ")"
)
"""`citewiki.domain.queues.Need.weight`, in SQL."""


class SqlQueues:
    """Implements `citewiki.ports.library.queues.Queues`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def order(
        self,
        queue: QueueName,
        now: datetime,
        proposed: Collection[SourceId] = (),
        *,
        less_skipped_by: str | None = None,
    ) -> Sequence[int]:
        with self._database.read() as connection:
            found = connection.execute(
                f"{_AWAKE} SELECT key FROM awake WHERE problems & {_mask(queue)} AND key NOT IN "
                "(SELECT source_key FROM queue_skip WHERE by = :by AND queue = :queue) "
                f"ORDER BY {_WEIGHT} DESC, key",
                {
                    **given(connection, now, proposed),
                    "by": cells.clean(less_skipped_by or ""),
                    "queue": queue.value,
                },
            )
            return array("q", [row[0] for row in found])

    def queued(
        self, keys: Sequence[int], now: datetime, proposed: Collection[SourceId] = ()
    ) -> list[Queued]:
        with self._database.read() as connection:
            needs = {
                row[0]: Need(row[1], row[2], row[3], Problem(row[4]))
                for row in connection.execute(
                    f"{NEEDS} SELECT key, importance, cited_by, days, problems FROM need "
                    "WHERE key IN (SELECT value FROM json_each(:keys))",
                    {**given(connection, now, proposed), "keys": json.dumps(list(keys))},
                )
            }
            there = [key for key in keys if key in needs]
            found = listing.rows(connection, there)
            return [Queued(row, needs[key]) for key, row in zip(there, found, strict=True)]

    def snoozed(self, now: datetime) -> list[Snoozed]:
        with self._database.read() as connection:
            found = connection.execute(
                f"{NEEDS}, asleep (key, until, by, at) AS MATERIALIZED ("
                f"SELECT need.key, snooze.until, snooze.by, snooze.at {SNOOZED}) "
                "SELECT source.id, source.title, until, by, at FROM asleep "
                "JOIN source ON source.key = asleep.key ORDER BY until, source.key",
                given(connection, now, ()),
            )
            return [
                Snoozed(
                    row[0],
                    row[1],
                    date.fromisoformat(row[2]),
                    row[3],
                    datetime.fromisoformat(row[4]),
                )
                for row in found
            ]

    def unplaced(self, source_id: SourceId | None = None) -> list[tuple[Annotation, int]]:
        with self._database.read() as connection:
            one = "" if source_id is None else "AND s.id = ? "
            found = connection.execute(
                'SELECT n.id, s.id, n.snapshot_id, n.start, n."end", n.exact, n.prefix, n.suffix, '
                "n.note, n.by, n.at, n.removed, s.current_snapshot_id FROM annotation n "
                "JOIN source s ON s.key = n.source_key "
                "WHERE NOT n.removed AND s.current_snapshot_id <> n.snapshot_id "
                f"{one}AND NOT EXISTS (SELECT 1 FROM anchoring WHERE annotation_id = n.id "
                "AND snapshot_id = s.current_snapshot_id) ORDER BY n.id",
                () if source_id is None else (source_id,),
            )
            return [(rows.annotation(row), int(row[12])) for row in found]

    def place_notes(self, found: Sequence[Anchored]) -> None:
        if not found:
            return
        with self._database.write() as connection:
            connection.executemany(
                'INSERT OR REPLACE INTO anchoring (annotation_id, snapshot_id, start, "end") '
                "VALUES (?, ?, ?, ?)",
                [
                    (one.annotation_id, one.snapshot_id, *(one.place or (None, None)))
                    for one in found
                ],
            )


def snooze(connection: Connection, change: Snooze, by: str, at: datetime) -> Done:
    """In the transaction of `Editorial.apply`."""
    key = key_of(connection, change.source_id)
    found = connection.execute("SELECT until FROM snooze WHERE source_key = ?", (key,)).fetchone()
    until = None if change.until is None else change.until.isoformat()
    connection.execute("DELETE FROM snooze WHERE source_key = ?", (key,))
    if until is not None:
        need = connection.execute(
            f"{NEEDS} SELECT problems FROM need WHERE key = :key",
            {**given(connection, at, ()), "key": key},
        ).fetchone()
        connection.execute(
            "INSERT INTO snooze (source_key, until, problems, by, at) VALUES (?, ?, ?, ?, ?)",
            (key, until, need[0] if need else 0, cells.clean(by), cells.stamp(at)),
        )
    before = None if found is None else found[0]
    return Done(EventKind.SNOOZED, key, None, {"until": before}, {"until": until})


def _mask(queue: QueueName) -> int:
    return int(HOLDS[queue]) & sum(Problem)
