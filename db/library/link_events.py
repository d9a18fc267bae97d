"""The history of a source's link: whatever moves its state leaves an event."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from citewiki.domain.editorial import EventKind
from citewiki.domain.links import LinkState
from db import cells
from db.connection import Connection


def link_states(connection: Connection, keys: Sequence[int]) -> dict[int, LinkState]:
    """By key, the states as they are projected now."""
    found = connection.execute(
        "SELECT key, link_state FROM source WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(keys)),),
    )
    return {row[0]: LinkState(row[1]) for row in found}


def tell_states(
    connection: Connection, before: Mapping[int, tuple[datetime, LinkState]]
) -> dict[int, LinkState]:
    """Tell of each link, by key, whose state is no longer the one before; the states now."""
    after = link_states(connection, list(before))
    tell(connection, {key: (at, state, after[key]) for key, (at, state) in before.items()})
    return after


def tell(
    connection: Connection, moved: Mapping[int, tuple[datetime, LinkState, LinkState]]
) -> None:
    """Write an event for each link, by key, whose state before and after differ, as of the time
    that is given with them."""
    events = [
        (
            cells.stamp(at),
            EventKind.LINK_STATE.value,
            key,
            cells.dump({"link_state": before}),
            cells.dump({"link_state": after}),
        )
        for key, (at, before, after) in moved.items()
        if after is not before
    ]
    if events:
        connection.executemany(
            "INSERT INTO event (at, by, kind, source_key, before, after) "
            "VALUES (?, 'citewiki', ?, ?, ?, ?)",
            events,
        )


def tell_new(connection: Connection, keys: Sequence[int]) -> None:
    """The same for sources just registered, which come unchecked unless there is a notice on
    them; as of their registration."""
    found = connection.execute(
        "SELECT key, first_seen_at FROM source WHERE link_state <> ? "
        "AND key IN (SELECT value FROM json_each(?))",
        (LinkState.UNCHECKED.value, json.dumps(list(keys))),
    )
    tell_states(
        connection,
        {key: (datetime.fromisoformat(at), LinkState.UNCHECKED) for key, at in found.fetchall()},
    )
