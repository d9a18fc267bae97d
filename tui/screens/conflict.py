"""An edit that somebody else's has made stale: both texts, and which one is to stand."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from citewiki.domain.differences import compare
from tui.screens.styled import StyledOnce
from tui.sides import difference_document
from tui.text import shown
from tui.widgets.item_reader import ItemReader

WHOLE = 100_000
"""Words around a change that are shown: all of them."""

HINT = "y puts yours there · t leaves theirs and drops yours · Esc goes back to what you typed"


class Standing(StrEnum):
    """Which text is to stand."""

    YOURS = "yours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Both:
    """What stands in the store, who put it there ("" where that is not known), and what was
    typed."""

    theirs: str
    by: str
    yours: str


class ConflictScreen(StyledOnce[Standing | None], ModalScreen[Standing | None]):
    """Theirs on the left, yours on the right; None: neither yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", f"choose('{Standing.YOURS}')", "Yours"),
        Binding("t", f"choose('{Standing.THEIRS}')", "Theirs"),
        Binding("escape,q,f10", "leave", "Back"),
    ]

    def __init__(self, both: Both) -> None:
        super().__init__()
        self._both = both

    def compose(self) -> ComposeResult:
        who = self._both.by or "someone else"
        with Vertical(id="form", classes="conflict"):
            yield Static(
                shown(("Not saved: ", "bold $text-error"), f"{who} has changed this meanwhile."),
                id="heading",
            )
            yield Static(
                shown(("theirs ", "$text-error"), "→ ", ("yours", "$text-success")), id="chosen"
            )
            yield ItemReader(id="both", choosing=False)
            yield Static(shown(HINT), id="hint")

    def on_mount(self) -> None:
        self.query_one(ItemReader).focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._tell)

    def action_choose(self, standing: str) -> None:
        self.dismiss(Standing(standing))

    def action_leave(self) -> None:
        self.dismiss(None)

    def _tell(self) -> None:
        reader = self.query_one(ItemReader)
        difference = compare(self._both.theirs, self._both.yours)
        reader.show(difference_document(difference, reader.columns, WHOLE))
