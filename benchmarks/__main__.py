"""Run the benchmarks, all or some, and print tables of ratios."""

import argparse
import platform
import sqlite3
import sys
from importlib import import_module
from importlib.metadata import version

BENCHMARKS = (
    "wiki",
    "large_wiki",
    "cold_start",
    "terminal",
    "fetching",
    "fetching_growth",
    "differences",
    "hostile_web",
    "kills",
    "editors",
    "extraction",
    "throughput",
    "pdf",
    "hostile_pages",
    "hostile_pdf",
    "hostile_html",
    "venues",
    "metadata",
    "type_guess",
)
"""Modules of this package with a `run(repeats)`. Each is imported when its turn comes: a process is
charged its parent's memory, so the one that measures has to stay small."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS], help="which; default all")
    parser.add_argument("--repeats", type=int, default=5, help="counted runs of each side")
    parser.add_argument("--sources", type=int, default=5_000, help="of the fetching benchmark")
    parser.add_argument("--pages", type=int, default=0, help="one more size of large_wiki")
    options = parser.parse_args()
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("textual", "sqlmodel", "pyromark", "httpx")
    )
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}")
    print("Machines are shared: read the ratios, not the times.\n")
    for name in options.names or BENCHMARKS:
        asked = {"fetching": {"sources": options.sources}, "large_wiki": {"pages": options.pages}}
        more = asked.get(name, {})
        import_module(f"benchmarks.{name}").run(options.repeats, **more)
    return 0


if __name__ == "__main__":
    sys.exit(main())
