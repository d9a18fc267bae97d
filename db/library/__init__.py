"""The library on SQLite: one room a module."""

from pathlib import Path

from db.engine import Database
from db.library.desk import SqlDesk
from db.library.editorial import SqlEditorial
from db.library.identifications import SqlIdentifications
from db.library.jobs import SqlJobs
from db.library.notices import SqlNotices
from db.library.pages import SqlPages
from db.library.queues import SqlQueues
from db.library.search import SqlSearch
from db.library.snapshots import SqlSnapshots
from db.library.sources import SqlSources
from db.library.suggestions import SqlSuggestions
from db.library.upkeep import SqlUpkeep
from db.library.venues import SqlVenues


class SqlLibrary:
    """One store's records; implements `citewiki.ports.library.Library`."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._database = Database(path, read_only=read_only)
        self.sources = SqlSources(self._database)
        self.snapshots = SqlSnapshots(self._database)
        self.pages = SqlPages(self._database)
        self.venues = SqlVenues(self._database)
        self.editorial = SqlEditorial(self._database)
        self.identifications = SqlIdentifications(self._database)
        self.queues = SqlQueues(self._database)
        self.desk = SqlDesk(self._database)
        self.suggestions = SqlSuggestions(self._database)
        self.notices = SqlNotices(self._database)
        self.jobs = SqlJobs(self._database)
        self.search = SqlSearch(self._database)
        self.upkeep = SqlUpkeep(self._database)

    def close(self) -> None:
        """Let go of the database; the library is of no use afterwards."""
        self._database.close()
