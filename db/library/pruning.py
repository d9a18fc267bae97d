"""Giving up versions: which may go, marking them, and the bodies that nothing needs then."""

import json
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from citewiki.domain.editorial import EventKind
from citewiki.domain.retention import HeldVersion, Retention, prunable
from citewiki.domain.snapshots import Capture
from citewiki.domain.sources import SourceId
from db import cells
from db.connection import Connection
from db.keys import key_of

_HELD = (
    "SELECT s.id, n.id, n.at, CASE WHEN n.readable THEN n.text_sha256 END, n.how, "
    "EXISTS (SELECT 1 FROM annotation a WHERE a.source_key = s.key AND a.snapshot_id = n.id) OR "
    "EXISTS (SELECT 1 FROM review r WHERE r.source_key = s.key AND r.snapshot_id = n.id), "
    "n.pruned_at IS NOT NULL FROM snapshot n JOIN source s ON s.key = n.source_key "
)
_IDLE = (
    "WITH gone (id) AS (SELECT value FROM json_each(?) "
    "UNION SELECT id FROM snapshot WHERE pruned_at IS NOT NULL), "
    "blob (sha256, id) AS (SELECT body_sha256, id FROM snapshot UNION ALL "
    "SELECT text_sha256, id FROM snapshot WHERE text_sha256 IS NOT NULL) "
    "SELECT sha256 FROM blob WHERE id IN gone "
    "EXCEPT SELECT sha256 FROM blob WHERE id NOT IN gone"
)


def prunable_by_source(
    connection: Connection, retention: Retention, now: datetime
) -> dict[SourceId, tuple[int, ...]]:
    """See `Snapshots.prunable`."""
    if retention.keeps_all:
        return {}
    found = connection.execute(f"{_HELD} ORDER BY s.key, n.id")
    judged = {
        source_id: prunable([_held(row[1:]) for row in group], retention, now)
        for source_id, group in groupby(found, key=lambda row: str(row[0]))
    }
    return {source_id: ids for source_id, ids in judged.items() if ids}


def prune_source(
    connection: Connection, source_id: SourceId, retention: Retention, by: str, now: datetime
) -> tuple[int, ...]:
    """See `Snapshots.prune`."""
    key = key_of(connection, source_id)
    found = connection.execute(f"{_HELD} WHERE s.key = ? ORDER BY n.id", (key,))
    ids = prunable([_held(row[1:]) for row in found], retention, now)
    if ids:
        connection.execute(
            "UPDATE snapshot SET pruned_at = ? WHERE id IN (SELECT value FROM json_each(?))",
            (cells.stamp(now), json.dumps(ids)),
        )
        connection.execute(
            "INSERT INTO event (at, by, kind, source_key, before, after) "
            "VALUES (?, ?, ?, ?, '{}', ?)",
            (
                cells.stamp(now),
                cells.clean(by),
                EventKind.PRUNED.value,
                key,
                cells.dump({"versions": ids}),
            ),
        )
    return ids


def idle(connection: Connection, pruned: Iterable[int]) -> list[str]:
    """See `Snapshots.idle_blobs`."""
    return [row[0] for row in connection.execute(_IDLE, (json.dumps(list(pruned)),))]


def _held(row: tuple[int, str, str | None, str, bool, bool]) -> HeldVersion:
    snapshot_id, at, text, how, rested_on, pruned = row
    return HeldVersion(
        snapshot_id,
        datetime.fromisoformat(at),
        text,
        how == Capture.ATTACHED.value,
        bool(rested_on),
        bool(pruned),
    )
