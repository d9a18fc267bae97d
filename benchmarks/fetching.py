"""A whole refresh of unchanged sources beside plain loops over the same list; and the schedule.

Scrapy stands beside them where CITEWIKI_SCRAPY names a Python that has it.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import loopback
from benchmarks.fetching_sides import CONCURRENCY, POLITE_S
from benchmarks.measure import child, interleave, spread, table

HOSTS = 50
BUSIEST = 60
"""Sources of the busiest host in the schedule; the next has half of them, the next a third …"""

PEER = "httpx, one pool"
OURS = "citewiki"
_SIDES = {PEER: "httpx_one_pool", "httpx, its defaults": "httpx_defaults", OURS: "citewiki"}


def side(name: str, store: Path, listed: Path, python: str = sys.executable) -> list[str]:
    """The command that runs one side."""
    return [python, "-m", "benchmarks.fetching_sides", name, str(store), str(listed)]


def list_pages(listed: Path, port: int, sources: int) -> Path:
    """Write so many pages, all hosts in turn, one a line."""
    hosts = loopback.addresses(HOSTS)
    with listed.open("w") as lines:
        lines.writelines(f"http://{hosts[n % HOSTS]}:{port}/page/{n}\n" for n in range(sources))
    return listed


def run(repeats: int, sources: int = 5_000) -> None:
    """Politeness off, all unchanged; guards, robots.txt and store writes on our side alone."""
    with tempfile.TemporaryDirectory(prefix="citewiki-bench-") as work, loopback.web(HOSTS) as port:
        listed = list_pages(Path(work) / "urls", port, sources)
        made, store = Path(work) / "made", Path(work) / "store"
        child(side("make_store", made, listed))
        sides = {shown: side(name, store, listed) for shown, name in _SIDES.items()}
        scrapy = os.environ.get("CITEWIKI_SCRAPY")
        if scrapy:
            sides["scrapy"] = side("scrapy", store, listed, scrapy)

        def fresh(name: str) -> None:
            """Each run of ours starts from the same store, whatever the one before wrote."""
            if name == OURS:
                shutil.rmtree(store, ignore_errors=True)
                shutil.copytree(made, store)

        runs = interleave(sides, repeats, fresh)
    wall = statistics.median(r.wall_s for r in runs[PEER])
    cpu = statistics.median(r.cpu_s for r in runs[PEER])
    rows = [
        (
            name,
            spread([sources / r.wall_s for r in counted], 1, 0),
            f"{wall / statistics.median(r.wall_s for r in counted):.2f}x",
            f"{statistics.median(r.cpu_s for r in counted) / sources * 1000:.2f}",
            f"{cpu / statistics.median(r.cpu_s for r in counted):.2f}x",
            f"{max(r.peak_mb for r in counted):.0f}",
        )
        for name, counted in runs.items()
    ]
    title = f"Refresh, {sources:,} unchanged sources of {HOSTS} hosts, {CONCURRENCY} at a time"
    head = ("", "requests/s", "to one pool", "CPU s per 1,000", "to one pool", "peak MB")
    table(title, head, rows)
    _schedule()


def _schedule() -> None:
    """How long a polite run of uneven hosts takes, beside the busiest host's own minimum."""
    with tempfile.TemporaryDirectory(prefix="citewiki-bench-") as work, loopback.web(HOSTS) as port:
        urls = [
            f"http://{host}:{port}/page/{n}"
            for rank, host in enumerate(loopback.addresses(HOSTS))
            for n in range(BUSIEST // (rank + 1))
        ]
        listed, store = Path(work) / "urls", Path(work) / "store"
        listed.write_text("\n".join(reversed(urls)))  # the busiest host's come last
        child(side("make_store", store, listed))
        said = subprocess.check_output(side("polite", store, listed), text=True)
    least = BUSIEST * POLITE_S
    print(f"The schedule: {len(urls)} sources, the busiest of {HOSTS} hosts has {BUSIEST}")
    print(f"  {float(said):.1f} s, {float(said) / least:.3f}x of its own {least:g} s\n")
