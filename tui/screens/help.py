"""Every key of the screen that one is on."""

import re
from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.document import Document, Writer
from tui.keys import Keys
from tui.screens.styled import StyledOnce
from tui.text import shown
from tui.widgets.reader import Reader

_F_KEY = re.compile(r"f\d+")
_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "escape": "Esc",
    "enter": "Enter",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
}


class HelpScreen(StyledOnce[None], ModalScreen[None]):
    """The keys, a line each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,f10", "leave", "Back", priority=True)
    ]

    def __init__(self, keys: Iterable[Keys]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Reader(id="help")
            yield Static(shown("↑ ↓ PgDn move · Esc goes back"), id="hint")

    def on_mount(self) -> None:
        reader = self.query_one(Reader)
        reader.show(help_document(self._keys))
        reader.focus()

    def action_leave(self) -> None:
        self.dismiss(None)


def help_document(keys: Iterable[Keys]) -> Document:
    """One line a binding: its keys as they are written on the keyboard, and what it does."""
    out = Writer()
    for group in keys:
        out.heading(group.heading)
        for binding in group.bindings:
            if isinstance(binding, Binding) and binding.description:
                named = ", ".join(key_name(key) for key in binding.key.split(","))
                out.add(f"  {named:<14}", "accent").line(f" {binding.description}")
    return out.document()


def key_name(key: str) -> str:
    """A key as it is written on the keyboard."""
    if key.startswith("ctrl+"):
        rest = key.removeprefix("ctrl+")
        return f"Ctrl+{_NAMES.get(rest, rest.upper())}"
    return key.upper() if _F_KEY.fullmatch(key) else _NAMES.get(key, key)
