"""What the lists of sources show: sources in an order, those of a queue, or what a search found."""

from collections.abc import Callable, Sequence
from datetime import datetime

from citewiki.domain.listing import SearchHit, SourceRow
from citewiki.domain.queues import Queued
from citewiki.domain.sources import SourceId
from citewiki.ports.library.asking import Asking
from citewiki.ports.library.upkeep import Search
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


EXCERPTS = 50
"""Results whose passages are read at once: a screenful. A text is unpacked for each."""


class FoundSources(Paged[SearchHit]):
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


NO_SOURCES = QueuedSources((), lambda _: [])

Listing = OrderedSources | QueuedSources | FoundSources
