"""The library on SQLite: one room a module, loaded when it is first entered.

A command enters two or three of the rooms; behind some of them stands half the domain, and a list
or the terminal's first frame would wait for all of it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from db.engine import Database

if TYPE_CHECKING:
    from pathlib import Path

    from db.library.desk import SqlDesk
    from db.library.editorial import SqlEditorial
    from db.library.identifications import SqlIdentifications
    from db.library.jobs import SqlJobs
    from db.library.listing import SqlLists
    from db.library.notices import SqlNotices
    from db.library.overview import SqlOverview
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

    def close(self) -> None:
        """Let go of the database; the library is of no use afterwards."""
        self._database.close()

    @cached_property
    def sources(self) -> SqlSources:
        from db.library.sources import SqlSources

        return SqlSources(self._database)

    @cached_property
    def lists(self) -> SqlLists:
        from db.library.listing import SqlLists

        return SqlLists(self._database)

    @cached_property
    def snapshots(self) -> SqlSnapshots:
        from db.library.snapshots import SqlSnapshots

        return SqlSnapshots(self._database)

    @cached_property
    def identifications(self) -> SqlIdentifications:
        from db.library.identifications import SqlIdentifications

        return SqlIdentifications(self._database)

    @cached_property
    def pages(self) -> SqlPages:
        from db.library.pages import SqlPages

        return SqlPages(self._database)

    @cached_property
    def venues(self) -> SqlVenues:
        from db.library.venues import SqlVenues

        return SqlVenues(self._database)

    @cached_property
    def suggestions(self) -> SqlSuggestions:
        from db.library.suggestions import SqlSuggestions

        return SqlSuggestions(self._database)

    @cached_property
    def notices(self) -> SqlNotices:
        from db.library.notices import SqlNotices

        return SqlNotices(self._database)

    @cached_property
    def editorial(self) -> SqlEditorial:
        from db.library.editorial import SqlEditorial

        return SqlEditorial(self._database)

    @cached_property
    def overview(self) -> SqlOverview:
        from db.library.overview import SqlOverview

        return SqlOverview(self._database)

    @cached_property
    def queues(self) -> SqlQueues:
        from db.library.queues import SqlQueues

        return SqlQueues(self._database)

    @cached_property
    def desk(self) -> SqlDesk:
        from db.library.desk import SqlDesk

        return SqlDesk(self._database)

    @cached_property
    def jobs(self) -> SqlJobs:
        from db.library.jobs import SqlJobs

        return SqlJobs(self._database)

    @cached_property
    def search(self) -> SqlSearch:
        from db.library.search import SqlSearch

        return SqlSearch(self._database)

    @cached_property
    def upkeep(self) -> SqlUpkeep:
        from db.library.upkeep import SqlUpkeep

        return SqlUpkeep(self._database)
