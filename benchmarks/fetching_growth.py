"""What a refresh takes as the store grows: time and memory at three sizes, ten times apart."""

import tempfile
from pathlib import Path

from benchmarks import loopback
from benchmarks.fetching import HOSTS, OURS, list_pages, side
from benchmarks.measure import Run, child, interleave, table

SIZES = (500, 5_000, 50_000)


def run(repeats: int) -> None:
    """One counted run of each: the largest takes minutes to make, and what is looked for is a
    slope. `repeats` is not asked."""
    del repeats
    with tempfile.TemporaryDirectory(prefix="citewiki-bench-") as work, loopback.web(HOSTS) as port:
        runs = [_one(Path(work) / str(sources), port, sources) for sources in SIZES]
    rows = [
        (
            f"{sources:,}",
            f"{sources / one.wall_s:.0f}",
            f"{one.cpu_s / sources * 1000:.2f}",
            f"{one.peak_mb:.0f}",
        )
        for sources, one in zip(SIZES, runs, strict=True)
    ]
    head = ("sources", "requests/s", "CPU s per 1,000", "peak MB")
    table(f"Refresh of unchanged sources of {HOSTS} hosts, the process's start counted", head, rows)


def _one(work: Path, port: int, sources: int) -> Run:
    work.mkdir()
    listed = list_pages(work / "urls", port, sources)
    child(side("make_store", work / "store", listed))
    (found,) = interleave({OURS: side("citewiki", work / "store", listed)}, 1)[OURS]
    return found
