"""Work spread over processes of our own."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

_WORTH = 1_000_000
"""Bytes of jobs below which a process would start for longer than it helps."""
_SHARE = 200_000
"""Bytes of jobs that are handed over at once."""
_MOST = 4
"""Processes: whoever asked for their results has no time to take in those of more."""


class ProcessWorkers:
    """Implements `citewiki.ports.workers.Workers`."""

    def __init__(self, count: int | None = None, *, worth: int = _WORTH) -> None:
        """`count` processes, one for each core where it is None, though not many; none for less
        than `worth` bytes of jobs."""
        self._count = min(_cores(), _MOST) if count is None else count
        self._worth = worth

    def map(
        self, work: Callable[[Job], Result], jobs: Iterable[Job], size: Callable[[Job], int]
    ) -> Iterator[Result]:
        """See `citewiki.ports.workers.Workers`."""
        jobs = iter(jobs)
        first: list[Job] = []
        if self._count > 1:
            left = self._worth
            for job in jobs:
                first.append(job)
                left -= size(job)
                if left <= 0:
                    yield from self._spread(work, _shares(chain(first, jobs), size))
                    return
        for job in chain(first, jobs):
            yield work(job)

    def _spread(
        self, work: Callable[[Job], Result], shares: Iterator[list[Job]]
    ) -> Iterator[Result]:
        # loads subprocess and pickle, which a small scan does not need
        from citewiki.files.worker_team import Team

        handed_over: dict[int, list[Job]] = {}  # by number, in their order
        numbered = enumerate(shares)
        with Team(work, self._count) as team:
            while True:
                while not handed_over or team.takes_more(len(handed_over)):
                    number, share = next(numbered, (-1, []))
                    if number < 0:
                        break
                    handed_over[number] = share
                    team.hand_over(number, share)
                if not handed_over:
                    return
                number = next(iter(handed_over))
                found = team.result(number)
                share = handed_over.pop(number)
                yield from map(work, share) if found is None else found


def _shares(jobs: Iterable[Job], size: Callable[[Job], int]) -> Iterator[list[Job]]:
    share: list[Job] = []
    left = _SHARE
    for job in jobs:
        share.append(job)
        left -= size(job)
        if left <= 0:
            yield share
            share, left = [], _SHARE
    if share:
        yield share


def _cores() -> int:
    """Those that this process may run on."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
