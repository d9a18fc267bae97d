"""One line of numbered names, one of them current."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.text import segment


class PaneTabs(Widget):
    """`1 Card  2 Text  …`; a click on a name posts Clicked."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tabs--current", "tabs--number"}
    DEFAULT_CSS = """
    PaneTabs {
        height: 1;
        & > .tabs--current { text-style: bold reverse; color: $accent; }
        & > .tabs--number { color: $foreground-muted; }
    }
    """

    @dataclass
    class Clicked(Message):
        """A tab, from 0."""

        at: int

    def __init__(self, names: tuple[str, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._names = names
        self._counts = [""] * len(names)
        self._current = 0

    def choose(self, at: int) -> None:
        self._current = at
        self.refresh()

    def count(self, at: int, said: str) -> None:
        """Put a figure after a name, e.g. "12"."""
        self._counts[at] = said
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.content_region.width
        out: list[Segment] = []
        for i in range(len(self._names)):
            style = self.rich_style
            if i == self._current:
                style += self.get_component_rich_style("tabs--current", partial=True)
            else:
                style += self.get_component_rich_style("tabs--number", partial=True)
            out += [segment(self._label(i), style), segment(" ", self.rich_style)]
        return Strip(out).adjust_cell_length(width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        right = 0
        for i in range(len(self._names)):
            right += len(self._label(i)) + 1
            if place is not None and place.x < right:
                self.post_message(self.Clicked(i))
                return

    def _label(self, at: int) -> str:
        """With its count and some air, or without both where there is no room for all."""
        names = range(len(self._names))
        wide = sum(len(self._roomy(i)) + 1 for i in names) <= self.content_region.width
        return self._roomy(at) if wide else f"{at + 1} {self._names[at]}"

    def _roomy(self, at: int) -> str:
        count = f" ({self._counts[at]})" if self._counts[at] else ""
        return f" {at + 1} {self._names[at]}{count} "
