"""Nights as the terminal runs them: in a thread and a loop of their own, told of while they run."""

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from citewiki.domain.errors import CitewikiError
from citewiki.domain.jobs import JobRun
from citewiki.ports import Ports

if TYPE_CHECKING:  # a night imports much; the first frame need not wait for it
    from citewiki.usecases.nightly import NightReport


class Nights(Protocol):
    """How a night is run and its digest read; wiring hands it in, with the fetcher inside."""

    async def run(self, ports: Ports, by: str) -> "NightReport":
        """Raises StoreBusy where another night is under way."""
        ...

    def digest(self, job: JobRun) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `total` None where that is not known."""

    what: str = "beginning"
    done: int = 0
    total: int | None = None
    item: str = ""


class Heard:
    """Implements `citewiki.ports.system.Narrator`: keeps what was said last, for whoever looks."""

    def __init__(self) -> None:
        self.last = Progress()

    def progress(self, what: str, done: int, total: int | None, item: str = "") -> None:
        self.last = Progress(what, done, total, item)

    def note(self, text: str) -> None:
        """What is worth reading of a night is in its digest."""


class NightRun:
    """One night. `heard` may be read, and `cancel` called, from any thread."""

    def __init__(self, nights: Nights, ports: Ports, by: str) -> None:
        self.heard = Heard()
        self._nights, self._by = nights, by
        self._ports = replace(ports, narrator=self.heard)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[NightReport] | None = None
        self._cancelled = False

    def run(self) -> "NightReport | None":
        """Blocks until the night is over; None where it was cancelled. Raises CitewikiError."""
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            try:
                return runner.run(self._night())
            except asyncio.CancelledError:
                return None
            finally:
                self._loop = None

    def told(self) -> str:
        """Run it; what came of it, in words. Blocks."""
        try:
            report = self.run()
        except CitewikiError as error:
            return str(error)
        if report is None:
            return "the night was cancelled; what it recorded stays"
        counted = report.job.counts
        return (
            f"the night is over: {report.job.state.value}, {counted.get('new', 0):,} new, "
            f"{counted.get('changed', 0):,} changed, {counted.get('failed', 0):,} failed"
        )

    def cancel(self) -> None:
        """End it soon; what it recorded stays."""
        self._cancelled = True
        loop, task = self._loop, self._task
        if loop is not None and task is not None:
            loop.call_soon_threadsafe(task.cancel)

    async def _night(self) -> "NightReport":
        self._task = asyncio.ensure_future(self._nights.run(self._ports, self._by))
        if self._cancelled:
            self._task.cancel()
        return await self._task
