"""The keys of every screen on which a source is at hand; `tui.acts` says what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui import opening
from tui.screens.base import CitewikiScreen

if TYPE_CHECKING:
    from citewiki.domain.sources import SourceId
    from tui.acts import Acts


class ActingScreen(CitewikiScreen):
    """A screen on which one source is at hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rate", "Rate"),
        Binding("e,f4", "edit", "Edit"),
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

    @property
    def acts(self) -> Acts:
        return opening.acts(self)

    @work(group="form", exclusive=True)
    async def action_rate(self) -> None:
        with self.citewiki.telling():
            await self.acts.rate()

    @work(group="form", exclusive=True)
    async def action_edit(self) -> None:
        with self.citewiki.telling():
            await self.acts.edit()

    @work(group="form", exclusive=True)
    async def action_review(self) -> None:
        with self.citewiki.telling():
            await self.acts.review()

    @work(group="form", exclusive=True)
    async def action_undo(self) -> None:
        with self.citewiki.telling():
            await self.acts.undo()

    @work(group="form", exclusive=True)
    async def action_redo(self) -> None:
        with self.citewiki.telling():
            await self.acts.redo()

    @work(group="form", exclusive=True)
    async def action_address(self) -> None:
        with self.citewiki.telling():
            await self.acts.address()

    @work(group="form", exclusive=True)
    async def action_snooze(self) -> None:
        with self.citewiki.telling():
            await self.acts.snooze()

    async def settled(self) -> None:
        """Wait for what takes the place of the source at hand, where that was asked for already:
        in a burst of keys one acts on what is to come and not on what is still to be seen."""

    async def act_on(self) -> tuple[SourceId, str]:
        """The source at hand and who acts on it. Raises UsageError where nobody is named."""
        by = self.citewiki.who()
        return await self.source_to_act_on(), by

    async def source_to_act_on(self) -> SourceId:
        """Raises UsageError where there is none at hand."""
        await self.settled()
        source_id = self.at_hand
        if source_id is None:
            raise self.citewiki.nothing_at_hand()
        return source_id
