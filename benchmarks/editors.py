"""Two editors and nights without end on one store, for ten minutes: what is lost, how slow."""

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.measure import table
from citewiki.wiring import open_store
from tests.acceptance.busy_store import Work, counters
from tests.acceptance.busy_store import run as work_on
from tests.fakes import SilentNarrator

SOURCES = 60
MINUTES = 10
PAUSE_S = 0.05
"""Between two turns: twenty edits a second of each editor, some hundred times a person's pace."""


def run(repeats: int) -> None:
    """One run, whatever the number of repeats: it is long, and it counts losses before time."""
    with tempfile.TemporaryDirectory(prefix="citewiki-bench-") as work:
        start = time.perf_counter()
        done = work_on(Path(work), SOURCES, Work(seconds=MINUTES * 60, pause_s=PAUSE_S))
        took = time.perf_counter() - start
        with open_store(Path(work) / "store", SilentNarrator()) as ports:
            stand = counters(ports)
            told = {
                name: len(ports.library.editorial.events(by=name, limit=10_000_000))
                for name in done.saves
            }
            unsound = ports.library.upkeep.check()
        wal = Path(work) / "store" / "citewiki.db-wal"
        wal_mb = wal.stat().st_size / 1e6 if wal.exists() else 0.0
    saves = done.saves
    seconds = sorted(one for editor in saves.values() for one in editor.seconds)
    lost = sum(editor.counted - stand[name] for name, editor in saves.items())
    untold = sum(editor.acknowledged - told[name] for name, editor in saves.items())
    refused = [one for editor in saves.values() for one in editor.refused]
    for problem in (*done.troubles[:10], *refused[:10], *unsound[:10]):
        print(f"  {problem}")
    rows = [
        ("minutes", f"{took / 60:.1f}"),
        ("nights run to their end meanwhile", f"{done.nights}"),
        ("acknowledged saves", f"{len(seconds):,}"),
        ("lost from the counters", f"{lost}"),
        ("without a line in the history", f"{untold}"),
        ("refused as locked, or otherwise", f"{len(refused)}"),
        ("conflicts shown", f"{sum(editor.conflicts for editor in saves.values()):,}"),
        ("save, median ms", f"{statistics.median(seconds) * 1000:.1f}"),
        ("save, p95 ms", f"{seconds[int(0.95 * (len(seconds) - 1))] * 1000:.1f}"),
        ("save, slowest ms", f"{seconds[-1] * 1000:.0f}"),
        ("troubles of the nights", f"{len(done.troubles)}"),
        ("records that are not sound", f"{len(unsound)}"),
        ("write-ahead log at the end, MB", f"{wal_mb:.1f}"),
    ]
    table(f"Two editors beside nights over {SOURCES} changing sources", ("", ""), rows)
