"""Hostile files of the tests, each through the jail with the limits of production."""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import table
from sources.extract.jail import JailedExtractor
from tests.sources.extract.hostile_files import HostileFile

SECONDS = 20  # the most that one file may take
_EVERY_S = 0.02  # between two looks at the children's memory
_SHOWN = 8


def through_the_jail(what: str, cases: Sequence[HostileFile]) -> None:
    """Read each file once, and print the slowest, the largest and what ended as it should not."""
    ends: Counter[str] = Counter()
    cost: list[tuple[float, float, str]] = []
    wrong = 0
    with JailedExtractor() as jail, _Peak(jail) as peak:
        for case in cases:
            body = case.make()
            start = time.monotonic()
            found = jail.extract(body, case.media_type, None)
            cost.append((time.monotonic() - start, peak.taken(), case.name))
            ends[found.outcome.value] += 1
            if why := case.wrong(found):
                wrong += 1
                print(f"  {case.name}: {why}")
        after = jail.extract(b"words", "text/plain", None)
    slowest = sorted(cost, reverse=True)[:_SHOWN]
    largest = sorted(cost, key=lambda each: -each[1])[:_SHOWN]
    rows = [
        (name, f"{seconds:.1f}", f"{mb:.0f}")
        for seconds, mb, name in dict.fromkeys((*slowest, *largest))
    ]
    head = ("the slowest and the largest", "s", "child's peak MB")
    table(f"{len(cases)} hostile {what} in the jail", head, rows)
    print("  " + ", ".join(f"{count} {name}" for name, count in ends.most_common()))
    over = sum(seconds > SECONDS for seconds, _, _ in cost)
    print(f"  {wrong} not as they should end; over {SECONDS} s: {over}")
    most = max(mb for _, mb, _ in cost)
    print(f"  largest child {most:.0f} MB; then a page: {after.outcome.value}\n")


class _Peak:
    """The largest resident size, in MB, that any child of the jail's server was seen with."""

    def __init__(self, jail: JailedExtractor) -> None:
        self._mb = 0.0
        self._jail = jail
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "_Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def taken(self) -> float:
        """The largest since this was last asked; 0 for a child that was gone at once."""
        most, self._mb = self._mb, 0.0
        return most

    def _watch(self) -> None:
        while not self._ended.wait(_EVERY_S):
            pids = [server.pid for server in tuple(self._jail._servers.values())]
            try:
                for child in " ".join(map(_children, pids)).split():
                    status = Path(f"/proc/{child}/status").read_text()
                    size = status.partition("VmHWM:")[2].split(maxsplit=1)[:1]
                    self._mb = max(self._mb, int(size[0]) / 1024 if size else 0.0)
            except (FileNotFoundError, ProcessLookupError):
                continue  # ended while it was looked at


def _children(pid: int) -> str:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text()
