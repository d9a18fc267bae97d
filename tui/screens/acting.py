"""What an editor can do to a source, from the list as well as from its own screen."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import work
from textual.binding import Binding, BindingType
from textual.screen import Screen

from citewiki.domain.editorial import Event
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.editing import give_back, keep
from citewiki.usecases.histories import tell
from citewiki.usecases.sources import named
from citewiki.usecases.undoing import redo, undo, undoable
from tui.drafts import Draft
from tui.messages import SourceChanged
from tui.screens import edit, rate
from tui.screens.address import AddressScreen
from tui.screens.details import Act, Chosen, DetailsScreen
from tui.screens.edit import EditForm
from tui.screens.help import HelpScreen, Keys
from tui.screens.rate import RateForm
from tui.screens.review import ReviewForm

if TYPE_CHECKING:
    from tui.app import CitewikiApp

T = TypeVar("T")


class ActingScreen(Screen[None]):
    """A screen on which one source is at hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rate", "Rate"),
        Binding("e", "edit", "Edit"),
        Binding("m", "review", "Review"),
        Binding("u", "undo", "Undo"),
        Binding("U", "redo", "Do again what you took back", show=False),
        Binding("o", "address", "URL", show=False),
        Binding("question_mark", "help", "Help", key_display="?"),
    ]

    @property
    def citewiki(self) -> "CitewikiApp":
        return cast("CitewikiApp", self.app)

    @property
    def ports(self) -> Ports:
        return self.citewiki.ports

    @property
    def at_hand(self) -> SourceId | None:
        """The source that the keys act on; None where there is none."""
        raise TypeError("a screen has a source of its own")

    def keys(self) -> list[Keys]:
        """All that the help lists."""
        raise TypeError("a screen has keys of its own")

    def changed(self, source_id: SourceId | None) -> None:
        """The store holds something new; None where it may concern any source."""
        raise TypeError("a screen has to look again")

    def on_source_changed(self, message: SourceChanged) -> None:
        self.changed(message.source_id)

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen(self.keys()))

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
            by = named(self.citewiki.editor)
            event, said = await self.away(lambda: _undo(self.ports, by))
            await self._done(event, said)

    @work(group="form", exclusive=True)
    async def action_redo(self) -> None:
        with self.citewiki.telling():
            by = named(self.citewiki.editor)
            event = await self.away(lambda: redo(self.ports, by))
            await self._done(event, f"done again: {tell(event)}")

    @work(group="form", exclusive=True)
    async def action_address(self) -> None:
        with self.citewiki.telling():
            source_id = self._source()
            source = await self.away(lambda: self.ports.library.sources.get(source_id))
            await self.app.push_screen_wait(AddressScreen(source.url))

    async def away(self, work: Callable[[], T]) -> T:
        """Do blocking work in a thread."""
        return await asyncio.to_thread(work)

    async def _done(self, event: Event | None, said: str = "") -> None:
        """Say what is in the store now, and let every screen look again."""
        if event is None:
            return
        said = said or tell(event)
        if event.source_id is not None and event.source_id != self.at_hand:
            title = await self.away(lambda: self._title(event.source_id or ""))
            said = f"{said} — on “{title[:80]}”"
        self.citewiki.say(said)
        for screen in self.app.screen_stack:
            screen.post_message(SourceChanged(event.source_id))

    def _act(self) -> tuple[SourceId, str]:
        """The source at hand and who acts on it. Raises UsageError where nobody is named."""
        by = named(self.citewiki.editor)
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
