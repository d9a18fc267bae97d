"""What needs a person: read from the records as they stand, in one statement over one index."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from array import array
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from citewiki.domain.editorial import Annotation, EventKind, Snooze
from citewiki.domain.links import LinkState
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
    counted,
)
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import SourceId
from citewiki.ports.library.queues import Anchored
from db import cells, rows
from db.connection import Connection
from db.engine import Database
from db.keys import STANDING, key_of, keys_of
from db.library import listing
from db.library.done import Done

_LINKS = {
    Problem.DEAD: (LinkState.GONE, LinkState.SUSPECT, LinkState.SOFT_404),
    Problem.BLOCKED: (LinkState.BLOCKED, LinkState.PAYWALLED, LinkState.UNREACHABLE),
    Problem.RETRACTED: (LinkState.WITHDRAWN,),
}


def _link_problems() -> str:
    return " ".join(
        f"WHEN link_state IN ({', '.join(repr(state.value) for state in states)}) THEN {problem:d}"
        for problem, states in _LINKS.items()
    )


_NEW_PROBLEM = f"(need.problems & ~(snooze.problems | {Problem.MERGE_PROPOSED:d})) <> 0"

_NEEDS = f"""
WITH given (now, proposed) AS (SELECT unixepoch(?), ?),
newest (source_key, id) AS (
  SELECT source_key, MAX(id) FROM review
  WHERE id NOT IN (SELECT review_id FROM review_withdrawal) GROUP BY source_key
),
lost (source_key) AS (
  SELECT n.source_key FROM annotation n
  JOIN source ON source.key = n.source_key
  JOIN anchoring a ON a.annotation_id = n.id AND a.snapshot_id = source.current_snapshot_id
  WHERE a.start IS NULL AND NOT n.removed
),
need (key, importance, cited_by, days, problems) AS (
  SELECT source.key, importance, cited_by_count,
    (given.now - unixepoch(coalesce(review.at, first_seen_at))) / 86400,
    CASE WHEN review.id IS NULL THEN {Problem.UNREVIEWED:d} ELSE
      iif(review.outcome = '{ReviewOutcome.OK}', 0, {Problem.FAULTED:d})
      | iif(review.snapshot_id IS NOT current_snapshot_id AND current_snapshot_id IS NOT NULL
        AND NOT EXISTS (SELECT * FROM snapshot old, snapshot new
          WHERE old.id = review.snapshot_id AND new.id = current_snapshot_id
          AND (old.text_sha256 IS new.text_sha256 OR old.body_sha256 = new.body_sha256)),
        {Problem.CHANGED:d}, 0) END
    | CASE {_link_problems()} ELSE 0 END
    | iif(rating IS NULL, {Problem.UNRATED:d}, 0)
    | iif(source.key IN (SELECT source_key FROM lost), {Problem.NOTE_LOST:d}, 0)
    | iif(source.key IN (SELECT value FROM json_each(given.proposed)),
        {Problem.MERGE_PROPOSED:d}, 0)
  FROM given, source LEFT JOIN newest ON newest.source_key = source.key
  LEFT JOIN review ON review.id = newest.id
  WHERE source.{STANDING}
)
"""
"""Bound: the time, the keys of proposed sources as JSON."""

_AWAKE = f"""{_NEEDS},
awake AS MATERIALIZED (
  SELECT need.* FROM need LEFT JOIN snooze ON snooze.source_key = need.key
  WHERE snooze.until IS NULL OR snooze.until <= ?
  OR {_NEW_PROBLEM}
)
"""
"""Less what is snoozed. Bound besides: the day."""

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

    def counts(self, now: datetime, proposed: Collection[SourceId] = ()) -> Mapping[QueueName, int]:
        with self._database.read() as connection:
            found = connection.execute(
                f"{_AWAKE} SELECT problems, COUNT(*) FROM awake GROUP BY problems",
                (*_given(connection, now, proposed), _day(now)),
            )
            return counted({row[0]: row[1] for row in found})

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
                "(SELECT source_key FROM queue_skip WHERE by = ? AND queue = ?) "
                f"ORDER BY {_WEIGHT} DESC, key",
                (
                    *_given(connection, now, proposed),
                    _day(now),
                    cells.clean(less_skipped_by or ""),
                    queue.value,
                ),
            )
            return array("q", [row[0] for row in found])

    def queued(
        self, keys: Sequence[int], now: datetime, proposed: Collection[SourceId] = ()
    ) -> list[Queued]:
        with self._database.read() as connection:
            needs = {
                row[0]: Need(row[1], row[2], row[3], Problem(row[4]))
                for row in connection.execute(
                    f"{_NEEDS} SELECT key, importance, cited_by, days, problems FROM need "
                    "WHERE key IN (SELECT value FROM json_each(?))",
                    (*_given(connection, now, proposed), json.dumps(list(keys))),
                )
            }
            there = [key for key in keys if key in needs]
            found = listing.rows(connection, there)
            return [Queued(row, needs[key]) for key, row in zip(there, found, strict=True)]

    def snoozed(self, now: datetime) -> list[Snoozed]:
        with self._database.read() as connection:
            found = connection.execute(
                f"{_NEEDS} SELECT source.id, source.title, until, by, at FROM snooze "
                "JOIN source ON source.key = snooze.source_key "
                "JOIN need ON need.key = snooze.source_key "
                f"WHERE until > ? AND NOT {_NEW_PROBLEM} ORDER BY until, source.key",
                (*_given(connection, now, ()), _day(now)),
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
            f"{_NEEDS} SELECT problems FROM need WHERE key = ?",
            (*_given(connection, at, ()), key),
        ).fetchone()
        connection.execute(
            "INSERT INTO snooze (source_key, until, problems, by, at) VALUES (?, ?, ?, ?, ?)",
            (key, until, need[0] if need else 0, cells.clean(by), cells.stamp(at)),
        )
    before = None if found is None else found[0]
    return Done(EventKind.SNOOZED, key, None, {"until": before}, {"until": until})


def _given(
    connection: Connection, now: datetime, proposed: Collection[SourceId]
) -> tuple[str, str]:
    keys = sorted(keys_of(connection, proposed).values()) if proposed else []
    return cells.stamp(now), json.dumps(keys)


def _day(now: datetime) -> str:
    return now.date().isoformat()


def _mask(queue: QueueName) -> int:
    return int(HOLDS[queue]) & sum(Problem)
