"""Making, opening and refusing stores."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from citewiki.domain.errors import (
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreMissing,
    StoreNewer,
    StoreOlder,
    StoreUnwritable,
)
from db import store
from tests.builders import a_source


def _set_revision(folder: Path, revision: str) -> None:
    with closing(sqlite3.connect(folder / store.DATABASE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()


def test_what_is_written_is_there_when_opened_again(store_folder: Path) -> None:
    library = store.open_library(store_folder)
    library.sources.register([a_source()])
    library.close()
    again = store.open_library(store_folder, read_only=True)
    assert again.snapshots.all_ids() == [a_source().id]
    again.close()


def test_a_store_opened_for_reading_refuses_to_write(store_folder: Path) -> None:
    library = store.open_library(store_folder, read_only=True)
    with pytest.raises(StoreUnwritable):
        library.sources.register([a_source()])
    library.close()


def _no_folder(folder: Path) -> None:
    (folder / store.DATABASE).unlink()
    folder.rmdir()


def _no_database(folder: Path) -> None:
    (folder / store.DATABASE).unlink()


def _text_file(folder: Path) -> None:
    (folder / store.DATABASE).write_text("not a database at all")


def _empty_file(folder: Path) -> None:
    (folder / store.DATABASE).write_bytes(b"")


def _another_program(folder: Path) -> None:
    (folder / store.DATABASE).unlink()
    with closing(sqlite3.connect(folder / store.DATABASE)) as connection:
        connection.execute("CREATE TABLE theirs (x)")


def _newer(folder: Path) -> None:
    _set_revision(folder, "9999")


def _torn(folder: Path) -> None:
    path = folder / store.DATABASE
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (_no_folder, StoreMissing),
        (_no_database, StoreMissing),
        (_text_file, StoreForeign),
        (_empty_file, StoreForeign),
        (_another_program, StoreForeign),
        (_newer, StoreNewer),
        (_torn, StoreDamaged),
    ],
)
def test_a_store_that_cannot_be_used_is_refused_in_one_line(
    store_folder: Path, spoil: object, error: type[StoreError]
) -> None:
    assert callable(spoil)
    spoil(store_folder)
    with pytest.raises(error) as caught:
        store.open_library(store_folder)
    assert str(store_folder) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_older_store_asks_for_the_upgrade(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "REVISIONS", (*store.REVISIONS, "9999"))
    monkeypatch.setattr(store, "HEAD", "9999")
    with pytest.raises(StoreOlder, match="upgrade"):
        store.open_library(store_folder)


def test_a_store_is_not_made_over_another(store_folder: Path) -> None:
    before = (store_folder / store.DATABASE).read_bytes()
    with pytest.raises(StoreForeign):
        store.create(store_folder)
    assert (store_folder / store.DATABASE).read_bytes() == before


def test_creating_leaves_one_file(tmp_path: Path) -> None:
    store.create(tmp_path / "new")
    assert [path.name for path in (tmp_path / "new").iterdir()] == [store.DATABASE]


def test_a_store_cannot_be_made_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(StoreUnwritable):
        store.create(tmp_path / "taken")


def test_upgrading_a_store_of_today_changes_nothing(store_folder: Path) -> None:
    assert store.upgrade(store_folder) == (store.HEAD, store.HEAD)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_read(store_folder: Path) -> None:
    store_folder.chmod(0o555)
    try:
        with closing(store.open_library(store_folder, read_only=True)) as library:
            assert library.snapshots.all_ids() == []
    finally:
        store_folder.chmod(0o755)


def test_reading_while_another_writes(store_folder: Path) -> None:
    writer = store.open_library(store_folder)
    with closing(store.open_library(store_folder, read_only=True)) as reader:
        writer.sources.register([a_source()])
        assert reader.snapshots.all_ids() == [a_source().id]
        with pytest.raises(StoreUnwritable):
            reader.sources.register([a_source("https://example.org/2")])
    writer.close()
