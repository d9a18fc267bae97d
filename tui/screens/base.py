"""What every screen of ours has: the store, work in threads, and its keys for the help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType

from tui import opening
from tui.keys import Keys
from tui.screens.styled import StyledOnce
from tui.threads import away

if TYPE_CHECKING:
    from citewiki.domain.sources import SourceId
    from citewiki.ports import Ports
    from tui.app import CitewikiApp
    from tui.messages import SourceChanged

T = TypeVar("T")


class CitewikiScreen(StyledOnce[None]):
    """A full screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help"),
        Binding("ctrl+p,f9", "app.command_palette", "Every action, by name", show=False),
    ]

    @property
    def citewiki(self) -> CitewikiApp:
        return cast("CitewikiApp", self.app)

    @property
    def ports(self) -> Ports:
        return self.citewiki.ports

    def keys(self) -> list[Keys]:
        """All that the help lists."""
        raise TypeError("a screen has keys of its own")

    def changed(self, source_id: SourceId | None) -> None:
        """The store holds something new; None where it may concern any source."""
        raise TypeError("a screen has to look again")

    def on_source_changed(self, message: SourceChanged) -> None:
        self.changed(message.source_id)

    def action_help(self) -> None:
        self.app.push_screen(
            opening.key_help([*self.keys(), Keys("Everywhere", CitewikiScreen.BINDINGS)])
        )

    async def away(self, work: Callable[[], T]) -> T:
        """Do blocking work in a thread."""
        return await away(self, work)
