"""Marking a source's text as read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from citewiki.domain.editorial import Event, ReviewOutcome
from citewiki.domain.errors import UsageError
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.reviewing import review
from tui.drafts import Draft
from tui.screens.form import Form, Prose
from tui.text import shown

MEANT = {
    ReviewOutcome.OK: ("o", "It says what it is cited for, and can be relied on as rated."),
    ReviewOutcome.NEEDS_WORK: ("n", "Something about it is to be put right; say what."),
    ReviewOutcome.REJECT: ("x", "It should not be cited; say why."),
}
"""Each outcome's key, and what it tells the next editor."""


class ReviewForm(Form):
    """The outcome, then a note if there is something to say."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"choose('{outcome.value}')", outcome.value, show=False)
        for outcome, (key, _) in MEANT.items()
    ]

    def __init__(
        self, ports: Ports, source_id: SourceId, by: str, title: str, draft: Draft, kept: str
    ) -> None:
        super().__init__(f"Mark as read: {title}", draft, kept)
        self._ports, self._source_id, self._by = ports, source_id, by
        self._outcome = ReviewOutcome.OK
        self._note = ""

    def fields(self) -> ComposeResult:
        yield OptionList(
            *(
                Option(shown((f"{key} {outcome.value}", "bold"), f"  {meant}"), id=outcome.value)
                for outcome, (key, meant) in MEANT.items()
            ),
            id="scale",
            compact=True,
            markup=False,
        )
        yield Prose(self._kept, placeholder="A note (it may stay empty for “ok”)")

    def on_mount(self) -> None:
        scale = self.query_one(OptionList)
        scale.highlighted = 0
        scale.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._outcome = ReviewOutcome(event.option.id or "")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._outcome = ReviewOutcome(event.option.id or "")
        self.query_one(Prose).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A letter typed into the note is a letter."""
        if action == "choose":
            return not isinstance(self.focused, Prose)
        return super().check_action(action, parameters)

    def action_choose(self, name: str) -> None:
        scale = self.query_one(OptionList)
        scale.highlighted = scale.get_option_index(name)
        self._outcome = ReviewOutcome(name)
        self.query_one(Prose).focus()

    def gather(self) -> None:
        self._note = self.prose.strip()
        if self._outcome is not ReviewOutcome.OK and not self._note:
            self.query_one(Prose).focus()
            raise UsageError(f"“{self._outcome.value}” helps nobody without a note: say what it is")

    def save(self) -> Event:
        return review(self._ports, self._source_id, self._outcome, self._note, self._by)
