"""A text to read and leave."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.document import Document
from tui.screens.styled import StyledOnce
from tui.text import shown
from tui.widgets.reader import Reader


class ReadingScreen(StyledOnce[None], ModalScreen[None]):
    """A heading over a text of any length."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f10", "leave", "Back", priority=True),
    ]

    def __init__(self, heading: str, document: Document) -> None:
        super().__init__()
        self._heading, self._document = heading, document

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Static(shown((self._heading, "bold")), id="heading")
            yield Reader(id="help")
            yield Static(shown("↑ ↓ PgDn move · Esc goes back"), id="hint")

    def on_mount(self) -> None:
        reader = self.query_one(Reader)
        reader.show(self._document)
        reader.focus()

    def action_leave(self) -> None:
        self.dismiss(None)
