"""Deriving what the attempts say of a link: its state, when it was asked for, when it is due,
and where it has moved to.

Nothing else of a source follows from an attempt that brought no text, and of a night's attempts
nearly all bring none: these columns are derived by themselves there. The whole projection takes
them from here, so that the two cannot differ.
"""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from citewiki.domain.freshness import next_check
from citewiki.domain.link_rules import judge, moved_to
from citewiki.domain.links import LinkState
from citewiki.domain.snapshots import Attempt
from citewiki.domain.sources import SourceId
from db import cells, rows
from db.connection import Connection

COLUMNS = ("link_state", "link_checked_at", "next_check_at", "moved_to")
_IN = "IN (SELECT value FROM json_each(?))"

LinkValues = tuple[str, str | None, str | None, str | None]
"""In the order of COLUMNS, as they are stored."""

_NEVER_TRIED: LinkValues = (judge(()).value, None, None, None)


class LinkFacts:
    """What the links of these sources are judged by; `withdrawn` are the keys of those whose work
    was withdrawn or retracted (db/notices.py)."""

    def __init__(
        self, connection: Connection, keys: Sequence[int], withdrawn: Collection[int]
    ) -> None:
        given = (json.dumps(list(keys)),)
        self._tried = _attempts(connection, given)
        self._brought = {
            row[0]
            for row in connection.execute(
                "SELECT attempt_id FROM snapshot "
                f"WHERE source_key {_IN} AND attempt_id IS NOT NULL",
                given,
            )
        }
        self._withdrawn = withdrawn

    def of(self, key: int, source_id: SourceId) -> LinkValues:
        tried = self._tried.get(key, ())
        if not tried and key not in self._withdrawn:
            return _NEVER_TRIED
        reached = judge(tried)
        state = judge(tried, withdrawn=True) if key in self._withdrawn else reached
        checked = next((attempt.at for attempt in tried if not attempt.void), None)
        return (
            state.value,
            cells.stamp_or_none(checked),
            cells.stamp_or_none(next_check(source_id, reached, tried, self._brought)),
            moved_to(tried) if state is LinkState.MOVED else None,
        )


def project_links(
    connection: Connection, keys: Sequence[int]
) -> dict[int, tuple[LinkState, LinkState]]:
    """Derive again the link columns of these sources; by key, the state before and after."""
    stored = connection.execute(
        f"SELECT key, id, {', '.join(COLUMNS)} FROM source WHERE key {_IN}",
        (json.dumps(list(keys)),),
    ).fetchall()
    # an attempt neither brings nor lifts a notice: what was withdrawn is
    withdrawn = {row[0] for row in stored if row[2] == LinkState.WITHDRAWN.value}
    facts = LinkFacts(connection, keys, withdrawn)
    states: dict[int, tuple[LinkState, LinkState]] = {}
    moved = []
    for key, source_id, *old in stored:
        new = facts.of(key, source_id)
        states[key] = (LinkState(old[0]), LinkState(new[0]))
        if tuple(old) != new:
            moved.append((*new, key))
    if moved:
        assignments = ", ".join(f"{name} = ?" for name in COLUMNS)
        connection.executemany(f"UPDATE source SET {assignments} WHERE key = ?", moved)
    return states


def _attempts(connection: Connection, given: tuple[str]) -> Mapping[int, Sequence[Attempt]]:
    """By key, newest first."""
    found: dict[int, list[Attempt]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT {rows.ATTEMPT_COLUMNS}, a.source_key {rows.ATTEMPT_TABLES} "
        f"WHERE a.source_key {_IN} ORDER BY a.id DESC",
        given,
    ):
        found[row[15]].append(rows.attempt(row))
    return found
