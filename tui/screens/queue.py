"""A pass through one queue: the weightiest first, from where the editor was."""

import asyncio
from enum import Enum, auto
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from citewiki.domain.errors import CitewikiError, UsageError
from citewiki.domain.queues import HOLDS, MEANT, Place, Problem, Queued, QueueName
from citewiki.domain.sources import SourceId
from citewiki.usecases import merging
from citewiki.usecases.queues import proposed
from tui.keys import Keys
from tui.queue_listing import QueuedSources
from tui.screens.acting import ActingScreen
from tui.screens.ask import Choice, ChoiceDialog
from tui.screens.source import SourceScreen
from tui.text import shown
from tui.typeahead import TURN
from tui.widgets.bar import Bar
from tui.widgets.key_line import KeyLine
from tui.widgets.source_list import SourceList

ENDED = "The end of this queue. Esc goes back; 0 begins anew, with what was skipped."
EMPTY = "Nothing here needs a person. Esc goes back."


class Start(Enum):
    """Where to stand in a queue that is read."""

    STAY = auto()
    KEPT = auto()
    """Where the editor was when they left it."""
    TOP = auto()


class QueueScreen(ActingScreen):
    """A queue; what is done leaves it, what is skipped is left out until one begins anew."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "done", "Done"),
        Binding("x", "skip", "Skip"),
        Binding("n", "by(1)", "Next", show=False),
        Binding("p", "by(-1)", "Previous", show=False),
        Binding("0", "start_over", "Begin anew, with what was skipped", show=False),
        Binding("q,escape", "leave", "Back"),
    ]

    def __init__(self, queue: QueueName) -> None:
        super().__init__()
        self._queue = queue
        self._skipped = 0
        self._here: Queued | None = None
        self._in_turn = asyncio.Lock()

    def compose(self) -> ComposeResult:
        yield Bar(self._queue.value, Static(shown(MEANT[self._queue]), id="meant"))
        yield SourceList(id="list")
        yield Static("", id="explained")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(SourceList).focus()
        self._look(Start.KEPT)

    async def on_unmount(self) -> None:
        await self._keep_place()

    async def on_screen_suspend(self) -> None:
        await self._keep_place()

    @property
    def at_hand(self) -> SourceId | None:
        return self.query_one(SourceList).source_id

    @property
    def _listed(self) -> SourceList:
        return self.query_one(SourceList)

    async def settled(self) -> None:
        async with self._in_turn:
            await self._listed.there()

    def keys(self) -> list[Keys]:
        return [
            Keys("Queue", [*SourceList.BINDINGS, *QueueScreen.BINDINGS]),
            Keys("Act on the source at the cursor", ActingScreen.BINDINGS),
        ]

    def changed(self, source_id: SourceId | None) -> None:
        if source_id is not None and source_id == self.at_hand:
            self._listed.expect()  # it may have left: the next key is for the next
        self._look(merges_too=True)

    def _look(self, start: Start = Start.STAY, *, merges_too: bool = False) -> None:
        self._read_on(self._listed, start, merges_too)

    @work(group="query", exclusive=True)
    async def _read_on(self, listed: SourceList, start: Start, merges_too: bool) -> None:
        with self.citewiki.telling(), listed.asked():
            known = self.citewiki.merges
            if known is not None or self._queue is not QueueName.MERGES:
                await self._show(start)
            if not HOLDS[self._queue] & Problem.MERGE_PROPOSED:
                return
            if known is None or merges_too:
                # takes a moment in a large store: what is in the queue already does not wait for it
                self.citewiki.merges = await self.away(lambda: proposed(self.ports))
                if self.citewiki.merges != known:
                    await self._show(Start.STAY if self._here else start)

    async def _show(self, start: Start) -> None:
        rows, self._skipped, at = await self.away(lambda: self._read(start))
        listed = self.query_one(SourceList)
        before = listed.rows
        if at is None:
            at = before.follow(listed.cursor, rows) if isinstance(before, QueuedSources) else 0
        listed.show(rows, at, instead=ENDED if self._skipped else EMPTY)

    def _read(self, start: Start) -> tuple[QueuedSources, int, int | None]:
        """In a thread: the queue, how many are left out of it for this pass, and where to stand
        in it; None: where one stood."""
        queues, now = self.ports.library.queues, self.ports.clock.now()
        merges, by = self.citewiki.merges or {}, self.citewiki.editor
        keys = queues.order(self._queue, now, merges, less_skipped_by=by)
        skipped = (len(queues.order(self._queue, now, merges)) - len(keys)) if by else 0
        rows = QueuedSources(keys, lambda some: queues.queued(some, now, merges))
        if keys:
            rows.row(0)  # read where it does not hold up the first frame
        if start is Start.TOP:
            return rows, skipped, 0
        desk = self.ports.library.desk
        place = desk.place(by, self._queue) if by and start is Start.KEPT else None
        return rows, skipped, None if place is None else _where(rows, place)

    @on(SourceList.Moved)
    def _moved(self, message: SourceList.Moved) -> None:
        listed = self.query_one(SourceList)
        skipped = f" · {self._skipped:,} skipped" if self._skipped else ""
        self.query_one(Bar).stand(message.at, len(listed.rows), skipped)
        line = self._here = self._line()
        said = "" if line is None else line.need.explain()
        into = "" if line is None else (self.citewiki.merges or {}).get(line.row.id, "")
        if into and self._queue is QueueName.MERGES:
            said = f"May be the same as {into}; d says whether it is. {said}"
        self.query_one("#explained", Static).update(shown(said))

    @on(SourceList.Chosen)
    def _open(self, message: SourceList.Chosen) -> None:
        if self.app.screen is self:  # Enter twice opens it once
            self.app.push_screen(SourceScreen(message.source_id))

    @on(SourceList.Failed)
    def _failed(self, message: SourceList.Failed) -> None:
        self.citewiki.say(str(message.error), "error")

    def action_by(self, by: int) -> None:
        self.query_one(SourceList).action_move(by)

    def action_done(self) -> None:
        """Do what this queue asks for: rate, merge, or say that one has read it."""
        if self._queue is QueueName.UNRATED:
            self.action_rate()
        elif self._queue is QueueName.MERGES:
            self._merge()
        else:
            self.action_review()

    @work(group=TURN)
    async def action_skip(self) -> None:
        with self.citewiki.telling():
            by, desk, listed = self.citewiki.who(), self.ports.library.desk, self._listed
            async with self._in_turn:  # every x is for a source of its own
                await listed.there()
                if (source_id := self.at_hand) is None:
                    raise self.citewiki.nothing_at_hand()
                at = self.ports.clock.now()
                listed.expect()
                with listed.asked():
                    await self.away(lambda: desk.skip(by, self._queue, source_id, at))
                self._look()

    @work(group=TURN)
    async def action_start_over(self) -> None:
        with self.citewiki.telling():
            by, desk, listed = self.citewiki.who(), self.ports.library.desk, self._listed
            async with self._in_turn:
                listed.expect()
                with listed.asked():
                    back = await self.away(lambda: desk.start_over(by, self._queue))
                self.citewiki.say(f"from the top; {back:,} that were skipped are back")
                self._look(Start.TOP)

    @work(group="form", exclusive=True)
    async def _merge(self) -> None:
        with self.citewiki.telling():
            source_id, by = await self.act_on()
            into = (self.citewiki.merges or {}).get(source_id)
            if into is None:
                raise UsageError("no merge is proposed for this source")
            one, other = await self.away(
                lambda: (self.acts.title(source_id), self.acts.title(into))
            )
            answer = await self.app.push_screen_wait(
                ChoiceDialog(
                    f"Are these one work? “{one}” and “{other}”",
                    [
                        Choice("y", "merge", f"merge {source_id} into {into}; `split` undoes it"),
                        Choice("n", "two works", "do not propose this again"),
                    ],
                )
            )
            if answer == "merge":
                event = await self.away(lambda: merging.merge(self.ports, source_id, into, by))
            elif answer == "two works":
                event = await self.away(lambda: merging.refuse(self.ports, source_id, into, by))
            else:
                return
            await self.acts.done(event)

    def action_leave(self) -> None:
        self.dismiss()

    def _line(self) -> Queued | None:
        listed = self.query_one(SourceList)
        rows = listed.rows
        try:
            held = isinstance(rows, QueuedSources) and len(rows) > 0
            return rows.row(listed.cursor) if held and isinstance(rows, QueuedSources) else None
        except CitewikiError:
            return None  # the list says so itself

    async def _keep_place(self) -> None:
        by, line = self.citewiki.editor, self._here
        if by is None or line is None:
            return
        place = Place(line.row.id, line.need.weight, self.ports.clock.now())
        with self.citewiki.telling():
            await self.away(lambda: self.ports.library.desk.keep_place(by, self._queue, place))


def _where(rows: QueuedSources, place: Place) -> int:
    """The line of the source at which one was; where it has left the queue, the first that
    weighs no more than it did."""
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        line = rows.row(middle)
        if line is not None and line.need.weight > place.weight:
            low = middle + 1
        else:
            high = middle
    for at in range(low, len(rows)):
        line = rows.row(at)
        if line is None or line.need.weight < place.weight:
            break
        if line.row.id == place.source_id:
            return at
    return min(low, max(0, len(rows) - 1))
