"""Stores of any size, fast: a few thousand sources are imported, and the rest are their copies.

Importing a million takes four minutes of computing; copying rows, a fifth of that. For benchmarks
of reading alone: the copies share what their editors and imports said.
"""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.stores import _WORDS, fill

BASE = 5_000
MOST_TEXTS = 100_000
"""Of the sources, from the first on, that have a text in the full-text index."""

TEXT_CHARS = 3_000
LONG_TITLE = "A very long text"
"""Title of the one source with a text of a megabyte; it comes first by title."""

LONG_CHARS = 1_000_000


def grown(folder: Path, sources: int) -> Path:
    """A store at `folder` with so many sources, made by a child; one that is there is kept."""
    if not (folder / "whole").exists():
        argv = [sys.executable, "-m", "benchmarks.large_stores", str(folder), str(sources)]
        subprocess.run(argv, check=True)
    return folder


def make(folder: Path, sources: int) -> None:
    """A fresh store; a file `whole` in it says that it is finished."""
    fill(folder, min(sources, BASE))
    with closing(sqlite3.connect(folder / "citewiki.db", isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000"):
            connection.execute(f"PRAGMA {pragma}")
        _copy(connection, sources)
        _index(connection, min(sources, MOST_TEXTS))
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL")
    _attach_long(folder)
    (folder / "whole").touch()


def _copy(connection: sqlite3.Connection, sources: int) -> None:
    """Rows of each table that has any of a source, under keys and names of their own; in one go
    without indexes, which are made again afterwards."""
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
        "AND tbl_name IN ('source', 'source_url', 'event', 'field_value', 'import_record')"
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.execute("BEGIN")
    steps = (
        "WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy "
        f"WHERE n < {sources // BASE})"
    )
    if sources > BASE:
        for table in ("source", "source_url", "event", "field_value", "import_record"):
            key = "key" if table == "source" else "source_key"
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            values = ", ".join(_value(table, name) for name in names)
            connection.execute(
                f"{steps} INSERT INTO {table} SELECT {values} FROM copy, {table} "
                f"WHERE {key} <= min({BASE}, {sources} - {BASE} * n)"
            )
    connection.execute("COMMIT")
    for _, sql in indexes:
        connection.execute(sql)


def _value(table: str, column: str) -> str:
    match table, column:
        case (_, "key" | "source_key"):
            return f"{column} + {BASE} * n"
        case "source", "id":
            return f"printf('%016x', key + {BASE} * n)"
        case "source", "stable_id":
            return f"printf('%010d', key + {BASE} * n)"
        case "event", "id":
            return "NULL"
        case _, "url" | "raw" | "canonical" | "canonical_url":
            return f"{column} || '?n=' || n"
        case "source", "title" | "title_fold":
            return f"{column} || '.' || n"
        case _:
            return f'"{column}"'


def _index(connection: sqlite3.Connection, texts: int) -> None:
    """Put titles and texts into the full-text index, each text other words of one long babble."""
    import zstandard

    chance = random.Random(11)
    rare = [f"term{n}" for n in range(20_000)]
    babble = " ".join(
        chance.choice(_WORDS) if chance.random() < 0.5 else chance.choice(rare)
        for _ in range(200_000)
    )

    def text(key: int) -> str:
        if key > texts:
            return ""
        start = key * 7_919 % (len(babble) - TEXT_CHARS)
        return babble[start : start + TEXT_CHARS]

    connection.create_function("text_of", 1, text, deterministic=True)
    connection.create_function(
        "packed", 1, lambda given: zstandard.compress(given.encode()) if given else b""
    )
    connection.execute("BEGIN")
    connection.execute("INSERT INTO source_fts (source_fts) VALUES ('delete-all')")
    connection.execute("DELETE FROM fts_document")
    connection.execute(
        "INSERT INTO source_fts (rowid, title, authors, url, text) "
        "SELECT key, title, '', url, text_of(key) FROM source ORDER BY key"
    )
    connection.execute(
        "INSERT INTO fts_document (source_key, title, authors, url, text_zstd) "
        "SELECT key, title, '', url, packed(text_of(key)) FROM source ORDER BY key"
    )
    connection.execute("COMMIT")


def _attach_long(folder: Path) -> None:
    from benchmarks.stores import Silent
    from citewiki.domain.editorial import SetFields
    from citewiki.domain.sources import Field
    from citewiki.usecases.attaching import attach
    from citewiki.wiring import open_store

    chance = random.Random(13)
    words = " ".join(chance.choices(_WORDS, k=LONG_CHARS // 8))
    lines = [words[at : at + 700] for at in range(0, LONG_CHARS, 700)]
    with open_store(folder, Silent()) as ports:
        row = ports.library.lists.rows([1])[0]
        attach(ports, row.id, "\n\n".join(lines).encode(), "long.txt", by="bench")
        change = SetFields(row.id, {Field.TITLE: LONG_TITLE})
        ports.library.editorial.apply(change, by="bench", at=datetime(2026, 1, 2, tzinfo=UTC))


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
