"""The library: every record of one store, reached through a few rooms.

Each method that writes is one short transaction and is durable when it returns; none is held
across a fetch, a parse or a pause. All methods may be called from any thread. Methods raise
StoreUnwritable where the disk does not take a write, StoreBusy where the database stays locked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.ports.library.editorial import Editorial
    from citewiki.ports.library.identifications import Identifications
    from citewiki.ports.library.lists import Lists
    from citewiki.ports.library.notices import Notices
    from citewiki.ports.library.overview import Overview
    from citewiki.ports.library.pages import Pages
    from citewiki.ports.library.queues import Desk, Queues
    from citewiki.ports.library.snapshots import Snapshots
    from citewiki.ports.library.sources import Sources
    from citewiki.ports.library.suggestions import Suggestions
    from citewiki.ports.library.upkeep import Jobs, Search, Upkeep
    from citewiki.ports.library.venues import Venues


class Library(Protocol):
    """One store's records."""

    @property
    def sources(self) -> Sources: ...
    @property
    def lists(self) -> Lists: ...
    @property
    def snapshots(self) -> Snapshots: ...
    @property
    def identifications(self) -> Identifications: ...
    @property
    def pages(self) -> Pages: ...
    @property
    def venues(self) -> Venues: ...
    @property
    def suggestions(self) -> Suggestions: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def editorial(self) -> Editorial: ...
    @property
    def overview(self) -> Overview: ...
    @property
    def queues(self) -> Queues: ...
    @property
    def desk(self) -> Desk: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def search(self) -> Search: ...
    @property
    def upkeep(self) -> Upkeep: ...
    def close(self) -> None: ...
