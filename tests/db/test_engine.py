"""Transactions and their connections: what is undone, what is seen, and what is let go of."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from citewiki.domain.errors import StoreDamaged, StoreError, StoreUnwritable
from db.connection import Connection
from db.engine import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a table of the numbers 0 to 9."""
    path = tmp_path / "numbers.db"
    database = Database(path)
    with database.write() as connection:
        connection.execute("CREATE TABLE number (n)")
        connection.executemany("INSERT INTO number VALUES (?)", [(n,) for n in range(10)])
    database.close()
    return path


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = Database(path)
    yield opened
    opened.close()


def _count(connection: Connection) -> int:
    return int(connection.execute("SELECT COUNT(*) FROM number").fetchone()[0])


def _add(connection: Connection) -> None:
    connection.execute("INSERT INTO number VALUES (10)")


@pytest.mark.parametrize("raised", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_what_raises_is_undone(database: Database, raised: type[BaseException]) -> None:
    def adding() -> None:
        with database.write() as connection:
            _add(connection)
            raise raised

    with pytest.raises(raised):
        adding()
    with database.write() as connection:
        assert _count(connection) == 10


def test_a_generator_that_is_given_up_is_undone(database: Database) -> None:
    def adding() -> Iterator[int]:
        with database.write() as connection:
            _add(connection)
            yield 1

    started = adding()
    assert next(started) == 1
    del started
    with database.write() as connection:
        assert _count(connection) == 10


@pytest.mark.parametrize("begin", [Database.read, Database.write])
def test_an_error_that_is_kept_holds_on_to_nothing(
    path: Path, database: Database, begin: Callable[[Database], AbstractContextManager[Connection]]
) -> None:
    def reading() -> None:
        with begin(database) as connection:
            found = connection.execute("SELECT n FROM number")
            raise ValueError(f"half read: {found.fetchone()}")

    with pytest.raises(ValueError, match="half read") as kept:
        reading()
    assert kept.value.__traceback__ is not None  # and with it the cursor
    other = Database(path)
    with other.write() as connection:
        _add(connection)
    other.close()
    with database.read() as connection:
        assert _count(connection) == 11
    with database.write() as connection:
        _add(connection)


def test_a_read_sees_one_state(database: Database) -> None:
    with database.read() as reading:
        assert _count(reading) == 10
        with database.write() as writing:
            _add(writing)
        assert _count(reading) == 10
    with database.read() as reading:
        assert _count(reading) == 11


def test_a_read_within_a_write_sees_what_was_there(database: Database) -> None:
    with database.write() as writing:
        _add(writing)
        with database.read() as reading:
            assert (_count(reading), _count(writing)) == (10, 11)


def test_the_connection_last_used_is_used_again(database: Database) -> None:
    with database.read() as first, database.read() as second:
        assert first is not second
    with database.write() as again:
        assert again is first


def test_threads_lose_nothing(database: Database) -> None:
    def add() -> None:
        for _ in range(20):
            with database.write() as connection:
                before = _count(connection)
                _add(connection)
            with database.read() as connection:
                assert _count(connection) > before

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as connection:
        assert _count(connection) == 10 + 8 * 20


def test_closing_lets_go_of_everything(path: Path) -> None:
    database = Database(path)
    wal = path.with_name(f"{path.name}-wal")
    with database.write() as connection:
        _add(connection)
        closing = threading.Thread(target=database.close)
        closing.start()
        closing.join()
        assert wal.exists()
    assert not wal.exists()  # SQLite takes it away with the last connection
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_a_read_only_database_is_not_written(path: Path) -> None:
    database = Database(path, read_only=True)
    with database.read() as connection:
        assert _count(connection) == 10
    with pytest.raises(StoreUnwritable), database.write():
        pass
    with pytest.raises(StoreUnwritable, match="readonly"), database.read() as connection:
        _add(connection)
    database.close()


def test_the_drivers_errors_are_explained(database: Database) -> None:
    with pytest.raises(StoreError, match="no such table: letter"), database.read() as connection:
        connection.execute("SELECT * FROM letter")


def test_what_is_no_database_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database at all, whatever its name says" * 100)
    with pytest.raises(StoreDamaged), Database(tmp_path / "text").read():
        pass


def test_a_write_is_durable_and_refers_to_what_is_there(database: Database) -> None:
    with database.write() as connection:
        found = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 30_000]


def test_an_insert_tells_the_new_key(database: Database) -> None:
    with database.write() as connection:
        connection.execute("CREATE TABLE named (key INTEGER PRIMARY KEY, name)")
        keys = [connection.insert("INSERT INTO named (name) VALUES (?)", (n,)) for n in "ab"]
        assert connection.execute("SELECT key FROM named").fetchall() == [(key,) for key in keys]
