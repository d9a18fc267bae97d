"""A source's revision: the newest entry of its history that an editor may have to know of."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

from citewiki.domain.editorial import EventKind
from citewiki.domain.errors import EditConflict
from db.connection import Connection

_OF_THE_LINK = (EventKind.LINK_STATE, EventKind.PRUNED, EventKind.SNOOZED, EventKind.UPGRADED)
"""What says nothing else of a source than before; a night must not make a script's edits stale."""

_NEWEST = (
    "SELECT id, kind, by, at FROM event WHERE source_key = ? "
    f"AND kind NOT IN ({', '.join(repr(kind.value) for kind in _OF_THE_LINK)}) "
    "ORDER BY id DESC LIMIT 1"
)


def revision(connection: Connection, key: int) -> int:
    """0 for a source without a history."""
    row = connection.execute(_NEWEST, (key,)).fetchone()
    return 0 if row is None else int(row[0])


def expect_revision(connection: Connection, key: int, saw: object) -> None:
    """Raise EditConflict where anything came after what was seen."""
    row = connection.execute(_NEWEST, (key,)).fetchone()
    if row is not None and row[0] != saw:
        who = f" by {row[2]}" if row[2] else ""
        raise EditConflict(
            f"the source has changed since revision {saw}: {row[1].replace('_', ' ')}{who} on "
            f"{row[3][:10]}. Nothing was saved: look at both, and give --if-revision {row[0]} to "
            "save yours all the same"
        )
