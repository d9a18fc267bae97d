"""Keeping attempts: each moves its source's link state and due time, and a new state is told."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection

from citewiki.domain.editorial import EventKind
from citewiki.domain.links import LinkState
from citewiki.domain.snapshots import Attempt
from citewiki.ports.library import Recorded
from db import rows
from db.projection import project


def keep_attempts(
    connection: Connection, keys: Sequence[int], attempts: Sequence[Attempt]
) -> list[Recorded]:
    """Keep attempts at the sources under `keys`, one each, in their order."""
    before = link_states(connection, keys)
    ids = [insert_attempt(connection, *one) for one in zip(keys, attempts, strict=True)]
    project(connection, keys)
    newest = {key: (attempt, before[key]) for key, attempt in zip(keys, attempts, strict=True)}
    after = tell_states(connection, newest)
    return [
        Recorded(attempt_id, before[key], after[key])
        for attempt_id, key in zip(ids, keys, strict=True)
    ]


def insert_attempt(connection: Connection, key: int, attempt: Attempt) -> int:
    """The row alone; nothing is derived from it yet."""
    found = connection.exec_driver_sql(rows.INSERT_ATTEMPT, rows.attempt_row(key, attempt))
    return int(found.lastrowid)


def link_states(connection: Connection, keys: Sequence[int]) -> dict[int, LinkState]:
    """By key."""
    found = connection.exec_driver_sql(
        "SELECT key, link_state FROM source WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(keys)),),
    )
    return {row[0]: LinkState(row[1]) for row in found}


def tell_states(
    connection: Connection, moved: dict[int, tuple[Attempt, LinkState]]
) -> dict[int, LinkState]:
    """Leave an event for each link whose state is no longer the one before; the states now."""
    after = link_states(connection, list(moved))
    events = [
        (
            rows.stamp(attempt.at),
            EventKind.LINK_STATE.value,
            key,
            rows.dump({"link_state": before}),
            rows.dump({"link_state": after[key]}),
        )
        for key, (attempt, before) in moved.items()
        if after[key] is not before
    ]
    if events:
        connection.exec_driver_sql(
            "INSERT INTO event (at, by, kind, source_key, before, after) "
            "VALUES (?, 'citewiki', ?, ?, ?, ?)",
            events,
        )
    return after
