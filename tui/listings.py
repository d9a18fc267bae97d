"""What the lists of sources show: sources in an order, or what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from citewiki.domain.listing import SearchHit, SourceRow
from tui.columns import Cell, Column, hit_cell, hit_columns, source_cell, source_columns
from tui.rows import Paged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from citewiki.domain.sources import SourceId
    from citewiki.ports.library.asking import Asking
    from citewiki.ports.library.upkeep import Search

T = TypeVar("T")


class Listing(Paged[T]):
    """Sources, one a line."""

    def columns(self, width: int) -> tuple[Column, ...]:
        """The columns that fit into so many, and fill them."""
        raise TypeError("a listing has columns of its own")

    def cells(self, at: int, columns: Sequence[Column]) -> list[Cell]:
        """What stands in these columns of a line. Raises StoreError."""
        raise TypeError("a listing has cells of its own")

    def source_at(self, at: int) -> SourceId | None:
        """The source of a line; None where there is none. Raises StoreError."""
        raise TypeError("a listing knows its sources")


class OrderedSources(Listing[SourceRow]):
    """Sources in an order; `now` is what their ages are counted to."""

    def __init__(
        self,
        keys: Sequence[int],
        read: Callable[[Sequence[int]], list[SourceRow]],
        now: datetime,
    ) -> None:
        super().__init__(keys, read)
        self._now = now

    def columns(self, width: int) -> tuple[Column, ...]:
        return source_columns(width)

    def cells(self, at: int, columns: Sequence[Column]) -> list[Cell]:
        row = self.row(at)
        return [
            Cell(()) if row is None else source_cell(row, column, self._now) for column in columns
        ]

    def source_at(self, at: int) -> SourceId | None:
        found = self.row(at) if 0 <= at < len(self) else None
        return None if found is None else found.id


EXCERPTS = 50
"""Results whose passages are read at once: a screenful. A text is unpacked for each."""


class FoundSources(Listing[SearchHit]):
    """The results of a full-text search, best first."""

    def __init__(self, search: Search, query: str, limit: int, asking: Asking) -> None:
        ranked = search.ranked(query, limit, asking)
        super().__init__(
            list(ranked),
            lambda keys: search.hits(query, {key: ranked[key] for key in keys}),
            EXCERPTS,
        )

    def columns(self, width: int) -> tuple[Column, ...]:
        return hit_columns(width)

    def cells(self, at: int, columns: Sequence[Column]) -> list[Cell]:
        hit = self.row(at)
        return [Cell(()) if hit is None else hit_cell(hit, column) for column in columns]

    def source_at(self, at: int) -> SourceId | None:
        hit = self.row(at) if 0 <= at < len(self) else None
        return None if hit is None else hit.source_id
