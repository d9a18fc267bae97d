"""Recording the attempts of one run, several to a transaction.

A commit waits for the disk. What ended while the last one was waiting goes into the next
together; nobody waits for company.
"""

import asyncio
from collections.abc import Sequence

from citewiki.domain.errors import UnknownSource
from citewiki.domain.snapshots import Attempt
from citewiki.ports.library.snapshots import Recorded, Snapshots

_Waiting = tuple[Attempt, "asyncio.Future[Recorded]"]


class Recorder:
    """Takes attempts from many tasks of one event loop; `aclose` when they are done."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def record(self, attempt: Attempt) -> Recorded:
        """Durable when it returns. Raises what `Snapshots.record_attempt` does, for this one."""
        done: asyncio.Future[Recorded] = asyncio.get_running_loop().create_future()
        self._waiting.append((attempt, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        return await done

    async def aclose(self) -> None:
        """Waits for the write that is under way."""
        if self._writing is not None:
            await self._writing

    async def _write_all(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting, []
            batch = [each for each in taken if not each[1].done()]  # else its task was cancelled
            try:
                ended = await asyncio.to_thread(self._write, [attempt for attempt, _ in batch])
            except Exception as error:  # noqa: BLE001 - each waiting task raises it as its own
                ended = [error] * len(batch)
            for (_, done), result in zip(batch, ended, strict=True):
                if done.done():
                    continue
                if isinstance(result, Recorded):
                    done.set_result(result)
                else:
                    done.set_exception(result)

    def _write(self, attempts: Sequence[Attempt]) -> list[Recorded | Exception]:
        try:
            return list(self._snapshots.record_attempts(attempts))
        except UnknownSource as error:
            if len(attempts) == 1:
                return [error]
            # one source's trouble is not that of those that ended beside it
            return [ended for one in attempts for ended in self._write([one])]
