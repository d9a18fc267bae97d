"""Jobs: the last nights, what is due tonight, and a night run from here."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from citewiki.domain.display import numbered
from citewiki.domain.errors import UsageError
from citewiki.domain.jobs import JobRun, JobState
from citewiki.domain.urls import host_of
from citewiki.ports.library.snapshots import Target
from tui.columns import Cell, Column, cell
from tui.document import Document
from tui.rows import Table
from tui.screens.ask import Choice, ChoiceDialog
from tui.screens.reading import ReadingScreen
from tui.screens.section import Section
from tui.screens.source import SourceScreen
from tui.sparkline import sparkline
from tui.text import shown
from tui.widgets.bar import Bar
from tui.widgets.row_list import RowList

NIGHTS = 60
MOST_DUE = 2_000
LOOK_S = 0.25

FIGURES = ("due", "new", "changed", "failed")
_NIGHTS = (
    Column("Night", 16),
    Column("State", 11),
    *(Column(name.capitalize(), 7, right=True) for name in FIGURES),
    Column("Minutes", 7, right=True),
    Column("By", 12),
)
_DUE = (Column("Due tonight", 30), Column("Host", 28))
_TONES = {JobState.DONE: "good", JobState.VOID: "bad", JobState.INTERRUPTED: "warn"}


class JobsScreen(Section):
    """The nights, or (`t`) tonight's list. `N` runs a night now, in a thread."""

    SECTION = "jobs"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "turn", "Nights or due"),
        Binding("N", "run_now", "Run now"),
        Binding("C", "cancel", "Cancel"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._jobs: Sequence[JobRun] = ()
        self._due: Sequence[Target] = ()
        self._tonight = False

    def body(self) -> ComposeResult:
        yield Bar("Nights", Static("", id="meant"))
        yield RowList(id="list")
        yield Static("", id="trend")
        yield Static("", id="running", classes="-none")

    def on_mount(self) -> None:
        self.set_interval(LOOK_S, self._tell_run)

    def look(self, *, keep: bool = False) -> None:
        self._read()

    @work(group="query", exclusive=True)
    async def _read(self) -> None:
        with self.citewiki.telling():
            library, now = self.ports.library, self.ports.clock.now()
            self._jobs, self._due = await self.away(
                lambda: (library.jobs.recent(NIGHTS), tuple(library.snapshots.due_targets(now)))
            )
            self._show()

    def _show(self, *, first: bool = False) -> None:
        listed = self.query_one(RowList)
        if self._tonight:
            table = Table(_DUE, [_due_line(one) for one in self._due[:MOST_DUE]])
        else:
            table = Table(_NIGHTS, [_night_line(job) for job in self._jobs], least=16)
        listed.show(table, 0 if first else listed.cursor)
        self.query_one(Bar).call("Tonight" if self._tonight else "Nights")
        self.query_one("#meant", Static).update(shown(self._meant()))
        self.query_one("#trend", Static).update(shown(self._trend()))

    def _meant(self) -> str:
        hosts = Counter(host_of(one.url) or one.url for one in self._due)
        if not hosts:
            return "nothing is due"
        busiest, most = hosts.most_common(1)[0]
        on = numbered(len(hosts), "host")
        return f"{len(self._due):,} due on {on}, {most:,} of them on {busiest}"

    def _trend(self) -> str:
        """The figures of the nights that ended, the newest at the right."""
        ended = [job for job in reversed(self._jobs) if job.state is JobState.DONE]
        if len(ended) < 2:
            return "No night has run yet: N runs one now." if not self._jobs else ""
        width = max(4, self.size.width // len(FIGURES) - 12)
        parts = [
            f"{name} {sparkline([job.counts.get(name, 0) for job in ended], width)}"
            for name in FIGURES
        ]
        return "  ".join(parts)

    def _tell_run(self) -> None:
        run, line = self.citewiki.night, self.query_one("#running", Static)
        line.set_class(run is None, "-none")
        if run is not None:
            at = run.heard.last
            of = f" of {at.total:,}" if at.total is not None else ""
            line.update(
                shown(f"A night is under way (C cancels): {at.what} {at.done:,}{of}  {at.item}")
            )

    @on(RowList.Moved)
    def _moved(self, message: RowList.Moved) -> None:
        more = "+" if self._tonight and len(self._due) > MOST_DUE else ""
        self.query_one(Bar).stand(message.at, len(self.query_one(RowList).rows), more)

    @on(RowList.Chosen)
    def _open(self, message: RowList.Chosen) -> None:
        if self._tonight:
            self.app.push_screen(SourceScreen(self._due[message.at].source_id))
        else:
            self._open_digest(self._jobs[message.at])

    @work(group="form", exclusive=True)
    async def _open_digest(self, job: JobRun) -> None:
        nights = self.citewiki.nights
        text = None if nights is None else await self.away(lambda: nights.digest(job))
        figures = "\n".join(f"{name}: {n:,}" for name, n in sorted(job.counts.items()))
        said = text if text is not None else figures or "This run has left no figures."
        self.app.push_screen(ReadingScreen(f"Night of {job.started_at:%Y-%m-%d}", Document(said)))

    def action_turn(self) -> None:
        self._tonight = not self._tonight
        self._show(first=True)

    @work(group="form", exclusive=True)
    async def action_run_now(self) -> None:
        with self.citewiki.telling():
            by = self.citewiki.who()
            if self.citewiki.night is not None:
                raise UsageError("a night is under way here; C cancels it")
            answer = await self.app.push_screen_wait(
                ChoiceDialog(
                    f"Scan the wiki and fetch the {len(self._due):,} sources that are due?",
                    [Choice("y", "run", "you can go on working; C cancels, and what it has stays")],
                )
            )
            if answer is not None:
                self.citewiki.run_night(by)

    def action_cancel(self) -> None:
        with self.citewiki.telling():
            if self.citewiki.night is None:
                raise UsageError("no night is under way here")
            self.citewiki.night.cancel()
            self.citewiki.say("the night ends; what it has recorded stays")


def _night_line(job: JobRun) -> list[Cell]:
    ended = job.finished_at
    minutes = "" if ended is None else f"{(ended - job.started_at).total_seconds() / 60:,.1f}"
    return [
        cell(f"{job.started_at:%Y-%m-%d %H:%M}"),
        cell(job.state.value, _TONES.get(job.state, "")),
        *(cell(f"{job.counts[name]:,}" if name in job.counts else "") for name in FIGURES),
        cell(minutes, "soft"),
        cell(job.by, "soft"),
    ]


def _due_line(one: Target) -> list[Cell]:
    return [cell(one.url), cell(host_of(one.url) or "", "soft")]
