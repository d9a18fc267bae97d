"""What is held while it waits: bodies that are not read yet, attempts that are not written yet."""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest

from citewiki.domain.errors import StoreBusy, UnknownSource
from citewiki.domain.extraction import Extraction
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Attempt
from citewiki.ports import Ports
from citewiki.ports.fetching import FetchRequest, FetchResult
from citewiki.ports.library.snapshots import Recorded
from citewiki.usecases.judging import PATIENCE_S, PROBE_BYTES, READERS
from citewiki.usecases.recording import Recorder
from citewiki.usecases.refreshing import ROOM_BYTES, refresh
from citewiki.usecases.registering import register_urls
from tests import virtual_time
from tests.builders import an_attempt
from tests.fakes import FakeExtractor


class _Sites:
    """Each sends a quarter of the room, in one breath, and waits only to be admitted."""

    def __init__(self) -> None:
        self.admitted = 0
        self._body = b"x" * (ROOM_BYTES // 4)

    async def fetch(self, request: FetchRequest) -> FetchResult:
        assert request.admit is not None
        await request.admit(len(self._body))
        self.admitted += 1
        return FetchResult(
            Outcome.OK, request.url, request.url, (), 200, media_type="text/plain", body=self._body
        )


class _Slow(FakeExtractor):
    """Reads nothing until it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may = threading.Event()
        self.reading = 0
        self.all_reading = threading.Event()

    def extract(self, body: bytes, media_type: str, url: str | None) -> Extraction:
        self.reading += 1
        if self.reading == READERS:
            self.all_reading.set()
        assert self.may.wait(10)
        return super().extract(b"A title\ntext", media_type, url)


async def test_bodies_that_wait_to_be_read_are_bounded(ports: Ports) -> None:
    urls = [f"https://h{n}.example/" for n in range(12)]
    ids = register_urls(ports, [(url, None) for url in urls])
    sites, slow = _Sites(), _Slow()
    targets = ports.library.snapshots.targets(ids)
    run = asyncio.create_task(refresh(replace(ports, extractor=slow), sites, targets))
    assert await asyncio.to_thread(slow.all_reading.wait, 10)
    assert sites.admitted == 4
    slow.may.set()
    report = await run
    assert sites.admitted == len(report.items) == 12
    assert report.broken == ()


class _Snapshots:
    """Writes when it is let; `record_attempts` of the port alone."""

    def __init__(self, *, unknown: str = "", error: Exception | None = None) -> None:
        self.batches: list[list[str]] = []
        self.may = threading.Event()
        self.writing = threading.Event()
        self._unknown = unknown
        self._error = error

    def record_attempts(self, attempts: Sequence[Attempt]) -> list[Recorded]:
        self.writing.set()
        assert self.may.wait(10)
        if self._error is not None:
            raise self._error
        if self._unknown in [one.source_id for one in attempts]:
            raise UnknownSource("no such source")
        self.batches.append([one.source_id for one in attempts])
        return [Recorded(n, LinkState.LIVE, LinkState.LIVE) for n, _ in enumerate(attempts)]


async def _record(snapshots: _Snapshots, ids: str) -> list[Recorded | BaseException]:
    """Record the first, and the others while its write is under way."""
    recorder = Recorder(snapshots)  # type: ignore[arg-type]  # one room of the port is enough
    tasks = [asyncio.create_task(recorder.record(an_attempt(ids[0])))]
    assert await asyncio.to_thread(snapshots.writing.wait, 10)
    tasks += [asyncio.create_task(recorder.record(an_attempt(one))) for one in ids[1:]]
    await asyncio.sleep(0)
    assert not any(task.done() for task in tasks)
    snapshots.may.set()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    await recorder.aclose()
    return ended


async def test_what_ends_during_a_write_goes_into_the_next_together() -> None:
    snapshots = _Snapshots()
    ended = await _record(snapshots, "abcd")
    assert snapshots.batches == [["a"], ["b", "c", "d"]]
    assert all(isinstance(one, Recorded) for one in ended)


async def test_an_unknown_source_is_no_trouble_of_its_neighbours() -> None:
    snapshots = _Snapshots(unknown="c")
    ended = await _record(snapshots, "abcd")
    assert [type(one) for one in ended] == [Recorded, Recorded, UnknownSource, Recorded]


@pytest.mark.parametrize("error", [StoreBusy("in use"), RuntimeError("a fault of our own")])
async def test_a_write_that_fails_fails_for_all_that_were_in_it(error: Exception) -> None:
    ended = await _record(_Snapshots(error=error), "abc")
    assert ended == [error, error, error]


class _Shells:
    """Every page of a site is the same shell, also those that cannot be there; a page takes
    nearly all the room, and so does such an answer of its own."""

    def __init__(self) -> None:
        self.admitted: list[int] = []

    async def fetch(self, request: FetchRequest) -> FetchResult:
        body = b"Example\nYou need to enable JavaScript."
        probe = "/citewiki-" in request.url
        size = PROBE_BYTES if probe else ROOM_BYTES
        assert request.admit is not None
        await request.admit(size)
        if probe:
            self.admitted.append(size)
        return FetchResult(
            Outcome.OK, request.url, request.url, (), 200, media_type="text/html", body=body
        )


async def test_the_answer_that_a_page_is_judged_by_is_admitted_beside_it(ports: Ports) -> None:
    urls = [f"https://h{n}.example/page" for n in range(3)]
    ids = register_urls(ports, [(url, None) for url in urls])
    sites = _Shells()
    targets = ports.library.snapshots.targets(ids)
    report = await asyncio.wait_for(refresh(ports, sites, targets), 10)
    assert [item.outcome for item in report.items] == [Outcome.SOFT_404] * 3
    assert sites.admitted == [PROBE_BYTES] * 3


class _NoTurn(_Shells):
    """Never gives the turn to ask for what cannot be there."""

    async def fetch(self, request: FetchRequest) -> FetchResult:
        if "/citewiki-" in request.url:
            await asyncio.sleep(PATIENCE_S * 10)
        return await super().fetch(request)


def test_a_page_whose_judgement_waits_for_its_own_room_is_judged_without(ports: Ports) -> None:
    ids = register_urls(ports, [("https://h.example/page", None)])
    targets = ports.library.snapshots.targets(ids)

    async def timed() -> tuple[float, Outcome]:
        (item,) = (await refresh(ports, _NoTurn(), targets)).items
        return asyncio.get_running_loop().time(), item.outcome

    took, outcome = virtual_time.run(timed())
    assert took == pytest.approx(PATIENCE_S)
    assert outcome is Outcome.OK
