"""Marking a source's text as reviewed."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from citewiki.domain.editorial import Event
from citewiki.domain.errors import EditConflict, UsageError
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.reviewing import review
from tui.drafts import Draft
from tui.screens.choice import ChoiceForm
from tui.screens.conflict import Both
from tui.screens.form import Prose
from tui.text import shown

MEANT = {
    ReviewOutcome.OK: ("o", "It says what it is cited for, and can be relied on as rated."),
    ReviewOutcome.NEEDS_WORK: ("n", "Something about it is to be put right; say what."),
    ReviewOutcome.REJECT: ("x", "It should not be cited; say why."),
}
"""Each outcome's key, and what it tells the next editor."""


@dataclass(frozen=True, slots=True)
class ReviewStart:
    """What the form begins with, as the store has it; `version` is the text's that is reviewed."""

    title: str
    version: int | None
    draft: str


class ReviewForm(ChoiceForm):
    """The outcome, then a note if there is something to say."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"choose('{outcome.value}')", outcome.value, show=False)
        for outcome, (key, _) in MEANT.items()
    ]

    def __init__(
        self, ports: Ports, source_id: SourceId, by: str, start: ReviewStart, draft: Draft
    ) -> None:
        names = {outcome.value for outcome in MEANT}
        first = ReviewOutcome.OK.value
        super().__init__(f"Mark as reviewed: {start.title}", draft, start.draft, names, first)
        self._ports, self._source_id, self._by = ports, source_id, by
        self._version = start.version
        self._note = ""

    def fields(self) -> ComposeResult:
        yield OptionList(
            *(
                Option(shown((f"{key} {outcome.value:<11}", "bold"), meant), id=outcome.value)
                for outcome, (key, meant) in MEANT.items()
            ),
            id="scale",
            compact=True,
            markup=False,
        )
        yield Prose(self._kept, placeholder="A note (it may stay empty for “ok”)")

    def gather(self) -> None:
        self._note = self.prose.strip()
        if self._chosen != ReviewOutcome.OK.value and not self._note:
            self.query_one(Prose).focus()
            raise UsageError(f"“{self._chosen}” helps nobody without a note: say what it is")

    def save(self) -> Event:
        outcome = ReviewOutcome(self._chosen)
        seen = {"snapshot_id": self._version}
        return review(self._ports, self._source_id, outcome, self._note, self._by, expected=seen)

    def conflicting(self, error: EditConflict) -> Both:
        self._version = self._ports.library.sources.get(self._source_id).current_snapshot_id
        theirs = f"The text is another one by now: version {self._version}. Esc, and read it."
        return Both(theirs, "a newer version of the text", f"{self._chosen}: {self._note}")


def read_start(ports: Ports, source_id: SourceId, draft: Draft) -> ReviewStart:
    """Blocks for a few queries."""
    source = ports.library.sources.get(source_id)
    return ReviewStart(source.title, source.current_snapshot_id, draft.read())
