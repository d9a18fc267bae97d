"""Rating one source: a number on the scale, or the venue's again, and why."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from citewiki.domain.credibility import Basis, Credibility
from citewiki.domain.editorial import Event
from citewiki.domain.errors import EditConflict, UsageError
from citewiki.domain.rubric import LABELS, MEANINGS
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases import rating
from tui.drafts import Draft
from tui.screens.choice import ChoiceForm
from tui.screens.conflict import Both
from tui.screens.form import Prose
from tui.text import shown

INHERIT = "inherit"


@dataclass(frozen=True, slots=True)
class RateStart:
    """What the form begins with, as the store has it."""

    title: str
    credibility: Credibility
    draft: str


class RateForm(ChoiceForm):
    """1-5 choose, `i` inherits, then the reason; Enter goes on to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose('{n}')", f"Rate {n} {LABELS[n]}", show=False) for n in LABELS),
        Binding("i", f"choose('{INHERIT}')", "Inherit the venue's rating", show=False),
    ]

    def __init__(
        self, ports: Ports, source_id: SourceId, by: str, start: RateStart, draft: Draft
    ) -> None:
        now = start.credibility.rating
        names = {*map(str, LABELS), INHERIT}
        first = INHERIT if now is None else str(now)
        super().__init__(f"Rate: {start.title}", draft, start.draft, names, first)
        self._ports, self._source_id, self._by = ports, source_id, by
        self._given = start.credibility
        self._expected = start.credibility.rating
        self._because = ""

    def fields(self) -> ComposeResult:
        yield Static("", id="chosen")
        options = [
            Option(shown((f"{n} {label:<8}", "bold"), MEANINGS[n]), id=str(n))
            for n, label in LABELS.items()
        ]
        venue = self._given.venue_name or "which has none"
        back = f"Back to the venue’s rating ({venue})."
        options.append(Option(shown(("i Inherit ", "bold"), back), id=INHERIT))
        yield OptionList(*options, id="scale", compact=True, markup=False)
        yield Prose(self._kept, placeholder="Why? A reader is told this reason.")

    def chosen(self) -> None:
        """In words what was, and what would be: a highlight alone is missed."""
        given = self._given
        now = "Not rated yet" if given.rating is None else f"Now {given.rating}/5 {given.label}"
        why = {Basis.VENUE: f"from {given.venue_name}", Basis.OVERRIDE: f"by {given.by}"}
        said = ", ".join(filter(None, (now, why.get(given.basis))))
        new = "the venue’s" if self._chosen == INHERIT else self._named(int(self._chosen))
        means = "" if self._chosen == INHERIT else f". {MEANINGS[int(self._chosen)]}"
        self.query_one("#chosen", Static).update(
            shown((f"{said} → ", "dim"), (new, "bold"), (means, "dim"))
        )

    def gather(self) -> None:
        self._because = " ".join(self.prose.split())
        if self._chosen != INHERIT and not self._because:
            self.query_one(Prose).focus()
            raise UsageError("a rating needs its reason")

    def save(self) -> Event:
        seen = {"rating": self._expected}
        if self._chosen == INHERIT:
            return rating.inherit(
                self._ports, self._source_id, self._by, self._because, expected=seen
            )
        return rating.rate(
            self._ports,
            self._source_id,
            int(self._chosen),
            self._because,
            self._by,
            expected=seen,
        )

    def _named(self, rating: int) -> str:
        return f"{rating}/5 {LABELS[rating]}"

    def conflicting(self, error: EditConflict) -> Both:
        there = self._ports.library.editorial.credibility(self._source_id)
        self._expected = there.rating
        theirs = "not rated" if there.rating is None else self._named(there.rating)
        yours = "the venue’s" if self._chosen == INHERIT else self._named(int(self._chosen))
        return Both(f"{theirs}: {there.because}", there.by or "", f"{yours}: {self._because}")


def read_start(ports: Ports, source_id: SourceId, draft: Draft) -> RateStart:
    """Blocks for a few queries."""
    title = ports.library.sources.get(source_id).title
    return RateStart(title, ports.library.editorial.credibility(source_id), draft.read())
