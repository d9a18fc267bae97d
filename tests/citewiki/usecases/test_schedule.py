"""How long a run takes: the busiest host's own time, whatever the others do. Virtual time."""

import asyncio
from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citewiki.domain.outcomes import Outcome
from citewiki.domain.urls import host_of
from citewiki.ports import Ports
from citewiki.ports.fetching import FetchRequest, FetchResult
from citewiki.ports.library.snapshots import DueSource
from citewiki.usecases.refreshing import refresh
from sources.fetching.politeness import Politeness
from sources.fetching.settings import FetchSettings
from tests import virtual_time
from tests.builders import a_source

DELAY_S = 3.0


class Manners:
    """A fetcher that is nothing but the real politeness and a site that takes `takes_s`."""

    def __init__(self, takes_s: float, concurrency: int) -> None:
        loop = asyncio.get_running_loop()
        chosen = FetchSettings(delay_s=DELAY_S, concurrency=concurrency)
        self._politeness = Politeness(chosen, loop.time, asyncio.sleep)
        self._takes_s = takes_s
        self.starts: dict[str, list[float]] = defaultdict(list)
        self.at_once = 0
        self.most_at_once = 0

    async def fetch(self, request: FetchRequest) -> FetchResult:
        host = host_of(request.url) or ""
        self._politeness.expect(host, request.behind)
        async with self._politeness.turn(host):
            self.starts[host].append(asyncio.get_running_loop().time())
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            await asyncio.sleep(self._takes_s)
            self.at_once -= 1
        return FetchResult(Outcome.NOT_FOUND, request.url, request.url, http_status=404)


def a_plan(ports: Ports, counts: list[int]) -> list[DueSource]:
    """So many sources of each host, the busiest host's last of all."""
    sources = [
        a_source(f"https://h{host}.example/{n}")
        for host, number in sorted(enumerate(counts), key=lambda each: each[1])
        for n in range(number)
    ]
    ports.library.sources.register(sources)
    return ports.library.snapshots.plan([one.id for one in sources])


def run(
    ports: Ports, counts: list[int], takes_s: float, concurrency: int = 8
) -> tuple[float, Manners]:
    """Seconds that the run took, and what the sites saw."""
    plan = a_plan(ports, counts)

    async def timed() -> tuple[float, Manners]:
        manners = Manners(takes_s, concurrency)
        report = await refresh(ports, manners, plan)
        assert len(report.items) == len(plan)
        return asyncio.get_running_loop().time(), manners

    return virtual_time.run(timed())


@pytest.mark.parametrize(
    ("counts", "takes_s", "slots"),
    [
        ([100] + [1] * 200, 0.1, 8),
        ([60, 59, 58] + [5] * 60, 0.1, 8),
        ([25] * 40, 0.1, 8),
        ([120], 0.14, 8),
        ([40] + [12] * 150, 0.05, 2),
    ],
    ids=["one-giant", "three-and-a-tail", "all-alike", "alone", "busy-slots"],
)
def test_the_run_is_as_long_as_its_busiest_host(
    ports: Ports, counts: list[int], takes_s: float, slots: int
) -> None:
    took, manners = run(ports, counts, takes_s, slots)
    assert took <= 1.05 * max(counts) * DELAY_S
    assert manners.most_at_once <= slots


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(1, 25), min_size=1, max_size=25), st.integers(1, 8), st.floats(0, 4))
def test_no_slot_stands_idle_while_a_host_may_be_asked(
    ports: Ports, counts: list[int], concurrency: int, takes_s: float
) -> None:
    """The law of list scheduling: no longer than the busiest host's own time and an equal share
    of all the work for each slot, together. And each host is left alone between two requests."""
    took, manners = run(ports, counts, takes_s, concurrency)
    own = max(counts) * (DELAY_S + takes_s)
    share = sum(counts) * takes_s / concurrency
    assert took <= own + share + 1e-6
    assert manners.most_at_once <= concurrency
    for starts in manners.starts.values():
        gaps = [later - earlier for earlier, later in pairwise(starts)]
        assert all(gap >= DELAY_S + takes_s - 1e-6 for gap in gaps)


def test_the_longest_queue_gets_the_next_slot(ports: Ports) -> None:
    """With one slot and slow sites the busy host waits for one request at most, not for all
    that came before it; its last request is worth no more than another host's only one."""
    _, manners = run(ports, [10, *[1] * 20], takes_s=2.0, concurrency=1)
    gaps = [later - earlier for earlier, later in pairwise(manners.starts["h0.example"])]
    assert max(gaps[:-1]) <= DELAY_S + 2.0 + 2.0
