"""Writing a line of the history, within the transaction of what it tells of."""

from citewiki.domain.editorial import Event
from db import cells
from db.connection import Connection


def append(connection: Connection, event: Event, key: int | None) -> int:
    """The new event's id; `key` is its source's, None for an event of no source."""
    return connection.insert(
        "INSERT INTO event (at, by, kind, source_key, venue_id, before, after, undoes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            cells.stamp(event.at),
            cells.clean(event.by),
            event.kind.value,
            key,
            event.venue_id,
            cells.dump(event.before),
            cells.dump(event.after),
            event.undoes,
        ),
    )
