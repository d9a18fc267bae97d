"""What is to be fetched, and what is known of it before."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from citewiki.domain.freshness import HORIZON, is_due
from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Validators
from citewiki.domain.sources import SourceId
from citewiki.ports.library.snapshots import DueSource, Target
from db import cells, rows
from db.connection import Connection
from db.keys import STANDING, keys_of, unknown

_IN = "IN (SELECT value FROM json_each(?))"


def due_keys(connection: Connection, now: datetime, limit: int | None) -> Iterator[int]:
    """The keys of what is due at `now`, longest overdue first."""
    found = connection.execute(
        f"SELECT key, id, next_check_at FROM source WHERE NOT truncated AND {STANDING} AND "
        "(next_check_at IS NULL OR next_check_at <= ? OR next_check_at > ?) "
        "ORDER BY next_check_at IS NOT NULL, next_check_at, key",
        (cells.stamp(now), cells.stamp(now + HORIZON)),
    )
    keys = (row[0] for row in found if is_due(row[1], cells.at_or_none(row[2]), now))
    return islice(keys, limit)


def all_keys(connection: Connection) -> Iterator[int]:
    """The keys of every source that stands for itself, in the order of registration."""
    found = connection.execute(f"SELECT key FROM source WHERE {STANDING} ORDER BY key")
    return (row[0] for row in found)


def keys_in_order(connection: Connection, source_ids: Sequence[SourceId]) -> list[int]:
    """Raises UnknownSource for the first that there is not."""
    keys = keys_of(connection, source_ids)
    for one in source_ids:
        if one not in keys:
            raise unknown(one)
    return [keys[one] for one in source_ids]


def targets(connection: Connection, keys: Sequence[int]) -> list[Target]:
    """In the order of `keys`."""
    found = {
        row[0]: Target(row[1], row[2])
        for row in connection.execute(
            f"SELECT key, id, url FROM source WHERE key {_IN}", _given(keys)
        )
    }
    return [found[key] for key in keys]


def plan(connection: Connection, keys: Sequence[int]) -> list[DueSource]:
    """In the order of `keys`."""
    given = _given(keys)
    current = {
        row[1]: rows.snapshot(row)
        for row in connection.execute(
            f"SELECT {rows.SNAPSHOT} WHERE n.id = s.current_snapshot_id AND s.key {_IN}", given
        )
    }
    newer = _confirmed(connection, given)
    found = {}
    for key, one, url, due_at in connection.execute(
        f"SELECT key, id, url, next_check_at FROM source WHERE key {_IN}", given
    ):
        snapshot = current.get(one)
        known = Validators() if snapshot is None else newer.get(key, snapshot.validators)
        due = cells.at_or_none(due_at)
        found[key] = DueSource(one, url, due, snapshot, known)
    return [found[key] for key in keys]


def _confirmed(connection: Connection, given: tuple[str]) -> dict[int, Validators]:
    """By key, the validators of the newest answer since the current snapshot's that came with
    its very body (a good answer that left no snapshot), or that was a 304 and had some
    (RFC 9111, section 4.3.4)."""
    return {
        row[0]: Validators(row[1], row[2])
        for row in connection.execute(
            "SELECT a.source_key, a.etag, a.last_modified, MAX(a.id) FROM attempt a "
            "JOIN source s ON s.key = a.source_key "
            "JOIN snapshot n ON n.id = s.current_snapshot_id "
            "WHERE a.id > n.attempt_id AND NOT a.void AND ("
            f"(a.outcome = '{Outcome.OK}' AND a.id NOT IN ("
            "SELECT attempt_id FROM snapshot "
            "WHERE source_key = a.source_key AND attempt_id IS NOT NULL)) "
            f"OR (a.outcome = '{Outcome.NOT_MODIFIED}' "
            "AND (a.etag IS NOT NULL OR a.last_modified IS NOT NULL))) "
            f"AND a.source_key {_IN} GROUP BY a.source_key",
            given,
        )
    }


def _given(keys: Sequence[int]) -> tuple[str]:
    return (json.dumps(list(keys)),)
