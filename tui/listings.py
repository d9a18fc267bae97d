"""What the list shows: the sources in an order, a page at a time, or what a search found."""

from collections.abc import Callable, Sequence

from citewiki.domain.listing import SearchHit, SourceRow
from citewiki.domain.sources import SourceId
from tui.columns import Column, hit_columns, source_columns

PAGE = 200
"""Rows read at once: a few screens full, and a millisecond or two."""

PAGES_KEPT = 16


class OrderedSources:
    """The sources under these keys, in their order; rows are read when they come into sight."""

    def __init__(
        self, keys: Sequence[int], read: Callable[[Sequence[int]], list[SourceRow]]
    ) -> None:
        self.keys = keys
        self._read = read
        self._pages: dict[int, list[SourceRow | None]] = {}

    def __len__(self) -> int:
        return len(self.keys)

    def columns(self, width: int) -> tuple[Column, ...]:
        return source_columns(width)

    def row(self, at: int) -> SourceRow | None:
        """None for a source that is gone. Raises StoreError where the rows cannot be read."""
        number = at // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._page(number)
            if len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[number] = page
        return page[at % PAGE]

    def source_at(self, at: int) -> SourceId | None:
        found = self.row(at) if 0 <= at < len(self) else None
        return None if found is None else found.id

    def forget_rows(self) -> None:
        """Read again what is shown: something has been changed."""
        self._pages.clear()

    def _page(self, number: int) -> list[SourceRow | None]:
        keys = self.keys[number * PAGE : (number + 1) * PAGE]
        found = self._read(keys)
        if len(found) == len(keys):
            return list(found)
        return [next(iter(self._read([key])), None) for key in keys]


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

    def source_at(self, at: int) -> SourceId | None:
        return self._hits[at].source_id if 0 <= at < len(self._hits) else None

    def forget_rows(self) -> None:
        """Nothing to read again: a result stands as it was found."""


Listing = OrderedSources | FoundSources
