"""Merged sources: nothing of theirs is moved, they are only read as what they are part of.

So a split brings back what was there, to the last citation.
"""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

from datetime import datetime

from citewiki.domain.duplicates import Merged, Pair
from citewiki.domain.editorial import EventKind, MergeSources, RefuseMerge, SplitSource
from citewiki.domain.errors import EditConflict, UsageError
from citewiki.domain.sources import SourceId
from db import cells
from db.connection import Connection
from db.keys import STANDING, key_of
from db.library.done import Done
from db.projection import project


def merge(connection: Connection, change: MergeSources, by: str, at: datetime) -> Done:
    """Raises EditConflict where either is merged already, or has others merged into it that would
    be merged twice over."""
    one, into = key_of(connection, change.source_id), key_of(connection, change.into)
    if one == into:
        raise UsageError(f"{change.source_id} cannot be merged into itself; name two sources")
    for key, name in ((one, change.source_id), (into, change.into)):
        if _into(connection, key) is not None:
            raise EditConflict(f"{name} is merged already; `citewiki split {name}` first")
    held = merged_into(connection, one)
    if held:
        raise EditConflict(
            f"{held[0].id} was merged into {change.source_id}; merge the other way round, "
            f"or `citewiki split {held[0].id}` first"
        )
    connection.execute(
        "INSERT INTO source_merge (source_key, into_key, by, at) VALUES (?, ?, ?, ?)",
        (one, into, cells.clean(by), cells.stamp(at)),
    )
    project(connection, [one, into])
    return Done(EventKind.MERGED, into, None, {}, {"merged": change.source_id})


def split(connection: Connection, change: SplitSource) -> Done:
    """Raises EditConflict where the source is not merged."""
    key = key_of(connection, change.source_id)
    into = _into(connection, key)
    if into is None:
        raise EditConflict(f"{change.source_id} is not merged into another source")
    connection.execute("DELETE FROM source_merge WHERE source_key = ?", (key,))
    project(connection, [key, into])
    return Done(EventKind.SPLIT, into, None, {}, {"split": change.source_id})


def refuse(connection: Connection, change: RefuseMerge, by: str, at: datetime) -> Done:
    """Raises EditConflict where that was said already."""
    one, other = key_of(connection, change.one), key_of(connection, change.other)
    if one == other:
        raise UsageError(f"{change.one} and {change.other} are one source; name two")
    pair = (min(one, other), max(one, other))
    if change.refused:
        done = connection.execute(
            "INSERT OR IGNORE INTO merge_refusal (one_key, other_key, by, at) VALUES (?, ?, ?, ?)",
            (*pair, cells.clean(by), cells.stamp(at)),
        )
    else:
        done = connection.execute(
            "DELETE FROM merge_refusal WHERE one_key = ? AND other_key = ?", pair
        )
    if not done.rowcount:
        state = "already" if change.refused else "not"
        raise EditConflict(f"{change.one} and {change.other} are {state} told apart")
    told: dict[str, object] = {"other": change.other, "refused": change.refused}
    return Done(EventKind.MERGE_REFUSED, one, None, {}, told)


def merged_into(connection: Connection, key: int) -> list[Merged]:
    """The sources that were merged into this one, oldest first."""
    found = connection.execute(
        "SELECT s.id, s.url, m.by, m.at FROM source_merge m JOIN source s ON s.key = m.source_key "
        "WHERE m.into_key = ? ORDER BY m.at, s.key",
        (key,),
    )
    return [Merged(row[0], row[1], row[2], datetime.fromisoformat(row[3])) for row in found]


def same_address(connection: Connection, key: int) -> list[SourceId]:
    """The standing sources whose URL has this one's canonical form, in the order of registration,
    less those that were told apart from it."""
    found = connection.execute(
        "SELECT id FROM source WHERE canonical_url = (SELECT canonical_url FROM source "
        f"WHERE key = :key) AND key <> :key AND {STANDING} AND NOT EXISTS (SELECT 1 "
        "FROM merge_refusal WHERE one_key = min(source.key, :key) "
        "AND other_key = max(source.key, :key)) ORDER BY key",
        {"key": key},
    )
    return [str(row[0]) for row in found]


def followed(connection: Connection, source_id: SourceId) -> SourceId:
    """The source that this one is part of; itself where it is merged into none."""
    row = connection.execute(
        "SELECT i.id FROM source s JOIN source_merge m ON m.source_key = s.key "
        "JOIN source i ON i.key = m.into_key WHERE s.id = ?",
        (source_id,),
    ).fetchone()
    return source_id if row is None else str(row[0])


def refusals(connection: Connection) -> set[Pair]:
    """The pairs that are not to be proposed."""
    found = connection.execute(
        "SELECT a.id, b.id FROM merge_refusal r JOIN source a ON a.key = r.one_key "
        "JOIN source b ON b.key = r.other_key"
    )
    return {frozenset((row[0], row[1])) for row in found}


def _into(connection: Connection, key: int) -> int | None:
    row = connection.execute(
        "SELECT into_key FROM source_merge WHERE source_key = ?", (key,)
    ).fetchone()
    return None if row is None else int(row[0])
