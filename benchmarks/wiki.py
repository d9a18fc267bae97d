"""Import, full scan and unchanged rescan of the real wiki, beside reading its bytes."""

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import CITEWIKI, interleave, spread, table
from benchmarks.stores import real_wiki

_READ = "import pathlib,sys; [p.read_bytes() for p in pathlib.Path(sys.argv[1]).rglob('*.mdx')]"

AIMS = {"import": 10.0, "scan": 1.5, "rescan": 0.2}
"""Wall seconds to stay under on two idle cores; peak memory under 300 MB."""


def run(repeats: int) -> None:
    """Each round starts from a fresh store."""
    data = real_wiki()
    if data is None:
        print("wiki: left out, the real wiki's data is not at hand\n")
        return
    work = Path(tempfile.mkdtemp(prefix="citewiki-bench-"))
    store = str(work / "store")

    def before(name: str) -> None:
        if name == "read the bytes":
            shutil.rmtree(store, ignore_errors=True)

    pages = str(data / "pages")
    on_store = [CITEWIKI, "--quiet", "--store", store, "--as", "bench"]
    sides = {
        "read the bytes": [sys.executable, "-c", _READ, pages],
        "init": [CITEWIKI, "init", store],
        "import": [*on_store, "import", "longterm-wiki", str(data)],
        "scan": [*on_store, "scan", pages],
        "rescan": [*on_store, "scan", pages],
    }
    try:
        runs = interleave(sides, repeats, before)
    finally:
        shutil.rmtree(work)
    rows = []
    for name, counted in runs.items():
        aim = AIMS.get(name)
        walls = [r.wall_s for r in counted]
        middle = sorted(walls)[len(walls) // 2]
        rows.append(
            (
                name,
                spread(walls),
                spread([r.cpu_s for r in counted]),
                f"{max(r.peak_mb for r in counted):.0f}",
                f"{middle / aim:.2f} of {aim:g} s" if aim else "",
            )
        )
    table(
        "The real wiki, each side a whole process",
        ("", "wall s", "CPU s", "peak MB", "of its aim"),
        rows,
    )
