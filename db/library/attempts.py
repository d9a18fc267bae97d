"""Keeping attempts: each moves its source's link state and due time, and a new state is told."""

from collections.abc import Sequence

from citewiki.domain.snapshots import Attempt
from citewiki.ports.library.snapshots import Recorded
from db import rows
from db.connection import Connection
from db.library.link_events import tell
from db.link_projection import project_links


def keep_attempts(
    connection: Connection, keys: Sequence[int], attempts: Sequence[Attempt]
) -> list[Recorded]:
    """Keep attempts at the sources under `keys`, one each, in their order."""
    ids = [insert_attempt(connection, *one) for one in zip(keys, attempts, strict=True)]
    states = project_links(connection, keys)
    tell(connection, {k: (one.at, *states[k]) for k, one in zip(keys, attempts, strict=True)})
    return [Recorded(attempt_id, *states[key]) for attempt_id, key in zip(ids, keys, strict=True)]


def insert_attempt(connection: Connection, key: int, attempt: Attempt) -> int:
    """The row alone; nothing is derived from it yet."""
    return connection.insert(rows.INSERT_ATTEMPT, rows.attempt_row(key, attempt))
