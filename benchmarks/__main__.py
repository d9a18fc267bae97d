"""Run the benchmarks: all of them, or the ones named (`python -m benchmarks cold_start`)."""

import argparse
import platform
import sqlite3
import sys
from importlib.metadata import version

from benchmarks import (
    cold_start,
    differences,
    hostile_web,
    kills,
    metadata,
    terminal,
    type_guess,
    wiki,
)

BENCHMARKS = {
    "wiki": wiki.run,
    "cold_start": cold_start.run,
    "terminal": terminal.run,
    "differences": differences.run,
    "hostile_web": hostile_web.run,
    "kills": kills.run,
    "metadata": metadata.run,
    "type_guess": type_guess.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS], help="which; default all")
    parser.add_argument("--repeats", type=int, default=5, help="counted runs of each side")
    options = parser.parse_args()
    libraries = ", ".join(f"{name} {version(name)}" for name in ("textual", "sqlmodel", "pyromark"))
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}")
    print("Machines are shared: read the ratios, not the times.\n")
    for name in options.names or BENCHMARKS:
        BENCHMARKS[name](options.repeats)
    return 0


if __name__ == "__main__":
    sys.exit(main())
