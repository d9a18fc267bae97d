"""A whole refresh of unchanged sources beside plain loops over the same list; and the schedule."""

import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from benchmarks import loopback
from benchmarks.fetching_sides import CONCURRENCY, POLITE_S
from benchmarks.measure import child, interleave, spread, table

HOSTS = 50
BUSIEST = 60
"""Sources of the busiest host in the schedule; the next has half of them, the next a third …"""

PEER = "httpx, one pool"
_SIDES = {
    PEER: "httpx_one_pool",
    "httpx, its defaults": "httpx_defaults",
    "citewiki": "citewiki",
}


def run(repeats: int, sources: int = 5_000) -> None:
    """Politeness off, all unchanged; guards, robots.txt and store writes on our side alone."""
    with tempfile.TemporaryDirectory(prefix="citewiki-bench-") as work, loopback.web(HOSTS) as port:
        hosts = loopback.addresses(HOSTS)
        urls = [f"http://{hosts[n % HOSTS]}:{port}/page/{n}" for n in range(sources)]
        listed = Path(work) / "urls"
        listed.write_text("\n".join(urls))
        store = Path(work) / "store"
        names = _SIDES | ({"scrapy": "scrapy"} if find_spec("scrapy") else {})
        module = [sys.executable, "-m", "benchmarks.fetching_sides"]
        child([*module, "make_store", str(store), str(listed)])
        sides = {shown: [*module, name, str(store), str(listed)] for shown, name in names.items()}
        runs = interleave(sides, repeats)
    peer = statistics.median(r.wall_s for r in runs[PEER])
    rows = [
        (
            name,
            spread([sources / r.wall_s for r in counted], 1, 0),
            f"{peer / statistics.median(r.wall_s for r in counted):.2f}x",
            f"{statistics.median(r.cpu_s for r in counted) / sources * 1000:.2f}",
            f"{max(r.peak_mb for r in counted):.0f}",
        )
        for name, counted in runs.items()
    ]
    title = f"Refresh, {sources:,} unchanged sources of {HOSTS} hosts, {CONCURRENCY} at a time"
    table(title, ("", "requests/s", "of one pool", "CPU s per 1,000", "peak MB"), rows)
    _schedule()


def _schedule() -> None:
    """How long a polite run of uneven hosts takes, beside the busiest host's own minimum."""
    with tempfile.TemporaryDirectory(prefix="citewiki-bench-") as work, loopback.web(HOSTS) as port:
        hosts = loopback.addresses(HOSTS)
        urls = [
            f"http://{host}:{port}/page/{n}"
            for rank, host in enumerate(hosts)
            for n in range(BUSIEST // (rank + 1))
        ]
        listed, store = Path(work) / "urls", str(Path(work) / "store")
        listed.write_text("\n".join(reversed(urls)))  # the busiest host's come last
        module = [sys.executable, "-m", "benchmarks.fetching_sides"]
        child([*module, "make_store", store, str(listed)])
        said = subprocess.check_output([*module, "polite", store, str(listed)], text=True)
    least = BUSIEST * POLITE_S
    print(f"The schedule: {len(urls)} sources, the busiest of {HOSTS} hosts has {BUSIEST}")
    print(f"  {float(said):.1f} s, {float(said) / least:.3f}x of its own {least:g} s\n")
