"""The history of a source's link: whatever moves its state leaves an event."""

from datetime import datetime

from sqlalchemy import Connection

from citewiki.domain.editorial import EventKind
from db import rows


def link_state(connection: Connection, key: int) -> str:
    """The state as it is projected now."""
    row = connection.exec_driver_sql("SELECT link_state FROM source WHERE key = ?", (key,)).one()
    return str(row[0])


def tell_state(connection: Connection, key: int, before: str, at: datetime) -> None:
    """Write an event where the state is no longer the one before."""
    after = link_state(connection, key)
    if after != before:
        connection.exec_driver_sql(
            "INSERT INTO event (at, by, kind, source_key, before, after) "
            "VALUES (?, 'citewiki', ?, ?, ?, ?)",
            (
                rows.stamp(at),
                EventKind.LINK_STATE.value,
                key,
                rows.dump({"link_state": before}),
                rows.dump({"link_state": after}),
            ),
        )
