"""What editors do, and the history it leaves."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from citewiki.domain.credibility import Credibility, Override, credibility
from citewiki.domain.editorial import Annotation, Change, Event, EventKind
from citewiki.domain.errors import EditConflict, NotFound, UsageError
from citewiki.domain.reviews import Review
from citewiki.domain.sources import SourceId
from db import cells, history, registry, rows
from db.connection import Connection
from db.engine import Database
from db.keys import key_of
from db.library import changes
from db.library.expectations import shown_text
from db.library.revisions import expect_revision, revision
from db.library.venues import editors_rating


class SqlEditorial:
    """Implements `citewiki.ports.library.editorial.Editorial`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def apply(
        self,
        change: Change,
        *,
        by: str,
        at: datetime,
        expected: Mapping[str, object] | None = None,
        undoes: int | None = None,
    ) -> Event:
        if not by.strip():
            raise UsageError("an editorial change needs a name: `--as NAME` or $CITEWIKI_EDITOR")
        of = getattr(change, "source_id", None)
        with self._database.write() as connection:
            if undoes is not None:
                _may_undo(connection, undoes)
            if expected is not None and "revision" in expected and of is not None:
                expect_revision(connection, key_of(connection, of), expected["revision"])
            done = changes.carry_out(connection, change, by, at, expected)
            event_id = connection.insert(
                "INSERT INTO event (at, by, kind, source_key, venue_id, before, after, undoes) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    cells.stamp(at),
                    cells.clean(by),
                    done.kind.value,
                    done.source_key,
                    done.venue_id,
                    cells.dump(done.before),
                    cells.dump(done.after),
                    undoes,
                ),
            )
            if undoes is not None:
                connection.execute(
                    "UPDATE event SET undone_by = ? WHERE id = ?", (event_id, undoes)
                )
            return _event(connection, event_id)

    def revision(self, source_id: SourceId) -> int:
        with self._database.read() as connection:
            return revision(connection, key_of(connection, source_id))

    def credibility(self, source_id: SourceId) -> Credibility:
        with self._database.read() as connection:
            key = key_of(connection, source_id)
            venue_id = connection.execute(
                "SELECT venue_id FROM source WHERE key = ?", (key,)
            ).fetchone()[0]
            found = registry.venues(connection, only=venue_id) if venue_id is not None else []
            given = _overrides(connection, key, 1)
        return credibility(given[0] if given else None, found[0] if found else None)

    def overrides(self, source_id: SourceId) -> list[Override]:
        with self._database.read() as connection:
            return _overrides(connection, key_of(connection, source_id), -1)

    def reviews(self, source_id: SourceId) -> list[Review]:
        with self._database.read() as connection:
            key = key_of(connection, source_id)
            found = connection.execute(
                "SELECT r.id, s.id, r.snapshot_id, r.outcome, r.by, r.at, r.note, "
                "w.review_id IS NOT NULL FROM review r JOIN source s ON s.key = r.source_key "
                "LEFT JOIN review_withdrawal w ON w.review_id = r.id "
                "WHERE r.source_key = ? ORDER BY r.id DESC",
                (key,),
            )
            return [rows.review(row) for row in found]

    def annotations(self, source_id: SourceId) -> list[Annotation]:
        with self._database.read() as connection:
            key = key_of(connection, source_id)
            found = connection.execute(
                'SELECT n.id, s.id, n.snapshot_id, n.start, n."end", n.exact, n.prefix, n.suffix, '
                "n.note, n.by, n.at, n.removed FROM annotation n "
                "JOIN source s ON s.key = n.source_key "
                "WHERE n.source_key = ? AND NOT n.removed ORDER BY n.start, n.id",
                (key,),
            )
            return [rows.annotation(row) for row in found]

    def events(
        self,
        *,
        source_id: SourceId | None = None,
        by: str | None = None,
        kinds: Collection[EventKind] = (),
        since: datetime | None = None,
        limit: int = 200,
    ) -> list[Event]:
        where, given = ["1"], list[Any]()
        with self._database.read() as connection:
            if source_id is not None:
                where.append("e.source_key = ?")
                given.append(key_of(connection, source_id))
            if by is not None:
                where.append("e.by = ?")
                given.append(cells.clean(by))
            if kinds:
                where.append(f"e.kind IN ({', '.join('?' * len(kinds))})")
                given += sorted(kind.value for kind in kinds)
            if since is not None:
                where.append("e.at >= ?")
                given.append(cells.stamp(since))
            found = connection.execute(
                f"SELECT {rows.EVENT} WHERE {' AND '.join(where)} ORDER BY e.id DESC LIMIT ?",
                (*given, limit),
            )
            return [rows.event(row) for row in found]

    def append(self, event: Event) -> int:
        with self._database.write() as connection:
            key = None if event.source_id is None else key_of(connection, event.source_id)
            return history.append(connection, event, key)

    def keep_draft(self, by: str, key: str, text: str, at: datetime) -> None:
        with self._database.write() as connection:
            if text:
                connection.execute(
                    "INSERT OR REPLACE INTO draft (by, key, text, at) VALUES (?, ?, ?, ?)",
                    (cells.clean(by), cells.clean(key), cells.clean(text), cells.stamp(at)),
                )
            else:
                connection.execute(
                    "DELETE FROM draft WHERE by = ? AND key = ?",
                    (cells.clean(by), cells.clean(key)),
                )

    def draft(self, by: str, key: str) -> str | None:
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT text FROM draft WHERE by = ? AND key = ?",
                (cells.clean(by), cells.clean(key)),
            ).fetchone()
        return None if row is None else str(row[0])


def _may_undo(connection: Connection, event_id: int) -> None:
    """Raise EditConflict unless what the event put there still stands."""
    event = _event(connection, event_id)
    if event.undone_by is not None:
        raise EditConflict(f"that change was taken back already (event {event.undone_by})")
    there: dict[str, object] = {}
    if event.source_id is not None:
        key = key_of(connection, event.source_id)
        if event.kind is EventKind.EDITED:
            there = changes.editor_values(connection, key)
        elif event.kind is EventKind.RATED:
            there = changes.override(connection, key)
    if event.kind is EventKind.VENUE_RATED and event.venue_id is not None:
        there = editors_rating(connection, event.venue_id)
    if event.kind not in (EventKind.EDITED, EventKind.RATED, EventKind.VENUE_RATED):
        return  # reviews and notes: carrying out the inverse looks whether they still stand
    for name, put in event.after.items():
        if there.get(name) != put:
            raise EditConflict(
                f"cannot take this back: {name} has been changed since; edit it by hand",
                theirs=shown_text(there.get(name)),
                ours=shown_text(event.before.get(name)),
            )


def _event(connection: Connection, event_id: int) -> Event:
    row = connection.execute(f"SELECT {rows.EVENT} WHERE e.id = ?", (event_id,)).fetchone()
    if row is None:
        raise NotFound(f"the history has no event {event_id}; `citewiki undo --list` shows yours")
    return rows.event(row)


def _overrides(connection: Connection, key: int, limit: int) -> list[Override]:
    return [
        Override(row[0], row[1], row[2], datetime.fromisoformat(row[3]))
        for row in connection.execute(
            "SELECT rating, because, by, at FROM rating_override WHERE source_key = ? "
            "ORDER BY id DESC LIMIT ?",
            (key, limit),
        )
    ]
