"""The one way to the database: connections, transactions and what their errors mean.

Idiom measured in design/reliability.md: WAL, synchronous FULL, BEGIN IMMEDIATE for writes.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from citewiki.domain.errors import StoreBusy, StoreDamaged, StoreError, StoreUnwritable

BUSY_TIMEOUT_MS = 30_000


def location(path: Path, *, read_only: bool) -> str:
    """The database as SQLite's URI."""
    name = f"file:{quote(str(path.absolute()))}"
    if not read_only:
        return f"{name}?mode=rwc"
    # A WAL database is read by way of files beside it, which a folder that may not be written
    # cannot get; where nobody has it open it cannot change either.
    still = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    return f"{name}?mode=ro{'&immutable=1' if still else ''}"


def make_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine whose every transaction is explicit; for the store and for its migrations."""
    engine = create_engine(
        f"sqlite:///{location(path, read_only=read_only)}&uri=true",
        pool_use_lifo=True,  # the connection last used has its pages and the registry at hand
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not BEGIN for us
        connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        if not read_only:
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        deferred = read_only or connection.get_execution_options().get("ro")
        connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")

    return engine


class Database:
    """One open database; safe to use from several threads."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = make_engine(path, read_only=read_only)
        self._reading = self._engine.execution_options(ro=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the database."""
        with explained(self.path), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, durable when the block ends, undone where it raises."""
        if self.read_only:
            raise StoreUnwritable(f"{self.path} was opened for reading only")
        with explained(self.path), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the driver raises into the errors that a user is shown."""
    try:
        yield
    except DBAPIError as error:
        raise explain(error.orig or error, path) from error


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
