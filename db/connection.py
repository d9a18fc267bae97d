"""A connection to a store's database: how it is opened, and what its errors mean.

WAL, synchronous FULL, and no transaction but an explicit one (docs/adr/0003).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from citewiki.domain.errors import StoreBusy, StoreDamaged, StoreError, StoreUnwritable

if TYPE_CHECKING:
    from citewiki.ports.library.asking import Asking

BUSY_TIMEOUT_S = 30.0


class Connection(sqlite3.Connection):
    """The standard library's, and what it does not have."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]  # as connect() was called
        self.kept: dict[str, Any] = {}
        """What was read over this connection and may serve again (db/registry.py)."""

    def insert(self, sql: str, values: Sequence[object]) -> int:
        """The key of the one row that this puts in."""
        key = self.execute(sql, values).lastrowid
        assert key is not None  # of INSERT it never is
        return key


def location(path: Path, *, read_only: bool) -> str:
    """The database as SQLite's URI."""
    name = f"file:{quote(str(path.absolute()))}"
    if not read_only:
        return f"{name}?mode=rwc"
    # A WAL database is read by way of files beside it, which a folder that may not be written
    # cannot get; where nobody has it open it cannot change either.
    still = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    return f"{name}?mode=ro{'&immutable=1' if still else ''}"


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """A new connection, for one thread at a time, in no transaction; the caller closes it."""
    connection = sqlite3.connect(
        location(path, read_only=read_only),
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,  # the driver must not BEGIN for us
        check_same_thread=False,  # a pool hands it on
        factory=Connection,
    )
    try:
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def answering(connection: Connection, asking: Asking | None) -> Iterator[None]:
    """Read what is asked for inside; it is left early where nobody waits for it any more."""
    if asking is None:
        yield
        return
    try:
        with asking.ended_by(connection.interrupt):
            yield
    except sqlite3.OperationalError:  # "interrupted"
        if not asking.given_up:
            raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the driver raises into the errors that a user is shown."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error


def explain(error: BaseException, path: Path) -> StoreError:
    """The error to show for one of the driver's."""
    text = str(error)
    low = text.lower()
    if "locked" in low or "busy" in low:
        return StoreBusy(f"{path} is in use by another program; wait for it and try again")
    if "malformed" in low or "not a database" in low:
        return StoreDamaged(
            f"{path} is damaged ({text}); restore a backup, or ask `citewiki doctor` what is left"
        )
    if any(word in low for word in ("full", "readonly", "disk i/o", "unable to open")):
        return StoreUnwritable(
            f"{path} cannot be used ({text}); check free space and permissions, then try again"
        )
    return StoreError(f"{path}: the database refused a statement ({text})")
