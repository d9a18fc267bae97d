"""What an editor does to the source at hand: a form or a dialog asks, then a use case is called."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from citewiki.usecases.editing import give_back, keep
from citewiki.usecases.histories import tell
from citewiki.usecases.queues import day_of, snooze
from citewiki.usecases.undoing import redo, undo, undoable
from tui.drafts import Draft
from tui.screens import edit, rate, review
from tui.screens.address import AddressScreen
from tui.screens.ask import Choice, ChoiceDialog, LineDialog
from tui.screens.details import Act, Chosen, DetailsScreen
from tui.screens.edit import EditForm
from tui.screens.rate import RateForm
from tui.screens.review import ReviewForm

if TYPE_CHECKING:
    from citewiki.domain.editorial import Event
    from citewiki.domain.sources import SourceId
    from citewiki.ports import Ports
    from tui.screens.acting import ActingScreen

SNOOZES = (
    (Choice("1", "a day", "back tomorrow"), 1),
    (Choice("7", "a week", "back in seven days"), 7),
    (Choice("3", "a month", "back in thirty days"), 30),
    (Choice("9", "a quarter", "back in ninety days"), 90),
)
UNTIL = Choice("d", "a date", "until a day that you name")
WAKE = Choice("0", "wake", "put it back into the queues")


class Acts:
    """The acts of one screen, on the source at hand there. All raise CitewikiError."""

    def __init__(self, screen: ActingScreen) -> None:
        self._screen = screen
        self._app, self._ports, self._away = screen.citewiki, screen.ports, screen.away

    async def rate(self) -> None:
        source_id, by = await self._screen.act_on()
        draft = Draft(self._ports, by, f"rate:{source_id}")
        start = await self._away(lambda: rate.read_start(self._ports, source_id, draft))
        form = RateForm(self._ports, source_id, by, start, draft)
        await self.done(await self._app.push_screen_wait(form))

    async def edit(self) -> None:
        source_id, by = await self._screen.act_on()
        source = await self._away(lambda: self._ports.library.sources.get(source_id))
        chosen: Chosen | None = await self._app.push_screen_wait(DetailsScreen(source))
        if chosen is None:
            return
        field = chosen.field
        if chosen.act is not Act.EDIT:
            take = keep if chosen.act is Act.KEEP else give_back
            await self.done(await self._away(lambda: take(self._ports, source_id, [field], by)))
            return
        draft = Draft(self._ports, by, f"edit:{source_id}:{field.value}")
        start = await self._away(lambda: edit.read_start(self._ports, source_id, field, draft))
        form = EditForm(self._ports, source_id, by, start, draft)
        await self.done(await self._app.push_screen_wait(form))

    async def review(self) -> None:
        source_id, by = await self._screen.act_on()
        draft = Draft(self._ports, by, f"review:{source_id}")
        start = await self._away(lambda: review.read_start(self._ports, source_id, draft))
        form = ReviewForm(self._ports, source_id, by, start, draft)
        await self.done(await self._app.push_screen_wait(form))

    async def undo(self) -> None:
        by = self._app.who()
        event, said = await self._away(lambda: _undo(self._ports, by))
        await self.done(event, said)

    async def redo(self) -> None:
        by = self._app.who()
        event = await self._away(lambda: redo(self._ports, by))
        await self.done(event, f"done again: {tell(event)}")

    async def address(self) -> None:
        source_id = await self._screen.source_to_act_on()
        source = await self._away(lambda: self._ports.library.sources.get(source_id))
        await self._app.push_screen_wait(AddressScreen(source.url))

    async def snooze(self) -> None:
        source_id, by = await self._screen.act_on()
        answers = [*(choice for choice, _ in SNOOZES), UNTIL, WAKE]
        answer = await self._app.push_screen_wait(
            ChoiceDialog("Leave it out of the queues for", answers)
        )
        if answer is None:
            return
        until = None
        if answer == UNTIL.name:
            line = await self._app.push_screen_wait(LineDialog("Until which day? (2026-09-01)"))
            if line is None:
                return
            until = day_of(line)
        elif answer != WAKE.name:
            days = next(days for choice, days in SNOOZES if choice.name == answer)
            until = (self._ports.clock.now() + timedelta(days=days)).date()
        event = await self._away(lambda: snooze(self._ports, source_id, until, by))
        await self.done(event)

    async def done(self, event: Event | None, said: str = "") -> None:
        """Say what is in the store now, and let every screen look again."""
        if event is None:
            return
        said = said or tell(event)
        if event.source_id is not None and event.source_id != self._screen.at_hand:
            title = await self._away(lambda: self.title(event.source_id or ""))
            said = f"{said} — on “{title[:80]}”"
        self._app.tell_change(event, said)

    def title(self, source_id: SourceId) -> str:
        """Blocks for a read."""
        return self._ports.library.sources.get(source_id).title


def _undo(ports: Ports, by: str) -> tuple[Event, str]:
    """The undoing event, and what it took back in words. Blocks for a write."""
    standing = {event.id: event for event in undoable(ports, by, 1)}
    event = undo(ports, by)
    taken = standing.get(event.undoes or 0, event)
    return event, f"took back: {tell(taken)} (U does it again)"
