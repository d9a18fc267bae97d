"""The hostile PDFs of the tests, each through the jail with the limits of production."""

import threading
import time
from collections import Counter
from pathlib import Path

from benchmarks.measure import table
from sources.extract.jail import JailedExtractor
from tests.sources.extract.hostile_pdfs import cases

_EVERY_S = 0.02  # between two looks at the children's memory


def run(repeats: int) -> None:
    """One run, whatever the number of repeats."""
    all_cases = list(cases())
    ends: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    wrong = 0
    with JailedExtractor() as jail, _Peak(jail) as peak:
        for case in all_cases:
            body = case.make()
            start = time.monotonic()
            found = jail.extract(body, "application/pdf", None)
            slowest.append((time.monotonic() - start, case.name))
            ends[found.outcome.value] += 1
            if found.outcome not in case.outcomes or case.detail not in found.detail:
                wrong += 1
                print(f"  {case.name}: {found.outcome.value}: {found.detail}")
        after = jail.extract(b"words", "text/plain", None)
    slowest.sort(reverse=True)
    rows = [(name, f"{seconds:.1f}") for seconds, name in slowest[:5]]
    table(f"{len(all_cases)} hostile PDFs in the jail, the slowest", ("", "s"), rows)
    print("  " + ", ".join(f"{count} {name}" for name, count in ends.most_common()))
    print(f"  {wrong} not as they should end; over 20 s: {sum(s > 20 for s, _ in slowest)}")
    print(f"  largest child {peak.mb:.0f} MB; then a page: {after.outcome.value}\n")


class _Peak:
    """The largest resident size, in MB, that any child of the jail's server was seen with."""

    def __init__(self, jail: JailedExtractor) -> None:
        self.mb = 0.0
        self._jail = jail
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "_Peak":
        self._jail.extract(b"words", "text/plain", None)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        server = self._jail._server
        assert server is not None
        listed = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        while not self._ended.wait(_EVERY_S):
            try:
                for child in listed.read_text().split():
                    status = Path(f"/proc/{child}/status").read_text()
                    size = status.partition("VmHWM:")[2].split(maxsplit=1)[:1]
                    self.mb = max(self.mb, int(size[0]) / 1024 if size else 0.0)
            except (FileNotFoundError, ProcessLookupError):
                continue  # ended while it was looked at
