"""The venues' room: venues, their rules, and the history of their ratings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.coverage import Standing
    from citewiki.domain.registry_history import RegistryHistory, Restored
    from citewiki.domain.venues import Venue, VenueOrigin, VenueRating
    from citewiki.ports.library.sources import ImportCounts


class Venues(Protocol):
    """The registry."""

    def all(self) -> list[Venue]:
        """By name."""
        ...

    def get(self, venue_id: str) -> Venue:
        """Raises NotFound."""
        ...

    def save(self, venues: Sequence[Venue], origin: VenueOrigin) -> ImportCounts:
        """Add or update what this origin says of venues; another origin's word stays."""
        ...

    def ratings(self, venue_id: str) -> list[VenueRating]:
        """Every rating ever given, newest first."""
        ...

    def source_count(self, venue_id: str) -> int:
        """How many sources inherit from it."""
        ...

    def page_count(self, venue_id: str) -> int:
        """How many pages cite a source that inherits from it."""
        ...

    def history(self) -> RegistryHistory:
        """The whole registry, and every rating and override ever given."""
        ...

    def restore(self, history: RegistryHistory) -> Restored:
        """Take over another store's registry: what its origins say of venues replaces what they
        say here, what is missing in a history is put in its place in time. All or nothing."""
        ...

    def standings(self) -> list[Standing]:
        """Every source as far as venues go, in the order of registration."""
        ...
