"""Keeping attempts: each moves its source's link state and due time, and a new state is told."""

from collections.abc import Sequence

from sqlalchemy import Connection

from citewiki.domain.snapshots import Attempt
from citewiki.ports.library import Recorded
from db import rows
from db.library.link_events import link_states, tell_states
from db.projection import project


def keep_attempts(
    connection: Connection, keys: Sequence[int], attempts: Sequence[Attempt]
) -> list[Recorded]:
    """Keep attempts at the sources under `keys`, one each, in their order."""
    before = link_states(connection, keys)
    ids = [insert_attempt(connection, *one) for one in zip(keys, attempts, strict=True)]
    project(connection, keys)
    newest = {key: (attempt.at, before[key]) for key, attempt in zip(keys, attempts, strict=True)}
    after = tell_states(connection, newest)
    return [
        Recorded(attempt_id, before[key], after[key])
        for attempt_id, key in zip(ids, keys, strict=True)
    ]


def insert_attempt(connection: Connection, key: int, attempt: Attempt) -> int:
    """The row alone; nothing is derived from it yet."""
    found = connection.exec_driver_sql(rows.INSERT_ATTEMPT, rows.attempt_row(key, attempt))
    return int(found.lastrowid)
