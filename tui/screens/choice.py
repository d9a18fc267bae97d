"""Forms that choose one of a few and say why: what is chosen, and the draft that holds both."""

from collections.abc import Container

from textual.widgets import OptionList

from tui.drafts import Draft
from tui.screens.form import Form, Prose


class ChoiceForm(Form):
    """A list of named options over a text. A key of its own chooses each and goes on to the text.

    The draft is the name of what was chosen, a line end, and the text.
    """

    def __init__(
        self, heading: str, draft: Draft, kept: str, names: Container[str], first: str
    ) -> None:
        name, line_end, text = kept.partition("\n")
        known = bool(line_end) and name in names
        super().__init__(heading, draft, text if known else kept)
        self._chosen = name if known else first

    def on_mount(self) -> None:
        scale = self.query_one(OptionList)
        scale.highlighted = scale.get_option_index(self._chosen)
        scale.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._chosen = event.option.id or self._chosen
        self.chosen()
        self.touched()

    def on_option_list_option_selected(self) -> None:
        self.query_one(Prose).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Elsewhere than in the list a key chooses nothing: who types is at the text, or was just
        now."""
        if action == "choose":
            return isinstance(self.focused, OptionList)
        return super().check_action(action, parameters)

    def action_choose(self, name: str) -> None:
        scale = self.query_one(OptionList)
        scale.highlighted = scale.get_option_index(name)
        self.query_one(Prose).focus()

    def take(self) -> None:
        super().take()
        scale = self.query_one(OptionList)
        if (option := scale.highlighted_option) is not None:
            self._chosen = option.id or self._chosen

    def chosen(self) -> None:
        """Another option is chosen."""

    def drafted(self) -> str:
        return f"{self._chosen}\n{self.prose}"
