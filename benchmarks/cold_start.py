"""Cold start of the commands beside a bare interpreter."""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import CITEWIKI, interleave, spread, table
from benchmarks.stores import synthetic


def run(repeats: int) -> None:
    """On a store of 6,000 sources."""
    with tempfile.TemporaryDirectory(prefix="citewiki-bench-") as work:
        store = str(synthetic(Path(work) / "store", 6_000))
        on_store = [CITEWIKI, "--store", store]
        url = _some_url(store)
        sides = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import httpx, textual": [
                sys.executable,
                "-c",
                "import httpx, textual.app",
            ],
            "--version": [CITEWIKI, "--version"],
            "--help": [CITEWIKI, "--help"],
            "list --limit 50": [*on_store, "list", "--limit", "50"],
            "list --json (6,000)": [*on_store, "list", "--json"],
            "show SOURCE": [*on_store, "show", url],
            "search WORD": [*on_store, "search", "alignment"],
        }
        runs = interleave(sides, repeats)
    bare = statistics.median(r.wall_s for r in runs["python -c pass"])
    rows = [
        (
            name,
            spread([r.wall_s for r in counted], 1000, 0),
            f"{statistics.median(r.wall_s for r in counted) / bare:.1f}x",
            f"{max(r.peak_mb for r in counted):.0f}",
        )
        for name, counted in runs.items()
    ]
    table("Cold start, 6,000 sources", ("", "wall ms", "of a bare python", "peak MB"), rows)


def _some_url(store: str) -> str:
    argv = [CITEWIKI, "--store", store, "list", "--limit", "1", "--json"]
    listed = subprocess.run(argv, check=True, capture_output=True)
    return str(json.loads(listed.stdout)[0]["url"])
