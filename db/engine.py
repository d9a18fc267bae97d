"""The one way to the database: transactions over a pool of connections."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from citewiki.domain.errors import StoreUnwritable
from db.connection import Connection, connect, explained

_IDLE = 5  # connections kept for the next transaction: each may hold 2 MB of pages


class Database:
    """One open database; safe to use from several threads, each transaction having a connection
    to itself. Not to be carried over a fork (sqlite.org/howtocorrupt, section 2.6)."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._lock = threading.Lock()
        self._idle: list[Connection] = []
        self._closed = False

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the database. What it finds is to be read before the block ends:
        a cursor that is not read out holds on to this view."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, durable when the block ends, undone where it raises."""
        if self.read_only:
            raise StoreUnwritable(f"{self.path} was opened for reading only")
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def close(self) -> None:
        """Let go of the idle connections, and of each in use when its transaction ends."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with explained(self.path):
            connection = self._take()
            try:
                with connection:  # commits, or rolls back
                    connection.execute(begin)
                    yield connection
            except BaseException:
                # not to be used again: a cursor in the traceback may hold on to its old view
                connection.close()
                raise
            self._give_back(connection)

    def _take(self) -> Connection:
        with self._lock:
            if self._idle:
                return self._idle.pop()  # the one last used has its pages and the registry at hand
        return connect(self.path, read_only=self.read_only)

    def _give_back(self, connection: Connection) -> None:
        with self._lock:
            if not self._closed and len(self._idle) < _IDLE:
                self._idle.append(connection)
                return
        connection.close()
