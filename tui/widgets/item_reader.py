"""A reader in which one of the things told of can be chosen."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.document import Document, Span
from tui.widgets.reader import Reader


class ItemReader(Reader):
    """Up and down go from one item to the next, Enter or a double click posts Chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", "Go to it")]

    @dataclass
    class Chosen(Message):
        """An item of the document, from 0."""

        reader: "ItemReader"
        at: int

    def __init__(self, *, id: str | None = None, choosing: bool = True) -> None:
        """Without `choosing` the items are only gone to."""
        super().__init__(id=id)
        self._choosing = choosing
        self._current = 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "choose":
            return self._choosing
        return super().check_action(action, parameters)

    def show(self, document: Document, notes: Sequence[Span] = ()) -> None:
        """The cursor stays on its item where there are as many as before."""
        same = len(document.items) == len(self._document.items)
        self._current = self._current if same else 0
        super().show(document, notes)
        if self.current is not None:
            self.reveal(document.items[self._current])

    @property
    def current(self) -> int | None:
        """The item at the cursor, from 0; None where there are none."""
        return self._current if self._document.items else None

    def toned(self, start: int, end: int) -> list[list[Span]]:
        layers = super().toned(start, end)
        if self.current is not None:
            first = self._document.items[self._current]
            line_end = self.text.find("\n", first)
            tone = Span(first, len(self.text) if line_end < 0 else line_end, "item")
            layers.insert(1, [tone])
        return layers

    def action_vertical(self, by: int, extend: bool = False) -> None:
        if self.current is None or extend or self._caret.at is not None:
            super().action_vertical(by, extend)
        elif 0 <= self._current + by < len(self._document.items):
            self._go(self._current + by)
        else:  # beyond the last one there may be more to read
            super().action_vertical(by)

    def action_page(self, by: int) -> None:
        super().action_page(by)
        self._into_sight()

    def action_edge(self, last: int) -> None:
        super().action_edge(last)
        if self.current is not None:
            self._current = len(self._document.items) - 1 if last else 0
            self.refresh()

    def action_choose(self) -> None:
        if self.current is not None:
            self.post_message(self.Chosen(self, self._current))

    def on_click(self, event: events.Click) -> None:
        at = self._offset_under(event)
        if at is None or self.current is None:
            return
        self._current = max(0, bisect_right(self._document.items, at) - 1)
        self.refresh()
        if event.chain == 2:
            self.action_choose()

    def _go(self, at: int) -> None:
        self._current = at
        self.reveal(self._document.items[at])
        self.refresh()

    def _into_sight(self) -> None:
        """After scrolling, the cursor stands on an item that can be seen, where there is one."""
        items = self._document.items
        if items and not self.in_sight(items[self._current]):
            seen = [at for at, first in enumerate(items) if self.in_sight(first)]
            if seen:
                self._current = seen[0] if seen[0] > self._current else seen[-1]
                self.refresh()
