"""The store itself: its figures, its health, and copies of it."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from citewiki.domain.errors import OutputError
from citewiki.domain.rubric import LABELS
from citewiki.ports.library.upkeep import Totals
from db import fulltext
from db.connection import Connection, connect
from db.engine import Database
from db.keys import STANDING
from db.library.overview import due
from db.projection import drift, project

_COUNTED = ("source", "event", "snapshot", "attempt", "citation")


class SqlUpkeep:
    """Implements `citewiki.ports.library.upkeep.Upkeep`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def totals(self, now: datetime) -> Totals:
        with self._database.read() as connection:
            ratings = [
                (f"{rating} {LABELS[int(rating)]}" if rating else "unrated", n)
                for rating, n in _grouped(connection, "coalesce(rating, '')")
            ]
            return Totals(
                sources=_scalar(connection, f"SELECT COUNT(*) FROM source WHERE {STANDING}"),
                pages=_count(connection, "wiki_page"),
                citations=_count(connection, "citation"),
                venues=_scalar(connection, "SELECT COUNT(DISTINCT id) FROM venue"),
                snapshots=_count(connection, "snapshot"),
                annotations=_scalar(
                    connection, "SELECT COUNT(*) FROM annotation WHERE NOT removed"
                ),
                reviewed=_scalar(
                    connection,
                    "SELECT COUNT(DISTINCT source_key) FROM review "
                    "WHERE id NOT IN (SELECT review_id FROM review_withdrawal)",
                ),
                due=due(connection, now),
                link_states=dict(_grouped(connection, "link_state")),
                ratings=dict(ratings),
                database_bytes=_size(self._database.path),
            )

    def check(self) -> list[str]:
        found = []
        with self._database.read() as connection:
            for row in connection.execute("PRAGMA integrity_check(20)"):
                if row[0] != "ok":
                    found.append(f"database: {row[0]}")
            for row in connection.execute("PRAGMA foreign_key_check"):
                found.append(f"database: a row of {row[0]} points to a {row[2]} that is not there")
            for row in connection.execute(
                "SELECT s.id, s.current_snapshot_id FROM source s LEFT JOIN snapshot n "
                "ON n.id = s.current_snapshot_id AND n.source_key = s.key AND n.readable "
                "AND n.pruned_at IS NULL "
                "WHERE s.current_snapshot_id IS NOT NULL AND n.id IS NULL"
            ):
                found.append(f"source {row[0]}: its current snapshot {row[1]} may not be that")
            for source_id, column in drift(connection):
                found.append(
                    f"source {source_id}: {column} is not what its records say; "
                    "`citewiki doctor --rebuild` derives it again"
                )
            for row in connection.execute(
                "SELECT s.id FROM source s LEFT JOIN fts_document d ON d.source_key = s.key "
                "WHERE d.source_key IS NULL"
            ):
                found.append(f"source {row[0]}: search does not know it; `doctor --rebuild` helps")
        return found

    def rebuild(self) -> None:
        with self._database.write() as connection:
            project(connection)
            missing = connection.execute(
                "SELECT key, title, authors_text, url FROM source "
                "WHERE key NOT IN (SELECT source_key FROM fts_document)"
            ).fetchall()
            fulltext.rename(connection, [(row[0], row[1], row[2], row[3]) for row in missing])
            fulltext.rebuild(connection)

    def backup(self, target: Path) -> int:
        new = target.with_name(f".{target.name}.new-{os.getpid()}")
        try:
            if target.exists():
                raise OutputError(f"{target} is there already; choose another name")
            self._copy(new)
            with new.open("rb") as file:
                os.fsync(file.fileno())
            new.rename(target)
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
            return target.stat().st_size
        except (OSError, sqlite3.Error) as error:
            raise OutputError(
                f"cannot write the backup {target} ({error}); "
                "check free space and permissions, then try again"
            ) from error
        finally:
            new.unlink(missing_ok=True)

    def _copy(self, new: Path) -> None:
        with (
            closing(connect(self._database.path, read_only=True)) as original,
            closing(sqlite3.connect(new)) as copy,
        ):
            original.execute("BEGIN")  # both counts and copy see the one state
            expected = [_count(original, table) for table in _COUNTED]
            original.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, not three
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise OutputError(f"the copy at {new} does not verify; ask `citewiki doctor`")
            if [_count(copy, table) for table in _COUNTED] != expected:
                raise OutputError(f"the copy at {new} is not whole; try again")


def _grouped(connection: Connection, column: str) -> list[tuple[str, int]]:
    found = connection.execute(
        f"SELECT {column}, COUNT(*) FROM source WHERE {STANDING} GROUP BY 1 ORDER BY 1 DESC"
    )
    return [(str(row[0]), row[1]) for row in found]


def _count(connection: sqlite3.Connection, table: str) -> int:
    return _scalar(connection, f"SELECT COUNT(*) FROM {table}")


def _scalar(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _size(path: Path) -> int:
    """The database with what is not yet merged into its main file, in bytes."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
