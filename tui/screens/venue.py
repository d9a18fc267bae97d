"""One venue: its rating and the ratings before it, its rules, and its sources."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from citewiki.domain.listing import ListView, SortKey
from citewiki.domain.rubric import LABELS
from citewiki.domain.sources import SourceId
from citewiki.domain.venues import Venue, VenueRating
from citewiki.ports import Ports
from citewiki.usecases.histories import tell
from citewiki.usecases.rating import Touched, touched_by
from tui.document import Document, Writer
from tui.drafts import Draft
from tui.keys import Keys
from tui.listings import OrderedSources
from tui.screens.acting import ActingScreen
from tui.screens.rate_venue import RateVenueForm, venue_start
from tui.screens.source import SourceScreen
from tui.text import plain, shown
from tui.widgets.key_line import KeyLine
from tui.widgets.reader import Reader
from tui.widgets.source_list import SourceList

MOST = 2_000
"""Characters of a reason that are shown."""


@dataclass(frozen=True, slots=True)
class VenueFile:
    """A venue as the screen shows it; `ratings` newest first."""

    venue: Venue
    ratings: tuple[VenueRating, ...]
    touched: Touched


class VenueScreen(ActingScreen):
    """What is known of a venue over the list of its sources, the most cited first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("R", "rate_venue", "Rate venue"),
        Binding("tab", "app.focus_next", "Facts or sources", show=False),
        Binding("q,escape", "leave", "Back"),
    ]

    def __init__(self, venue_id: str) -> None:
        super().__init__()
        self._venue_id = venue_id

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static("", id="title")
            yield Static("", id="state")
        yield Reader(id="facts")
        yield SourceList(id="list")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(SourceList).focus()
        self._look()

    @property
    def at_hand(self) -> SourceId | None:
        return self.query_one(SourceList).source_id

    def keys(self) -> list[Keys]:
        return [
            Keys("Venue", [*SourceList.BINDINGS, *VenueScreen.BINDINGS]),
            Keys("Act on the source at the cursor", ActingScreen.BINDINGS),
        ]

    def changed(self, source_id: SourceId | None) -> None:
        self._look()

    @work(group="query", exclusive=True)
    async def _look(self) -> None:
        with self.citewiki.telling():
            found, rows = await self.away(self._read)
            given, touched = found.venue.rating, found.touched
            rating = "not rated" if given is None else f"{given.rating}/5 {LABELS[given.rating]}"
            rests = f"sources: {touched.sources:,}, pages: {touched.pages:,}"
            self.query_one("#title", Static).update(shown((found.venue.name, "bold")))
            self.query_one("#state", Static).update(shown(f"{rating} · {rests}"))
            self.query_one("#facts", Reader).show(venue_document(found), ())
            listed = self.query_one(SourceList)
            listed.show(rows, listed.cursor, (SortKey.CITED_BY, True))

    def _read(self) -> tuple[VenueFile, OrderedSources]:
        """In a thread."""
        library = self.ports.library
        view = ListView("", SortKey.CITED_BY, descending=True, venue_id=self._venue_id)
        keys, now = library.lists.order(view), self.ports.clock.now()
        rows = OrderedSources(keys, library.lists.rows, now)
        return read_venue(self.ports, self._venue_id), rows

    @on(SourceList.Chosen)
    def _open(self, message: SourceList.Chosen) -> None:
        self.app.push_screen(SourceScreen(message.source_id))

    @work(group="form", exclusive=True)
    async def action_rate_venue(self) -> None:
        with self.citewiki.telling():
            by = self.citewiki.who()
            draft = Draft(self.ports, by, f"rate-venue:{self._venue_id}")
            start, kept = await self.away(
                lambda: (venue_start(self.ports, self._venue_id, by), draft.read())
            )
            event = await self.app.push_screen_wait(RateVenueForm(start, draft, kept))
            if event is not None:
                self.citewiki.tell_change(event, tell(event))

    def action_leave(self) -> None:
        self.dismiss()


def read_venue(ports: Ports, venue_id: str) -> VenueFile:
    """Raises NotFound. Blocks for a few queries."""
    venues = ports.library.venues
    return VenueFile(
        venues.get(venue_id), tuple(venues.ratings(venue_id)), touched_by(ports, venue_id)
    )


def venue_document(found: VenueFile) -> Document:
    """Rating, history, rules."""
    venue, out = found.venue, Writer()
    reviewed = ", peer-reviewed" if venue.peer_reviewed else ""
    out.line(plain(f"{venue.id}: {venue.kind}{reviewed}. {venue.description}", MOST))
    out.heading("Ratings")
    if not found.ratings:
        out.line("  none yet", "soft")
    for given in found.ratings:
        mark = "●" if given == venue.rating else " "
        out.add(f"{mark} {given.rating}/5 {LABELS[given.rating]}", "accent")
        out.add(plain(f"  {given.at:%Y-%m-%d}, {given.by} ({given.origin.value}): ", MOST), "soft")
        out.line(plain(given.because, MOST))
    out.heading("Rules")
    for rule in venue.rules:
        out.add(plain(f"  {rule}", MOST)).line(f"  ({rule.origin.value})", "soft")
    return out.document()
