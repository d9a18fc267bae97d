"""Another try for failures that may pass by themselves, within the same fetch."""

import random
from collections.abc import Awaitable, Callable

from citewiki.domain.outcomes import Outcome
from sources.fetching.answers import Answer
from sources.fetching.faults import Fault
from sources.fetching.visiting import Budget

PASSING = frozenset({Outcome.CONNECT_FAILED, Outcome.TIMEOUT, Outcome.SERVER_ERROR})
"""Outcomes that are tried again."""

BACKOFF_S = 1.0
"""Before the first retry, doubled for each further one, and up to half as much again."""


class Retries:
    """So many retries for one fetch, over all its redirects."""

    def __init__(self, most: int, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._most = most
        self._sleep = sleep
        self._made = 0

    async def of(self, attempt: Callable[[], Awaitable[Answer]], budget: Budget) -> Answer:
        """The first answer; raises the last Fault. Nothing is tried on a spent budget."""
        while True:
            try:
                return await attempt()
            except Fault as fault:
                passing = fault.outcome in PASSING and fault.retry_after_s is None
                if not (passing and budget.left > 0 and self._made < self._most):
                    raise
            wait = BACKOFF_S * 2**self._made
            self._made += 1
            await self._sleep(wait * (1 + random.random() / 2))  # noqa: S311 - not a secret
