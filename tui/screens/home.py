"""Where an editor begins: what needs a person, by queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from citewiki.domain.queues import MEANT, QueueName
from tui import opening
from tui.columns import Cell, Column, cell
from tui.rows import Table
from tui.screens.section import Section
from tui.text import shown
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from citewiki.domain.sources import SourceId

_HEADS = (Column("What needs a person", 20), Column("Sources", 7, right=True))
_NAMES = tuple(QueueName)
_GRAVE = {QueueName.RETRACTED: "bad", QueueName.LOST: "warn", QueueName.CHANGED: "warn"}


class HomeScreen(Section):
    """The queues with their counts; Enter goes through one."""

    SECTION = "queue"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("R,f5", "look", "Look again", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._stale = False

    def body(self) -> ComposeResult:
        yield RowList(id="list")
        yield Static("", id="standing")

    def on_mount(self) -> None:
        self._show({})

    def changed(self, source_id: SourceId | None) -> None:
        """Counted when one is back."""
        self._stale = True
        if self.is_current:
            self.look()

    @on(events.ScreenResume)
    def _come_back(self) -> None:
        if self._stale:
            self.look()

    def action_look(self) -> None:
        self.look()

    def look(self, *, keep: bool = False) -> None:
        self._stale = False
        # what reads them is loaded first, in a thread that the first frame need not compete with
        self.call_after_refresh(self._count)

    @work(group="query", exclusive=True)
    async def _count(self) -> None:
        with self.citewiki.telling():
            await self._tell()
            self._look_through()

    @work(group="propose", exclusive=True)
    async def _look_through(self) -> None:
        """What needs more of the program, and may write, comes after the first figures."""
        placing = not self.citewiki.read_only
        with self.citewiki.telling():
            self.citewiki.merges = await self.away(
                lambda: opening.looked_through(self.ports, placing=placing)
            )
            await self._tell()

    async def _tell(self) -> None:
        ports, merges = self.ports, self.citewiki.merges
        told = await self.away(lambda: opening.figures(ports, merges))
        self._show(told.queues)
        self.query_one("#standing", Static).update(shown(told.standing))

    def _show(self, found: Mapping[QueueName, int]) -> None:
        lines = []
        for name in _NAMES:
            number = found.get(name)
            tone = "soft" if not number else _GRAVE.get(name, "")
            said = "…" if number is None else f"{number:,}"
            lines.append(
                (Cell(((f"{name.value:<12}", tone), (MEANT[name], "soft"))), cell(said, tone))
            )
        listed = self.query_one(RowList)
        listed.show(Table(_HEADS, lines), listed.cursor)

    @on(RowList.Chosen)
    def _open(self, message: RowList.Chosen) -> None:
        self.app.push_screen(opening.queue(_NAMES[message.at]))
