"""Venues: the places without a rating, the one first on which most rests, and the registry."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from citewiki.domain.coverage import Unrated
from citewiki.domain.display import numbered
from citewiki.domain.errors import UsageError
from citewiki.domain.rubric import LABELS
from citewiki.domain.venues import Venue
from citewiki.usecases.covering import unrated
from citewiki.usecases.histories import tell
from tui.columns import Cell, Column, cell, rating_tone
from tui.drafts import Draft
from tui.rows import Table
from tui.screens.rate_venue import RateVenueForm, places_start, venue_start
from tui.screens.section import Section
from tui.screens.venue import VenueScreen
from tui.text import shown
from tui.widgets.bar import Bar
from tui.widgets.bar_input import BarInput
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from citewiki.domain.editorial import Event

MARK = "● "
_PLACES = (
    Column("Place without a rating", 30),
    Column("Weight", 7, right=True),
    Column("Cited", 5, right=True),
    Column("Pages", 5, right=True),
    Column("Sources", 7, right=True),
    Column("For example", 40),
)
_VENUES = (
    Column("Venue", 30),
    Column("Rating", 7),
    Column("Kind", 14),
    Column("Rules", 5, right=True),
    Column("Rated by", 14),
)


class VenuesScreen(Section):
    """What to rate next, or (`t`) every venue."""

    SECTION = "venues"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rate", "Rate"),
        Binding("m", "mark", "Mark"),
        Binding("t", "turn", "Unrated or all"),
        Binding("slash,f7", "ask", "Filter"),
        Binding("escape", "clear", "Clear marks and filter", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._missing: Sequence[Unrated] = ()
        self._venues: Sequence[Venue] = ()
        self._marked: set[str] = set()
        self._all = False

    def body(self) -> ComposeResult:
        words = Words(id="asked", compact=True, placeholder="press / to filter")
        yield Bar("Unrated", words)
        yield RowList(id="list")
        yield Static("", id="explained")

    def look(self, *, keep: bool = False) -> None:
        self._read()

    @work(group="query", exclusive=True)
    async def _read(self) -> None:
        with self.citewiki.telling():
            registrable = self.citewiki.registrable
            self._missing, self._venues = await self.away(
                lambda: (unrated(self.ports, registrable), self.ports.library.venues.all())
            )
            self._marked &= {one.place for one in self._missing}
            self._show()

    def _show(self, *, first: bool = False) -> None:
        listed = self.query_one(RowList)
        heads = _VENUES if self._all else _PLACES
        lines = (
            [_venue_line(venue) for venue in self._shown_venues()]
            if self._all
            else [self._place_line(one) for one in self._shown_places()]
        )
        listed.show(Table(heads, lines, least=30), 0 if first else listed.cursor)
        self.query_one(Bar).call("All" if self._all else "Unrated")

    def _words(self) -> list[str]:
        return self.query_one(Words).value.casefold().split()

    def _shown_places(self) -> list[Unrated]:
        words = self._words()
        return [p for p in self._missing if all(w in p.place.casefold() for w in words)]

    def _shown_venues(self) -> list[Venue]:
        words = self._words()
        return [v for v in self._venues if all(w in f"{v.name} {v.id}".casefold() for w in words)]

    def _place_line(self, one: Unrated) -> list[Cell]:
        mark = MARK if one.place in self._marked else ""
        return [
            Cell(((mark, "found"), (one.place, ""))),
            cell(f"{one.weight:,.1f}"),
            cell(f"{one.citations:,}"),
            cell(f"{one.pages:,}"),
            cell(f"{one.sources:,}"),
            cell(one.example, "soft"),
        ]

    @on(RowList.Moved)
    def _moved(self, message: RowList.Moved) -> None:
        marked = f" · {len(self._marked):,} marked" if self._marked and not self._all else ""
        self.query_one(Bar).stand(message.at, len(self.query_one(RowList).rows), marked)
        self.query_one("#explained", Static).update(shown(self._explained(message.at)))

    def _explained(self, at: int) -> str:
        if self._all:
            venues = self._shown_venues()
            given = venues[at].rating if at < len(venues) else None
            return "" if given is None else f"{given.rating}/5 by {given.by}: {given.because}"
        places = self._shown_places()
        if at >= len(places):
            return "Every source is rated." if not self._missing else ""
        one = places[at]
        return (
            f"A rating of {one.place} would reach {numbered(one.sources, 'source')}, on which "
            f"{numbered(one.citations, 'citation')} in {numbered(one.pages, 'page')} rest; "
            f"for example {one.example}"
        )

    @on(RowList.Chosen)
    def _open(self, message: RowList.Chosen) -> None:
        if self._all:
            self.app.push_screen(VenueScreen(self._shown_venues()[message.at].id))
        else:
            self.action_rate()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show(first=True)

    def action_ask(self) -> None:
        self.query_one(Words).focus()

    def action_turn(self) -> None:
        self._all = not self._all
        self._show(first=True)

    def action_mark(self) -> None:
        listed, places = self.query_one(RowList), self._shown_places()
        if not self._all and listed.cursor < len(places):
            self._marked ^= {places[listed.cursor].place}
            self._show()
            listed.action_move(1)

    def action_clear(self) -> None:
        self._marked.clear()
        self.query_one(Words).value = ""
        self.query_one(RowList).focus()
        self._show()

    @work(group="form", exclusive=True)
    async def action_rate(self) -> None:
        with self.citewiki.telling():
            by, at = self.citewiki.who(), self.query_one(RowList).cursor
            if self._all:
                venues = self._shown_venues()
                if at >= len(venues):
                    raise UsageError("there is no venue here to rate")
                venue_id = venues[at].id
                start = await self.away(lambda: venue_start(self.ports, venue_id, by))
                key = f"rate-venue:{venue_id}"
            else:
                shown_places = self._shown_places()
                chosen = [p for p in self._missing if p.place in self._marked]
                chosen = chosen or shown_places[at : at + 1]
                if not chosen:
                    raise UsageError("there is no place here to rate")
                start = places_start(self.ports, chosen, by)
                key = f"rate-places:{'+'.join(sorted(p.place for p in chosen))[:200]}"
            draft = Draft(self.ports, by, key)
            form = RateVenueForm(start, draft, await self.away(draft.read))
            event: Event | None = await self.app.push_screen_wait(form)
            if event is not None:
                self._marked.clear()
                self.citewiki.tell_change(event, tell(event))


class Words(BarInput):
    """The words of the filter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,tab,down", "to_list", "List")]

    def action_to_list(self) -> None:
        self.screen.query_one(RowList).focus()


def _venue_line(venue: Venue) -> list[Cell]:
    given = venue.rating
    rating = "–" if given is None else f"{given.rating} {LABELS[given.rating]}"
    return [
        cell(venue.name),
        cell(rating, rating_tone(None if given is None else given.rating)),
        cell(venue.kind, "soft"),
        cell(str(len(venue.rules)), "soft"),
        cell("" if given is None else given.by, "soft"),
    ]
