"""Documents a second through the jail's two workers, against the same reader in one process.

Every document costs the jail a process: some 4 ms, and a page fault for each page of memory that
the reading touches first (2,000 for a page of news). The aim is that two cores still do 1.6 times
what one process does on one. Beside it stands what two plain processes do, which share the pages
out between them and nothing else: the machine's own ceiling.
"""

import os
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import pages
from benchmarks.measure import spread, table
from benchmarks.stores import real_html
from sources.extract import reader
from sources.extract.jail import JailedExtractor

AIM = 1.6
_WORKERS = 2
_HTML = 100  # pages of each corpus, at most

Document = tuple[bytes, str, str | None]
"""Body, media type, address."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One reading of every document: wall seconds, and CPU seconds of all processes."""

    wall_s: float
    cpu_s: float


def run(repeats: int) -> None:
    """`repeats` alternating passes of each side, after one that is not counted."""
    root = real_html()
    if root is None:
        print("throughput: left out, the corpora are not at hand\n")
        return
    sets: dict[str, list[Document]] = {"news": [], "wcxb": []}
    for page in pages(root):
        if len(sets[page.corpus]) < _HTML:
            sets[page.corpus].append((page.body, "text/html", page.url))
    sets["pdfs"] = [
        (path.read_bytes(), "application/pdf", None)
        for path in sorted((root.parent / "pdfs").glob("*.pdf"))
    ]
    rows = [_row(name, documents, repeats) for name, documents in sets.items() if documents]
    table(
        f"Jail with {_WORKERS} workers on {len(os.sched_getaffinity(0))} cores: documents a second "
        f"as multiples of one process (aim {AIM}), CPU ms a document",
        ("", "number", "one, 1/s", "two plain", "jailed", "CPU one", "two plain", "jailed"),
        rows,
    )
    print("  Where other work shares the cores, read CPU: jailed / one bounds the ratio.\n")


def _row(name: str, documents: Sequence[Document], repeats: int) -> tuple[str, ...]:
    one: list[Pass] = []
    two: list[Pass] = []
    jailed: list[Pass] = []
    with JailedExtractor() as jail, ThreadPoolExecutor(_WORKERS) as pool:
        jail.extract(*documents[0])  # its server is up

        def in_jail() -> None:
            for _ in pool.map(lambda document: jail.extract(*document), documents):
                pass

        sides = (
            (one, lambda: _processes(documents, 1)),
            (two, lambda: _processes(documents, _WORKERS)),
            (jailed, in_jail),
        )
        for round_ in range(repeats + 1):
            for side, read in sides:
                done = _pass(read, jail)
                if round_:
                    side.append(done)
    number = len(documents)
    return (
        name,
        f"{number}",
        f"{number / statistics.median(each.wall_s for each in one):.1f}",
        *(
            spread([a.wall_s / b.wall_s for a, b in zip(one, side, strict=True)])
            for side in (two, jailed)
        ),
        *(
            f"{1000 * statistics.median(each.cpu_s for each in side) / number:.1f}"
            for side in (one, two, jailed)
        ),
    )


def _processes(documents: Sequence[Document], count: int) -> None:
    """Read them in so many children of this process, each its share one after the other."""
    children = []
    for share in range(count):
        child = os.fork()
        if child == 0:
            for document in documents[share::count]:
                reader.read(*document)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def _pass(read: Callable[[], None], jail: JailedExtractor) -> Pass:
    cpu, start = _cpu_s(jail), time.perf_counter()
    read()
    return Pass(time.perf_counter() - start, _cpu_s(jail) - cpu)


def _cpu_s(jail: JailedExtractor) -> float:
    """CPU seconds of this process and its children, of the jail's servers and the servers'."""
    waited = resource.getrusage(resource.RUSAGE_CHILDREN)
    ours = time.process_time() + waited.ru_utime + waited.ru_stime
    # proc(5): utime, stime, cutime and cstime are fields 14 to 17; the name may hold spaces.
    for server in jail._servers.values():
        fields = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
        ours += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return ours
