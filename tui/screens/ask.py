"""Small questions: one of a few answers, or one line of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.screens.styled import StyledOnce
from tui.text import plain, shown
from tui.widgets.line import Line


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: the key that gives it, its name, and what it means."""

    key: str
    name: str
    meaning: str


class ChoiceDialog(StyledOnce[str | None], ModalScreen[str | None]):
    """Dismissed with the name of what was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f10", "leave", "Back", priority=True)
    ]

    def __init__(self, heading: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._heading = heading
        self._choices = {choice.name: choice for choice in choices}

    def compose(self) -> ComposeResult:
        wide = max(len(name) for name in self._choices)
        with Vertical(id="form"):
            yield Static(shown((self._heading, "bold")), id="heading")
            yield OptionList(
                *(
                    Option(shown((f"{one.key} {name:<{wide}}  ", "bold"), one.meaning), id=name)
                    for name, one in self._choices.items()
                ),
                id="scale",
                compact=True,
                markup=False,
            )
            yield Static(shown("Enter chooses · Esc goes back"), id="hint")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_key(self, event: Key) -> None:
        for name, one in self._choices.items():
            if event.character == one.key:
                event.stop()
                self.dismiss(name)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_leave(self) -> None:
        self.dismiss(None)


class LineDialog(StyledOnce[str | None], ModalScreen[str | None]):
    """Dismissed with the line that was typed, trimmed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", priority=True)]

    def __init__(self, heading: str, text: str = "", *, hint: str = "") -> None:
        super().__init__()
        self._heading, self._line, self._hint = heading, text, hint

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Static(shown((self._heading, "bold")), id="heading")
            yield Line(plain(self._line), id="line", compact=True)
            yield Static(shown(self._hint or "Enter takes it · Esc goes back"), id="hint")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        self.dismiss(None)
