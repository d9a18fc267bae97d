"""Fetches many URLs of a local web in a process of its own, so that its memory can be told.

As a program: a `Plan` as JSON on stdin, a `Report` as JSON on stdout.
"""

import asyncio
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from pathlib import Path

from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Validators
from citewiki.ports.fetching import FetchRequest
from sources.fetching.client import HttpFetcher
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.world import loopback
from tests.web.cases import Visit

_ROOT = Path(__file__).parents[2]
_waited: ContextVar[list[float]] = ContextVar("waited")


@dataclass(frozen=True, slots=True)
class Ended:
    """How one fetch ended: `seconds` are those between its start and its end without what it
    waited for its turn; `sha256` is of the body, None where there is none."""

    name: str
    outcome: Outcome
    detail: str
    seconds: float
    sha256: str | None
    media_type: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """`grown_mb` is how far the process's peak resident memory lay over what it had when it
    began, `peak_mb` the peak itself; `after` is a normal fetch made when all had ended."""

    ended: tuple[Ended, ...]
    after: Ended
    seconds: float
    grown_mb: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What to fetch, all at once, `together` at a time; and `after` when
    all have ended (and once before, to warm up)."""

    address: tuple[str, int]
    settings: FetchSettings
    visits: Sequence[Visit]
    after: Visit
    together: int


def run(plan: Plan, timeout_s: float) -> Report:
    """Raises where the process dies or takes longer."""
    child = subprocess.run(
        [sys.executable, "-m", "tests.web.gauntlet"],
        input=json.dumps(asdict(plan)).encode(),
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        timeout=timeout_s,
        check=True,
        stdout=subprocess.PIPE,
    )
    said = json.loads(child.stdout)
    ended = tuple(_ended(each) for each in said["ended"])
    return Report(ended, _ended(said["after"]), said["seconds"], said["grown_mb"], said["peak_mb"])


def _ended(said: dict[str, object]) -> Ended:
    return Ended(**{**said, "outcome": Outcome(said["outcome"])})  # type: ignore[arg-type]  # JSON


async def _names(host: str, port: int) -> Sequence[str]:
    if host == "slow-dns.test":
        await asyncio.sleep(3600)
    return [] if host == "no-address.test" else await loopback(host, port)


async def _sleep(seconds: float) -> None:
    _waited.get().append(seconds)
    await asyncio.sleep(seconds)


async def _fetch(fetcher: HttpFetcher, visit: Visit) -> Ended:
    waited: list[float] = []
    _waited.set(waited)
    start = time.monotonic()
    result = await fetcher.fetch(
        FetchRequest(visit.url, Validators(visit.etag, visit.last_modified))
    )
    took = time.monotonic() - start - sum(waited)
    sha256 = None if result.body is None else hashlib.sha256(result.body).hexdigest()
    return Ended(visit.name, result.outcome, result.detail, took, sha256, result.media_type)


async def _all(plan: Plan) -> Report:
    begun = _memory_mb("VmRSS")
    turns = asyncio.Semaphore(plan.together)

    async def one(visit: Visit) -> Ended:
        async with turns:
            return await _fetch(fetcher, visit)

    allow = frozenset({plan.address})
    async with HttpFetcher(plan.settings, allow=allow, resolver=_names, sleep=_sleep) as fetcher:
        await _fetch(fetcher, plan.after)  # what is made once, at the first fetch, is not theirs
        start = time.monotonic()
        ended = await asyncio.gather(*(asyncio.create_task(one(each)) for each in plan.visits))
        took = time.monotonic() - start
        after = await _fetch(fetcher, plan.after)
    peak = _memory_mb("VmHWM")
    return Report(tuple(ended), after, took, peak - begun, peak)


def _memory_mb(line: str) -> float:
    """VmRSS (now) or VmHWM (peak). The kernel's rusage carries the parent's peak over a fork."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:  # no such file system here
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = re.search(rf"^{line}:\s+(\d+) kB", status, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def _main() -> None:
    said = json.load(sys.stdin)
    plan = Plan(
        (said["address"][0], said["address"][1]),
        FetchSettings(**said["settings"]),
        [Visit(**each) for each in said["visits"]],
        Visit(**said["after"]),
        said["together"],
    )
    json.dump(asdict(asyncio.run(_all(plan))), sys.stdout)


if __name__ == "__main__":
    _main()
