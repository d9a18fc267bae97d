"""One line of the keys that work here. What does not fit is left out, the help last of all."""

import re
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tui.text import segment

_F_KEY = re.compile(r"f\d+")

LAST = ("leave", "app.quit", "help")
"""Actions whose keys end the line: a terminal too narrow for all keys has room for these."""


class Key(NamedTuple):
    """A key as it is pressed, as it is written, and what it does."""

    pressed: str
    written: str
    does: str

    @property
    def width(self) -> int:
        return len(self.written) + len(self.does) + 3


class KeyLine(Widget):
    """`⏎ Open  r Rate  …  q Back  ? Help`; a click on one presses it.

    In place of Textual's Footer: that mounts a widget for each key, which the first frame waits
    for, and scrolls what does not fit out of sight.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        background: $footer-background;
        color: $foreground-muted;
        & > .keys--key { color: $footer-key-foreground; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._painted: list[Key] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._look_again)

    def render(self) -> RenderResult:
        return ""

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        marked = base + self.get_component_rich_style("keys--key", partial=True)
        out: list[Segment] = []
        self._painted = self.fitting()
        for key in self._painted:
            out += [segment(f" {key.written} ", marked), segment(f"{key.does} ", base)]
        return Strip(out).adjust_cell_length(self.size.width, base)

    def fitting(self) -> list[Key]:
        """The keys that there is room for, in the order in which they are bound."""
        keys: dict[str, Key] = {}
        typing = isinstance(self.screen.focused, Input)
        for active in self.screen.active_bindings.values():
            if active.binding.show and not (typing and _is_typed(active.binding.key)):
                keys.setdefault(active.binding.action, self._key(active.binding))
        last = [keys.pop(action) for action in LAST if action in keys]
        while len(last) > 1 and _width(last) > self.size.width:
            last.pop(0)
        left = self.size.width - _width(last)
        chosen = []
        for key in keys.values():
            if key.width <= left:
                chosen.append(key)
                left -= key.width
        return [*chosen, *last]

    def on_click(self, event: events.Click) -> None:
        right = 0
        for key in self.fitting():
            right += key.width
            if event.x < right:
                self.app.simulate_key(key.pressed)
                return

    def _look_again(self, _screen: Screen[object]) -> None:
        """Textual says so at every letter that is typed, too."""
        if self.fitting() != self._painted:
            self.refresh()

    def _key(self, binding: Binding) -> Key:
        shown = self.app.get_key_display(binding)
        written = shown.upper() if _F_KEY.fullmatch(shown) else shown
        return Key(binding.key, written, binding.description)


def _is_typed(key: str) -> bool:
    """Whether a key puts a character into a text."""
    return len(key) == 1 or key in ("slash", "question_mark", "space", "plus", "minus")


def _width(keys: Iterable[Key]) -> int:
    return sum(key.width for key in keys)
