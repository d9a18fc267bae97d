"""A source's URL, to be copied: the program opens no browser on what a wiki cites."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from tui.screens.styled import StyledOnce
from tui.text import plain, shown

if TYPE_CHECKING:
    from tui.app import CitewikiApp

MOST = 4_000


class AddressScreen(StyledOnce[None], ModalScreen[None]):
    """The URL, selected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,o,enter,f10", "leave", "Back", priority=True),
        Binding("c,ctrl+c", "copy", "Copy", priority=True),
    ]

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="form", can_focus=False):
            yield Static(shown(("URL", "bold")), id="heading")
            yield TextArea(plain(self._url, MOST), id="address", read_only=True, compact=True)
            yield Static(shown("c copies it · Esc goes back"), id="hint")

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.focus()
        area.select_all()

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_copy(self) -> None:
        cast("CitewikiApp", self.app).copy(self._url)
        self.dismiss(None)
