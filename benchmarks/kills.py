"""kill -9, two hundred times, during the refetching of 500 sources that change."""

import tempfile
import time
from pathlib import Path

from benchmarks.measure import table
from citewiki.wiring import create_store
from tests.web.kills import run as kill

SOURCES = 500
KILLS = 200
MOST_ACKS = 40
SEED = 2_026


def run(repeats: int) -> None:
    """One run, whatever the number of repeats: it is long, and it counts losses, not time.
    Fetcher, store and jail are those of a night; only the waiting between two requests is off."""
    with tempfile.TemporaryDirectory(prefix="citewiki-bench-") as work:
        store = Path(work) / "store"
        create_store(store)
        start = time.perf_counter()
        tally = kill(
            store, sources=SOURCES, kills=KILLS, seed=SEED, most_acks=MOST_ACKS, jailed=True
        )
        took = time.perf_counter() - start
    for problem in tally.problems[:20]:
        print(f"  {problem}")
    rows = [
        ("kills", f"{tally.kills}"),
        ("acknowledged snapshots", f"{len(tally.acknowledged):,}"),
        ("lost, torn, unsound or left undone", f"{len(tally.problems)}"),
        ("temporary files left behind, and swept", f"{tally.swept}"),
        ("whole rounds over all sources", f"{tally.rounds + 1}"),
        ("slowest start to first snapshot, s", f"{tally.slowest_start_s:.2f}"),
        ("all in all, s", f"{took:.0f}"),
    ]
    table(f"kill -9 while {SOURCES} changing sources are refetched", ("", ""), rows)
