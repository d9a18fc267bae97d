"""Rating one source: a number on the scale, or the venue's again, and why."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from citewiki.domain.credibility import LABELS, MEANINGS, Basis, Credibility
from citewiki.domain.editorial import Event
from citewiki.domain.errors import EditConflict, UsageError
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases import rating
from tui.drafts import Draft
from tui.screens.form import Form, Prose
from tui.text import shown

INHERIT = "inherit"


@dataclass(frozen=True, slots=True)
class RateStart:
    """What the form begins with, as the store has it."""

    title: str
    credibility: Credibility
    draft: str


class RateForm(Form):
    """1-5 choose, `i` inherits, then the reason; Enter goes on to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose('{n}')", f"Rate {n} {LABELS[n]}", show=False) for n in LABELS),
        Binding("i", f"choose('{INHERIT}')", "Inherit the venue's rating", show=False),
    ]

    def __init__(
        self, ports: Ports, source_id: SourceId, by: str, start: RateStart, draft: Draft
    ) -> None:
        super().__init__(f"Rate: {start.title}", draft, start.draft)
        self._ports, self._source_id, self._by = ports, source_id, by
        self._given = start.credibility
        self._expected = start.credibility.rating
        self._chosen: str | None = None
        self._because = ""

    def fields(self) -> ComposeResult:
        given = self._given
        now = "Not rated yet" if given.rating is None else f"Now {given.rating}/5 {given.label}"
        why = {Basis.VENUE: f"from its venue, {given.venue_name}", Basis.OVERRIDE: f"by {given.by}"}
        yield Static(shown((", ".join(filter(None, (now, why.get(given.basis)))), "dim")))
        options = [
            Option(shown((f"{n} {label}", "bold"), f"  {MEANINGS[n]}"), id=str(n))
            for n, label in LABELS.items()
        ]
        venue = given.venue_name or "which has none"
        options.append(
            Option(
                shown(("i Inherit", "bold"), f"  Back to the venue’s rating ({venue})."), id=INHERIT
            )
        )
        yield OptionList(*options, id="scale", compact=True, markup=False)
        yield Prose(self._kept, placeholder="Why? A reader is told this reason.")

    def on_mount(self) -> None:
        scale = self.query_one(OptionList)
        names = [option.id for option in scale.options]
        now = str(self._given.rating) if self._given.rating else INHERIT
        scale.highlighted = names.index(now) if now in names else 0
        scale.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._chosen = event.option.id
        self.query_one(Prose).focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._chosen = event.option.id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A digit typed into the reason is a digit."""
        if action == "choose":
            return not isinstance(self.focused, Prose)
        return super().check_action(action, parameters)

    def action_choose(self, name: str) -> None:
        scale = self.query_one(OptionList)
        scale.highlighted = scale.get_option_index(name)
        self._chosen = name
        self.query_one(Prose).focus()

    def gather(self) -> None:
        self._because = " ".join(self.prose.split())
        if self._chosen is None:
            raise UsageError("choose a rating first")
        if self._chosen != INHERIT and not self._because:
            self.query_one(Prose).focus()
            raise UsageError("a rating needs its reason")

    def save(self) -> Event:
        if self._chosen is None or self._chosen == INHERIT:
            return rating.inherit(self._ports, self._source_id, self._by, self._because)
        return rating.rate(
            self._ports,
            self._source_id,
            int(self._chosen),
            self._because,
            self._by,
            expected={"rating": self._expected},
        )

    def conflicting(self, error: EditConflict) -> None:
        self._expected = self._ports.library.editorial.credibility(self._source_id).rating


def read_start(ports: Ports, source_id: SourceId, draft: Draft) -> RateStart:
    """Blocks for a few queries."""
    title = ports.library.sources.get(source_id).title
    return RateStart(title, ports.library.editorial.credibility(source_id), draft.read())
