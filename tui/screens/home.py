"""Where an editor begins: what needs a person, by queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from citewiki.domain.display import numbered
from citewiki.domain.queues import MEANT, QueueName
from citewiki.usecases.anchoring import place_notes
from citewiki.usecases.queues import counts, proposed
from tui import opening
from tui.columns import Cell, Column, cell
from tui.rows import Table
from tui.screens.section import Section
from tui.text import shown
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from citewiki.domain.jobs import JobRun
    from citewiki.domain.sources import SourceId

_HEADS = (Column("What needs a person", 20), Column("Sources", 7, right=True))
_NAMES = tuple(QueueName)
_GRAVE = {QueueName.RETRACTED: "bad", QueueName.LOST: "warn", QueueName.CHANGED: "warn"}


class HomeScreen(Section):
    """The queues with their counts; Enter goes through one."""

    SECTION = "queue"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("R", "look", "Look again", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._stale = False

    def body(self) -> ComposeResult:
        yield RowList(id="list")
        yield Static("", id="standing")

    def on_mount(self) -> None:
        self._show({})

    def changed(self, source_id: SourceId | None) -> None:
        """Counted when one is back: the merges that are proposed cost a look at every source."""
        self._stale = True
        if self.is_current:
            self.look()

    def on_screen_resume(self) -> None:
        if self._stale:
            self.look()

    def action_look(self) -> None:
        self.look()

    def look(self, *, keep: bool = False) -> None:
        self._stale = False
        self._count()

    @work(group="query", exclusive=True)
    async def _count(self) -> None:
        with self.citewiki.telling():
            found, standing = await self.away(self._read)
            self._show(found)
            self.query_one("#standing", Static).update(shown(standing))
            # looks at every source: the other figures do not wait for it
            self.citewiki.merges = await self.away(lambda: proposed(self.ports))
            merges = self.citewiki.merges
            self._show(await self.away(lambda: counts(self.ports, merges)))

    def _read(self) -> tuple[Mapping[QueueName, int], str]:
        """In a thread."""
        library, now = self.ports.library, self.ports.clock.now()
        if not self.citewiki.read_only:
            place_notes(self.ports)
        found = dict(counts(self.ports, self.citewiki.merges or ()))
        if self.citewiki.merges is None:
            del found[QueueName.MERGES]
        night = next(iter(library.jobs.recent(1)), None)
        due = library.upkeep.totals(now).due
        said = [f"{numbered(due, 'source')} due tonight", _told(night)]
        if snoozed := len(library.queues.snoozed(now)):
            said.append(f"{snoozed:,} snoozed")
        return found, " · ".join(said)

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


def _told(night: JobRun | None) -> str:
    if night is None:
        return "no night has run yet"
    counted = night.counts
    at = f"{night.started_at:%Y-%m-%d %H:%M}"
    figures = f"{counted.get('new', 0):,} new, {counted.get('changed', 0):,} changed"
    return f"last night {at}: {night.state.value}, {figures}"
