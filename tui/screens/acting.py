"""What an editor can do to a source, from the list as well as from its own screen."""

from datetime import timedelta
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from citewiki.domain.editorial import Event
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.editing import give_back, keep
from citewiki.usecases.histories import tell
from citewiki.usecases.queues import day_of, snooze
from citewiki.usecases.undoing import redo, undo, undoable
from tui.drafts import Draft
from tui.screens import edit, rate
from tui.screens.address import AddressScreen
from tui.screens.ask import Choice, ChoiceDialog, LineDialog
from tui.screens.base import CitewikiScreen
from tui.screens.details import Act, Chosen, DetailsScreen
from tui.screens.edit import EditForm
from tui.screens.rate import RateForm
from tui.screens.review import ReviewForm

SNOOZES = (
    (Choice("1", "a day", "back tomorrow"), 1),
    (Choice("7", "a week", "back in seven days"), 7),
    (Choice("3", "a month", "back in thirty days"), 30),
    (Choice("9", "a quarter", "back in ninety days"), 90),
)
UNTIL = Choice("d", "a date", "until a day that you name")
WAKE = Choice("0", "wake", "put it back into the queues")


class ActingScreen(CitewikiScreen):
    """A screen on which one source is at hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rate", "Rate"),
        Binding("e", "edit", "Edit"),
        Binding("m", "review", "Review"),
        Binding("u", "undo", "Undo"),
        Binding("U", "redo", "Do again what you took back", show=False),
        Binding("o", "address", "URL", show=False),
        Binding("z", "snooze", "Snooze", show=False),
    ]

    @property
    def at_hand(self) -> SourceId | None:
        """The source that the keys act on; None where there is none."""
        raise TypeError("a screen has a source of its own")

    @work(group="form", exclusive=True)
    async def action_rate(self) -> None:
        with self.citewiki.telling():
            source_id, by = self._act()
            draft = Draft(self.ports, by, f"rate:{source_id}")
            start = await self.away(lambda: rate.read_start(self.ports, source_id, draft))
            form = RateForm(self.ports, source_id, by, start, draft)
            await self._done(await self.app.push_screen_wait(form))

    @work(group="form", exclusive=True)
    async def action_edit(self) -> None:
        with self.citewiki.telling():
            source_id, by = self._act()
            source = await self.away(lambda: self.ports.library.sources.get(source_id))
            chosen: Chosen | None = await self.app.push_screen_wait(DetailsScreen(source))
            if chosen is None:
                return
            field = chosen.field
            if chosen.act is not Act.EDIT:
                take = keep if chosen.act is Act.KEEP else give_back
                await self._done(await self.away(lambda: take(self.ports, source_id, [field], by)))
                return
            draft = Draft(self.ports, by, f"edit:{source_id}:{field.value}")
            start = await self.away(lambda: edit.read_start(self.ports, source_id, field, draft))
            form = EditForm(self.ports, source_id, by, start, draft)
            await self._done(await self.app.push_screen_wait(form))

    @work(group="form", exclusive=True)
    async def action_review(self) -> None:
        with self.citewiki.telling():
            source_id, by = self._act()
            draft = Draft(self.ports, by, f"review:{source_id}")
            title, kept = await self.away(lambda: (self._title(source_id), draft.read()))
            form = ReviewForm(self.ports, source_id, by, title, draft, kept)
            await self._done(await self.app.push_screen_wait(form))

    @work(group="form", exclusive=True)
    async def action_undo(self) -> None:
        with self.citewiki.telling():
            by = self.citewiki.who()
            event, said = await self.away(lambda: _undo(self.ports, by))
            await self._done(event, said)

    @work(group="form", exclusive=True)
    async def action_redo(self) -> None:
        with self.citewiki.telling():
            by = self.citewiki.who()
            event = await self.away(lambda: redo(self.ports, by))
            await self._done(event, f"done again: {tell(event)}")

    @work(group="form", exclusive=True)
    async def action_address(self) -> None:
        with self.citewiki.telling():
            source_id = self._source()
            source = await self.away(lambda: self.ports.library.sources.get(source_id))
            await self.app.push_screen_wait(AddressScreen(source.url))

    @work(group="form", exclusive=True)
    async def action_snooze(self) -> None:
        with self.citewiki.telling():
            source_id, by = self._act()
            answers = [*(choice for choice, _ in SNOOZES), UNTIL, WAKE]
            answer = await self.app.push_screen_wait(
                ChoiceDialog("Leave it out of the queues for", answers)
            )
            if answer is None:
                return
            until = None
            if answer == UNTIL.name:
                line = await self.app.push_screen_wait(LineDialog("Until which day? (2026-09-01)"))
                if line is None:
                    return
                until = day_of(line)
            elif answer != WAKE.name:
                days = next(days for choice, days in SNOOZES if choice.name == answer)
                until = (self.ports.clock.now() + timedelta(days=days)).date()
            event = await self.away(lambda: snooze(self.ports, source_id, until, by))
            await self._done(event)

    async def _done(self, event: Event | None, said: str = "") -> None:
        """Say what is in the store now, and let every screen look again."""
        if event is None:
            return
        said = said or tell(event)
        if event.source_id is not None and event.source_id != self.at_hand:
            title = await self.away(lambda: self._title(event.source_id or ""))
            said = f"{said} — on “{title[:80]}”"
        self.citewiki.tell_change(event, said)

    def _act(self) -> tuple[SourceId, str]:
        """The source at hand and who acts on it. Raises UsageError where nobody is named."""
        by = self.citewiki.who()
        return self._source(), by

    def _source(self) -> SourceId:
        source_id = self.at_hand
        if source_id is None:
            raise self.citewiki.nothing_at_hand()
        return source_id

    def _title(self, source_id: SourceId) -> str:
        return self.ports.library.sources.get(source_id).title


def _undo(ports: Ports, by: str) -> tuple[Event, str]:
    """The undoing event, and what it took back in words. Blocks for a write."""
    standing = {event.id: event for event in undoable(ports, by, 1)}
    event = undo(ports, by)
    taken = standing.get(event.undoes or 0, event)
    return event, f"took back: {tell(taken)} (U does it again)"
