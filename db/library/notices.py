"""Notices on published works: lists of them, and what stands on each source."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from citewiki.domain.links import LinkState
from citewiki.domain.notices import Notice, standing
from citewiki.domain.sources import SourceId
from citewiki.ports.library.notices import NoticeFile
from citewiki.ports.library.sources import ImportCounts
from db import cells
from db.connection import Connection
from db.engine import Database
from db.keys import STANDING, key_of
from db.library.link_events import tell_states
from db.notices import notices_of
from db.projection import project


class SqlNotices:
    """Implements `citewiki.ports.library.notices.Notices`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self, file: NoticeFile, notices: Sequence[Notice], *, replace: bool = False
    ) -> ImportCounts:
        with self._database.write() as connection:
            stored = {
                row[0]: row[1:]
                for row in connection.execute(
                    "SELECT record, doi, kind, dated, because, notice_doi FROM notice "
                    "WHERE list_name = ?",
                    (file.list_name,),
                )
            }
            told = {one.record: _row(one) for one in notices}
            new = {record: row for record, row in told.items() if stored.get(record) != row}
            gone = sorted(stored.keys() - told.keys()) if replace else []
            if new or gone:
                _write(connection, file, new, gone)
                _project_all(connection, file.at)
        added = len(new.keys() - stored.keys())
        return ImportCounts(added, len(new) - added + len(gone), len(told) - len(new))

    def of(self, source_id: SourceId) -> list[Notice]:
        with self._database.read() as connection:
            key = key_of(connection, source_id)
            return list(notices_of(connection, [key]).get(key, ()))

    def standing(self) -> Mapping[SourceId, tuple[Notice, ...]]:
        with self._database.read() as connection:
            ids = {
                row[0]: row[1]
                for row in connection.execute(
                    f"SELECT key, id FROM source WHERE {STANDING} ORDER BY key"  # noqa: S608
                )
            }
            found = notices_of(connection, ids)
            stands = {ids[key]: standing(found[key]) for key in ids if key in found}
            return {source_id: notices for source_id, notices in stands.items() if notices}


def _row(one: Notice) -> tuple[object, ...]:
    return (
        one.doi,
        one.kind.value,
        None if one.on is None else one.on.isoformat(),
        cells.clean(one.because),
        cells.clean_or_none(one.notice_doi),
    )


def _write(
    connection: Connection,
    file: NoticeFile,
    new: Mapping[str, tuple[object, ...]],
    gone: Sequence[str],
) -> None:
    import_id = connection.insert(
        "INSERT INTO notice_import (list_name, file, sha256, by, at) VALUES (?, ?, ?, ?, ?)",
        (
            file.list_name,
            cells.clean(file.name),
            file.sha256,
            cells.clean(file.by),
            cells.stamp(file.at),
        ),
    )
    if new:
        connection.executemany(
            "INSERT OR REPLACE INTO notice "
            "(list_name, record, doi, kind, dated, because, notice_doi, import_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(file.list_name, cells.clean(r), *row, import_id) for r, row in new.items()],
        )
    if gone:
        connection.executemany(
            "DELETE FROM notice WHERE list_name = ? AND record = ?",
            [(file.list_name, record) for record in gone],
        )


def _project_all(connection: Connection, at: datetime) -> None:
    """A notice may be on any source; the states that move leave an event each."""
    before = {
        row[0]: (at, LinkState(row[1]))
        for row in connection.execute("SELECT key, link_state FROM source")
    }
    project(connection)
    tell_states(connection, before)
