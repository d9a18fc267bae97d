"""One line to type in."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.widgets import Input

if TYPE_CHECKING:
    from tui.app import CitewikiApp


class Line(Input):
    """Keys as in a shell: Ctrl+W, which closes a browser's tab, has one beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Textual has them delete what is right of the cursor, unlike its own TextArea
        Binding(
            "alt+backspace,ctrl+backspace",
            "delete_left_word",
            "Delete left to start of word",
            show=False,
        ),
    ]

    def action_paste(self) -> None:
        if self.app.clipboard:
            super().action_paste()
        else:
            cast("CitewikiApp", self.app).tell_how_to_paste()
