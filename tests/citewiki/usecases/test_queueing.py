"""What a run holds of its plan: a queue for each host, and little of what waits in it."""

from collections.abc import Sequence

import pytest

from citewiki.domain.errors import UnknownSource
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.ports.library.snapshots import DueSource, Target
from citewiki.usecases.queueing import AHEAD, AHEAD_OF_HOST, Queue, by_host
from tests.builders import a_source


class Snapshots:
    """Notes how many sources it is asked for at a time; those in `gone` are not there."""

    def __init__(self, gone: frozenset[SourceId] = frozenset()) -> None:
        self.asked: list[int] = []
        self._gone = gone

    def plan(self, source_ids: Sequence[SourceId]) -> list[DueSource]:
        self.asked.append(len(source_ids))
        for one in source_ids:
            if one in self._gone:
                raise UnknownSource(f"no {one}")
        return [DueSource(one, f"https://{one}.example/", None, None) for one in source_ids]


def queues(snapshots: Snapshots, targets: Sequence[Target]) -> list[Queue]:
    return by_host(snapshots, iter(targets))  # type: ignore[arg-type]  # one method is enough


async def test_the_longest_first_and_each_in_the_order_of_the_plan() -> None:
    urls = ["https://a.example/1", "https://b.example/1", "https://b.example/2", "no address"]
    found = queues(Snapshots(), [Target(str(n), url) for n, url in enumerate(urls)])
    assert [len(queue) for queue in found] == [2, 1, 1]
    assert [source_id async for source_id, _ in found[0]] == ["1", "2"]


@pytest.mark.parametrize(
    ("hosts", "each", "at_once"),
    [(1, 100, AHEAD_OF_HOST), (100, 25, AHEAD // 100), (AHEAD + 1, 2, 1)],
)
async def test_little_is_known_in_full_at_a_time(hosts: int, each: int, at_once: int) -> None:
    snapshots = Snapshots()
    plan = [
        Target(f"{h}-{n}", f"https://h{h}.example/{n}") for h in range(hosts) for n in range(each)
    ]
    first, *_ = queues(snapshots, plan)
    assert len([one async for one in first]) == each
    assert max(snapshots.asked) == at_once
    assert sum(snapshots.asked) == each


async def test_a_source_that_is_gone_is_no_trouble_of_those_beside_it() -> None:
    plan = [Target(name, "https://a.example/") for name in ("x", "y", "z")]
    (queue,) = queues(Snapshots(frozenset("y")), plan)
    assert [(one, type(known)) async for one, known in queue] == [
        ("x", DueSource),
        ("y", UnknownSource),
        ("z", DueSource),
    ]


async def test_what_is_known_already_is_taken_as_it_is(ports: Ports) -> None:
    ports.library.sources.register([a_source()])
    plan = ports.library.snapshots.plan([a_source().id])
    (queue,) = by_host(ports.library.snapshots, plan)
    (found,) = [known async for _, known in queue]
    assert found is plan[0]
