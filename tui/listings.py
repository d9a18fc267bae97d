"""What the lists of sources show: sources in an order, those of a queue, or what a search found."""

from collections.abc import Callable, Sequence
from datetime import datetime

from citewiki.domain.listing import SearchHit, SourceRow
from citewiki.domain.queues import Queued
from citewiki.domain.sources import SourceId
from tui.columns import (
    Cell,
    Column,
    hit_cell,
    hit_columns,
    queued_cell,
    queued_columns,
    source_cell,
    source_columns,
)
from tui.rows import Paged


class OrderedSources(Paged[SourceRow]):
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


class QueuedSources(Paged[Queued]):
    """A queue, the weightiest first."""

    def columns(self, width: int) -> tuple[Column, ...]:
        return queued_columns(width)

    def cells(self, at: int, columns: Sequence[Column]) -> list[Cell]:
        row = self.row(at)
        return [Cell(()) if row is None else queued_cell(row, column) for column in columns]

    def source_at(self, at: int) -> SourceId | None:
        found = self.row(at) if 0 <= at < len(self) else None
        return None if found is None else found.row.id


class FoundSources:
    """The results of a full-text search, best first."""

    def __init__(self, hits: Sequence[SearchHit]) -> None:
        self._hits = hits

    def __len__(self) -> int:
        return len(self._hits)

    def columns(self, width: int) -> tuple[Column, ...]:
        return hit_columns(width)

    def row(self, at: int) -> SearchHit:
        return self._hits[at]

    def cells(self, at: int, columns: Sequence[Column]) -> list[Cell]:
        return [hit_cell(self._hits[at], column) for column in columns]

    def source_at(self, at: int) -> SourceId | None:
        return self._hits[at].source_id if 0 <= at < len(self._hits) else None


Listing = OrderedSources | QueuedSources | FoundSources
