"""The words of a filter or search over a list."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.widgets.bar_input import BarInput
from tui.widgets.source_list import SourceList


class Asked(BarInput):
    """Keys that mean nothing in one line move the list; its screen knows how to clear."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.clear", "Clear, to the list"),
        Binding("enter,tab", "to_list", "To the list"),
        Binding("up", "list(-1)", "Line up", show=False),
        Binding("down", "list(1)", "Line down", show=False),
        Binding("pageup", "list_page(-1)", "Page up", show=False),
        Binding("pagedown", "list_page(1)", "Page down", show=False),
    ]

    def action_to_list(self) -> None:
        self.screen.query_one(SourceList).focus()

    def action_list(self, by: int) -> None:
        self.screen.query_one(SourceList).action_move(by)

    def action_list_page(self, by: int) -> None:
        self.screen.query_one(SourceList).action_page(by)
