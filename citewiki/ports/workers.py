"""Work that may be spread over the machine's cores."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


class Workers(Protocol):
    """Whoever does such work; where none are given, it is done on the spot."""

    def map(
        self,
        work: Callable[[Job], Result],
        jobs: Iterable[Job],
        size: Callable[[Job], int],
    ) -> Iterator[Result]:
        """What `work` makes of each job, in the jobs' order; jobs are taken ahead of it.

        `work` is a module's own function, and like jobs and results it can be pickled; it may be
        called twice for one job. `size` tells how much there is in a job, in bytes: little is not
        worth spreading.
        """
        ...
