"""Rating a venue, or several places that have none: a number, and why in the rubric's words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from citewiki.domain.coverage import Unrated
from citewiki.domain.display import numbered
from citewiki.domain.editorial import Event
from citewiki.domain.errors import EditConflict, UsageError
from citewiki.domain.rubric import LABELS, LIFTS, LOWERS, MEANINGS
from citewiki.ports import Ports
from citewiki.usecases import rating
from tui.drafts import Draft
from tui.screens.choice import ChoiceForm
from tui.screens.conflict import Both
from tui.screens.form import Prose
from tui.text import shown

if TYPE_CHECKING:
    from citewiki.domain.venues import Venue

WORDS = f"Lifts: {', '.join(LIFTS)}. Lowers: {', '.join(LOWERS)}."
FIRST = 3


@dataclass(frozen=True, slots=True)
class VenueStart:
    """What is rated, what it touches in words, the rating that stands, and how to save one."""

    heading: str
    touches: str
    now: int | None
    save: Callable[[int, str, int | None], Event]
    """Given the rating, the reason, and the rating that the editor saw. Blocks."""


class RateVenueForm(ChoiceForm):
    """1-5 choose, then the reason."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(n), f"choose('{n}')", f"Rate {n} {LABELS[n]}", show=False) for n in LABELS
    ]

    def __init__(self, start: VenueStart, draft: Draft, kept: str) -> None:
        first = str(start.now or FIRST)
        super().__init__(f"Rate: {start.heading}", draft, kept, set(map(str, LABELS)), first)
        self._start = start
        self._seen = start.now
        self._because = ""

    def fields(self) -> ComposeResult:
        yield Static(shown(self._start.touches), id="touches")
        yield Static("", id="chosen")
        yield OptionList(
            *(
                Option(shown((f"{n} {label:<8}", "bold"), MEANINGS[n]), id=str(n))
                for n, label in LABELS.items()
            ),
            id="scale",
            compact=True,
            markup=False,
        )
        yield Prose(self._kept, placeholder="Why? A reader is told this reason.")
        yield Static(shown(WORDS), id="rubric")

    def chosen(self) -> None:
        now = self._start.now
        said = "Not rated yet" if now is None else f"Now {now}/5 {LABELS[now]}"
        new = f"{self._chosen}/5 {LABELS[int(self._chosen)]}"
        self.query_one("#chosen", Static).update(shown((f"{said} → ", "dim"), (new, "bold")))

    def gather(self) -> None:
        self._because = " ".join(self.prose.split())
        if not self._because:
            self.query_one(Prose).focus()
            raise UsageError("a rating needs its reason")

    def save(self) -> Event:
        return self._start.save(int(self._chosen), self._because, self._seen)

    def conflicting(self, error: EditConflict) -> Both:
        self._seen = int(error.theirs) if error.theirs and error.theirs.isdecimal() else None
        theirs = "not rated" if self._seen is None else f"{self._seen}/5 {LABELS[self._seen]}"
        yours = f"{self._chosen}/5 {LABELS[int(self._chosen)]}"
        return Both(theirs, "", f"{yours}: {self._because}")


def venue_start(ports: Ports, venue_id: str, by: str) -> VenueStart:
    """For one venue. Blocks for a few queries."""
    venue: Venue = ports.library.venues.get(venue_id)
    touched = rating.touched_by(ports, venue_id)

    def save(number: int, because: str, seen: int | None) -> Event:
        expected = {"rating": seen}
        return rating.rate_venue(ports, venue_id, number, because, by, expected=expected)

    touches = (
        f"Touches {numbered(touched.sources, 'source')}, cited in "
        f"{numbered(touched.pages, 'page')}."
    )
    return VenueStart(venue.name, touches, touched.before, save)


def places_start(ports: Ports, places: Sequence[Unrated], by: str) -> VenueStart:
    """For hosts that have no rating; each becomes a venue."""

    def save(number: int, because: str, _seen: int | None) -> Event:
        return rating.rate_places(ports, [one.place for one in places], number, because, by)[-1]

    sources, citations = sum(p.sources for p in places), sum(p.citations for p in places)
    heading = places[0].place if len(places) == 1 else f"{len(places)} places"
    names = "" if len(places) == 1 else f" {', '.join(p.place for p in places)}."
    touches = f"Touches {numbered(sources, 'source')}, {numbered(citations, 'citation')}.{names}"
    return VenueStart(heading, touches, None, save)
