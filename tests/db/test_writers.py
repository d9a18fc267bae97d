"""Several programs at one store: nothing lost, nobody locked out."""

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

from citewiki.domain.editorial import SetFields
from citewiki.domain.errors import EditConflict
from citewiki.domain.identity import SourceRef
from citewiki.domain.sources import Field
from db import store
from db.engine import Database
from tests.builders import NOW, a_source

_WRITERS = 3
_EDITS = 100


def _count_up(folder: Path) -> None:
    database = Database(folder / store.DATABASE)
    for _ in range(_EDITS):
        with database.write() as connection:
            row = connection.execute("SELECT importance FROM source").fetchone()
            connection.execute("UPDATE source SET importance = ?", (row[0] + 1,))
    database.close()


def _count_up_by_form(folder: Path) -> None:
    """As an editor's form does it: read, change, save against what was read; again if stale."""
    library = store.open_library(folder)
    source_id = library.sources.resolve(SourceRef(resource=a_source().id))
    for _ in range(_EDITS // 5):
        while True:
            seen = library.sources.get(source_id).fields.get(Field.IMPORTANCE)
            value = seen.value if seen is not None and isinstance(seen.value, int) else None
            try:
                library.editorial.apply(
                    SetFields(source_id, {Field.IMPORTANCE: (value or 0) + 1}),
                    by="an editor",
                    at=NOW,
                    expected={"importance": value},
                )
                break
            except EditConflict:
                continue
    library.close()


def _run(target: object, folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    assert callable(target)
    writers = [context.Process(target=target, args=(folder,)) for _ in range(_WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0] * _WRITERS


def _importance(folder: Path) -> int:
    with closing(sqlite3.connect(folder / store.DATABASE)) as connection:
        return int(connection.execute("SELECT importance FROM source").fetchone()[0])


def test_no_update_is_lost_and_none_is_locked_out(store_folder: Path) -> None:
    library = store.open_library(store_folder)
    library.sources.register([a_source()])
    library.close()
    with closing(sqlite3.connect(store_folder / store.DATABASE)) as connection:
        connection.execute("UPDATE source SET importance = 0")
        connection.commit()
    _run(_count_up, store_folder)
    assert _importance(store_folder) == _WRITERS * _EDITS


def test_no_edit_is_lost_between_forms(store_folder: Path) -> None:
    library = store.open_library(store_folder)
    library.sources.register([a_source()])
    library.close()
    _run(_count_up_by_form, store_folder)
    assert _importance(store_folder) == _WRITERS * (_EDITS // 5)
