"""Run the benchmarks, all or some, and print tables of ratios."""

import argparse
import ast
import platform
import sqlite3
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

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
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog="benchmarks:\n" + "\n".join(f"  {name:17} {_about(name)}" for name in BENCHMARKS),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="BENCHMARK", type=_known, help="default: all")
    parser.add_argument("--repeats", type=int, default=5, help="counted runs of each side")
    parser.add_argument("--sources", type=int, default=5_000, help="of the fetching benchmark")
    parser.add_argument("--pages", type=int, default=0, help="one more size of large_wiki")
    parser.add_argument("--sizes", type=_sizes, help="of the terminal's stores: 6000,1000000")
    parser.add_argument("--keep", type=Path, help="a folder for the terminal's stores, used again")
    options = parser.parse_args()
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("textual", "sqlmodel", "pyromark", "httpx")
    )
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}")
    print("Machines are shared: read the ratios, not the times.\n")
    for name in options.names or BENCHMARKS:
        asked = {
            "fetching": {"sources": options.sources},
            "large_wiki": {"pages": options.pages},
            "terminal": {"sizes": options.sizes, "keep": options.keep},
        }
        more = {key: value for key, value in asked.get(name, {}).items() if value is not None}
        import_module(f"benchmarks.{name}").run(options.repeats, **more)
    return 0


def _known(name: str) -> str:
    if name not in BENCHMARKS:
        raise argparse.ArgumentTypeError(f"there is no {name!r}; --help lists the benchmarks")
    return name


def _about(name: str) -> str:
    """The first sentence of a benchmark's docstring, read without importing it."""
    source = Path(__file__).with_name(f"{name}.py").read_text("utf-8")
    said = " ".join((ast.get_docstring(ast.parse(source)) or "").split())
    return said.split(". ")[0].rstrip(".") + "."


def _sizes(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
