"""What the program remembers of each editor's work."""

from datetime import datetime

from citewiki.domain.errors import NotFound
from citewiki.domain.listing import ListView, SavedList, SortKey
from citewiki.domain.queues import Place, QueueName
from citewiki.domain.sources import SourceId
from db import cells
from db.engine import Database
from db.keys import key_of


class SqlDesk:
    """Implements `citewiki.ports.library.queues.Desk`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place(self, by: str, queue: QueueName) -> Place | None:
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT s.id, p.weight, p.at FROM queue_place p JOIN source s "
                "ON s.key = p.source_key WHERE p.by = ? AND p.queue = ?",
                (cells.clean(by), queue.value),
            ).fetchone()
        return None if row is None else Place(row[0], row[1], datetime.fromisoformat(row[2]))

    def keep_place(self, by: str, queue: QueueName, place: Place) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO queue_place (by, queue, source_key, weight, at) "
                "VALUES (?, ?, ?, ?, ?)",
                (
                    cells.clean(by),
                    queue.value,
                    key_of(connection, place.source_id),
                    place.weight,
                    cells.stamp(place.at),
                ),
            )

    def skip(self, by: str, queue: QueueName, source_id: SourceId, at: datetime) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO queue_skip (by, queue, source_key, at) VALUES (?, ?, ?, ?)",
                (cells.clean(by), queue.value, key_of(connection, source_id), cells.stamp(at)),
            )

    def start_over(self, by: str, queue: QueueName) -> int:
        mine = (cells.clean(by), queue.value)
        with self._database.write() as connection:
            connection.execute("DELETE FROM queue_place WHERE by = ? AND queue = ?", mine)
            return connection.execute(
                "DELETE FROM queue_skip WHERE by = ? AND queue = ?", mine
            ).rowcount

    def saved(self, by: str) -> list[SavedList]:
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT name, filter, sort, descending, uncited FROM saved_list "
                "WHERE by = ? ORDER BY name",
                (cells.clean(by),),
            )
            return [
                SavedList(row[0], ListView(row[1], SortKey(row[2]), bool(row[3]), bool(row[4])))
                for row in found
            ]

    def save(self, by: str, saved: SavedList, at: datetime) -> None:
        view = saved.view
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO saved_list (by, name, filter, sort, descending, uncited, "
                "at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    cells.clean(by),
                    cells.clean(saved.name),
                    cells.clean(view.filter),
                    view.sort.value,
                    view.descending,
                    view.uncited,
                    cells.stamp(at),
                ),
            )

    def forget(self, by: str, name: str) -> None:
        with self._database.write() as connection:
            gone = connection.execute(
                "DELETE FROM saved_list WHERE by = ? AND name = ?",
                (cells.clean(by), cells.clean(name)),
            ).rowcount
        if not gone:
            raise NotFound(f"you have no saved list {name!r}; `citewiki list --saved` has them")
