"""Running a side as a child process, and printing what it took beside the others."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CITEWIKI = str(Path(sys.executable).with_name("citewiki"))

AS_INSTALLED = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
"""The environment of a side: an installed program is compiled, and where Python may not keep what
it compiles, a checkout is compiled anew at every start, which no peer in site-packages is."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a child: wall and CPU seconds, and its peak resident memory in MB."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def child(argv: Sequence[str]) -> Run:
    """Run a command to its end, its output dropped; raises where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        argv, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=AS_INSTALLED
    )
    assert process.stderr is not None
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(argv)} exited {process.returncode}: {message.decode()}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def interleave(
    sides: Mapping[str, Sequence[str]],
    repeats: int,
    before: Callable[[str], None] = lambda _name: None,
) -> dict[str, list[Run]]:
    """Warm each side up once, then run them in turn (A B C A B C …); the counted runs by name."""
    runs: dict[str, list[Run]] = {name: [] for name in sides}
    for round_ in range(repeats + 1):
        for name, argv in sides.items():
            before(name)
            run = child(argv)
            if round_:
                runs[name].append(run)
    return runs


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: first column left, the others right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    print(title)
    for row in (head, *rows):
        cells = [
            row[0].ljust(widths[0]),
            *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)),
        ]
        print("  " + "  ".join(cells))
    print()


def spread(values: Sequence[float], unit: float = 1.0, digits: int = 2) -> str:
    """Median and range, e.g. "1.20 (1.10-1.40)"."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle * unit:.{digits}f} ({low * unit:.{digits}f}-{high * unit:.{digits}f})"
