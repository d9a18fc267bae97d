"""The lists' room: sources in an order, read a window at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citewiki.domain.listing import ListView, SourceRow
    from citewiki.ports.library.asking import Asking


class Lists(Protocol):
    """The windowed list. A room of its own: it opens without what the records are made of."""

    def order(
        self, view: ListView, limit: int | None = None, asking: Asking | None = None
    ) -> Sequence[int]:
        """The row keys of all sources that the view shows, or the first of them, in its order."""
        ...

    def rows(self, keys: Sequence[int]) -> list[SourceRow]:
        """The rows under these keys, in the order of `keys`; a key that is gone is left out."""
        ...
