"""Rows of any kind for a list: those that stand in memory, and those read as they are looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from tui.columns import GAP, Cell, Column

T = TypeVar("T")

PAGE = 200
"""Rows read at once: a few screens full, and a millisecond or two."""

PAGES_KEPT = 16


class Rows(Protocol):
    """What a list shows."""

    def __len__(self) -> int: ...

    def columns(self, width: int) -> tuple[Column, ...]:
        """The columns that fit into so many, and fill them."""
        ...

    def cells(self, at: int, columns: Sequence[Column]) -> list[Cell]:
        """What stands in these columns of a line. Raises StoreError."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in memory. The first column takes what the others leave, which go, the last first,
    where it would keep less than `least`; a line's cells stand in the order of `heads`."""

    heads: tuple[Column, ...]
    lines: Sequence[Sequence[Cell]]
    least: int = 20

    def __len__(self) -> int:
        return len(self.lines)

    def columns(self, width: int) -> tuple[Column, ...]:
        first, *rest = self.heads
        while rest and width - sum(one.width + GAP for one in rest) < self.least:
            rest.pop()
        left = width - sum(one.width + GAP for one in rest)
        return (Column(first.name, max(1, left), first.sort), *rest)

    def cells(self, at: int, columns: Sequence[Column]) -> list[Cell]:
        return list(self.lines[at][: len(columns)])


NO_ROWS = Table((Column("", 1),), ())


class Paged(Generic[T]):
    """Rows under keys, in their order; read a page at a time when they come into sight."""

    def __init__(
        self, keys: Sequence[int], read: Callable[[Sequence[int]], list[T]], page: int = PAGE
    ) -> None:
        self.keys = keys
        self._read = read
        self._length = page
        self._pages: dict[int, list[T | None]] = {}

    def __len__(self) -> int:
        return len(self.keys)

    def row(self, at: int) -> T | None:
        """None for a row that is gone. Raises StoreError where the rows cannot be read."""
        number = at // self._length
        page = self._pages.get(number)
        if page is None:
            page = self._page(number)
            if len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[number] = page
        return page[at % self._length]

    def follow(self, at: int, now: "Paged[T]") -> int:
        """Where the row at a line stands in another order; the same line where it is gone."""
        if not 0 <= at < len(self.keys):
            return 0
        try:
            return now.keys.index(self.keys[at])
        except ValueError:
            return at

    def continued(self, keys: Sequence[int]) -> bool:
        """Go on with the rest of an order of which these were the first; False, and nothing is
        changed, where it begins otherwise."""
        if keys[: len(self.keys)] != self.keys:
            return False
        self._pages.pop(len(self.keys) // self._length, None)  # it may have been cut short
        self.keys = keys
        return True

    def _page(self, number: int) -> list[T | None]:
        keys = self.keys[number * self._length : (number + 1) * self._length]
        found = self._read(keys)
        if len(found) == len(keys):
            return list(found)
        return [next(iter(self._read([key])), None) for key in keys]
