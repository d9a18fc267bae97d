"""Figures, checks, rebuilding and backups."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from citewiki.domain.editorial import SetFields
from citewiki.domain.errors import OutputError
from citewiki.domain.sources import Field
from citewiki.ports.library import Library
from db import store
from tests.builders import NOW, a_snapshot, a_source, an_attempt

ID = a_source().id


def test_totals(library: Library) -> None:
    library.sources.register([a_source(), a_source("https://example.org/other")])
    library.snapshots.record_capture(an_attempt(ID), a_snapshot(ID), "A title\nSome text.")
    totals = library.upkeep.totals(NOW)
    assert (totals.sources, totals.snapshots, totals.due) == (2, 1, 1)
    assert totals.link_states == {"live": 1, "unchecked": 1}
    assert totals.ratings == {"unrated": 2}
    assert totals.database_bytes > 0


def test_drift_is_found_and_rebuilt(library: Library, store_folder: Path) -> None:
    library.sources.register([a_source()])
    assert library.upkeep.check() == []
    with closing(sqlite3.connect(store_folder / store.DATABASE)) as connection:
        connection.execute("UPDATE source SET title = 'wrong', current_snapshot_id = 12")
        connection.commit()
    found = library.upkeep.check()
    assert any("title" in one for one in found)
    assert any("snapshot 12" in one for one in found)
    library.upkeep.rebuild()
    assert library.upkeep.check() == []


def test_what_sources_share_is_checked_and_rebuilt(library: Library, store_folder: Path) -> None:
    library.sources.register([a_source("https://arxiv.org/abs/2203.02155")])
    with closing(sqlite3.connect(store_folder / store.DATABASE)) as connection:
        connection.execute("UPDATE source SET identifiers = NULL, moved_to = 'https://a.org'")
        connection.commit()
    found = " ".join(library.upkeep.check())
    assert "identifiers is not" in found
    assert "moved_to is not" in found
    library.upkeep.rebuild()
    assert library.upkeep.check() == []


def test_a_backup_under_load_is_whole(library: Library, store_folder: Path, tmp_path: Path) -> None:
    library.sources.register([a_source()])
    stop = threading.Event()
    saved: list[int] = []

    def edit() -> None:
        while not stop.is_set():
            change = SetFields(ID, {Field.PURPOSE: f"edit {len(saved)}"})
            saved.append(library.editorial.apply(change, by="Ada", at=NOW).id)

    editor = threading.Thread(target=edit)
    editor.start()
    try:
        for number in range(5):
            acknowledged = len(saved)
            folder = tmp_path / f"backup-{number}"
            folder.mkdir()
            assert library.upkeep.backup(folder / store.DATABASE) > 0
            assert [path.name for path in folder.iterdir()] == [store.DATABASE]
            copy = store.open_library(folder)
            assert copy.upkeep.check() == []
            assert len(copy.editorial.events(by="Ada", limit=100_000)) >= acknowledged
            copy.close()
    finally:
        stop.set()
        editor.join()
    assert saved


def test_a_backup_goes_over_nothing(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "kept"
    target.write_text("precious")
    with pytest.raises(OutputError, match="there already"):
        library.upkeep.backup(target)
    assert target.read_text() == "precious"
    with pytest.raises(OutputError, match="cannot write"):
        library.upkeep.backup(tmp_path / "no" / "folder" / "b.db")
