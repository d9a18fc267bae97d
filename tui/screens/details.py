"""All fields of a source: what each says, whence, how surely, and what lost against it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from citewiki.domain.fields import show_value
from citewiki.domain.sources import Field, FieldValue, Origin, Source
from citewiki.export.phrases import whence
from tui.screens.styled import StyledOnce
from tui.text import Piece, shown

LOCKED = "locked: no import and no fetch outranks an editor; - gives it back"
HINT = "Enter edits · + keeps · - gives back · letter: field · Esc leaves"
MOST_LOST = 3


class Act(StrEnum):
    """What is to be done with a field."""

    EDIT = "edit"
    KEEP = "keep"
    GIVE_BACK = "give back"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A field, and what is to be done with it."""

    field: Field
    act: Act


class DetailsScreen(StyledOnce[Chosen | None], ModalScreen[Chosen | None]):
    """A line a field; below them, all that is known of the one at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", f"act('{Act.KEEP}')", "Keep the value as yours", key_display="+"),
        Binding("minus", f"act('{Act.GIVE_BACK}')", "Give your value back", key_display="-"),
        Binding("escape,q,f10", "leave", "Back"),
    ]

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Static(shown((f"Details: {self._source.title}", "bold")), id="heading")
            yield OptionList(*map(self._option, Field), id="fields", compact=True, markup=False)
            yield Static("", id="about")
            yield Static(shown(HINT), id="hint")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one("#about", Static).update(shown(*self._about(Field(event.option.id or ""))))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Chosen(Field(event.option.id or ""), Act.EDIT))

    def on_key(self, event: events.Key) -> None:
        """The next field, from the one at the cursor on, whose name begins with the letter."""
        names = [field.value for field in Field]
        fields = self.query_one(OptionList)
        start = (fields.highlighted or 0) + 1
        for i in (*range(start, len(names)), *range(start)):
            if event.character and names[i].startswith(event.character):
                fields.highlighted = i
                event.stop()
                return

    def action_act(self, act: str) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(Chosen(list(Field)[at], Act(act)))

    def action_leave(self) -> None:
        self.dismiss(None)

    def _option(self, field: Field) -> Option:
        name = f"{field.value.replace('_', ' '):<13}"
        value = self._source.fields.get(field)
        if value is None:
            return Option(shown(name, ("–", "dim")), id=field.value)
        said = show_value(value.value)
        return Option(shown(name, said[:60], _mark(value)), id=field.value)

    def _about(self, field: Field) -> list[Piece]:
        """The value's origin, and the values that lost against it."""
        best = self._source.fields.get(field)
        lost = self._source.candidates.get(field, ())
        if best is None:
            pieces: list[Piece] = [("nobody knows it", "dim")]
        else:
            pieces = [("from: ", "bold"), whence(best)]
            if best.origin is Origin.EDITOR:
                pieces.append((f" ({LOCKED})", "dim"))
        for value in lost[:MOST_LOST]:
            pieces += [("  ·  also: ", "bold"), f"{show_value(value.value)[:80]} ({whence(value)})"]
        if len(lost) > MOST_LOST:
            pieces.append((f"  and {len(lost) - MOST_LOST} more", "dim"))
        return pieces


def _mark(value: FieldValue) -> Piece:
    if value.origin is Origin.EDITOR:
        return f"  {value.by}, locked", "$text-success"
    return f"  {value.origin.value.replace('_', ' ')}", "dim"
