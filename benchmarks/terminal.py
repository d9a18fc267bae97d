"""First frame and key latency of the editors' terminal in a real pty, beside a hello app, cobib's
TUI and fzf where they are installed."""

import statistics
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import terminal_peers as peers
from benchmarks.large_stores import LONG_TITLE, grown
from benchmarks.measure import CITEWIKI, spread, table
from benchmarks.pseudo_terminal import Terminal

SIZES = (6_000, 100_000)

DOWN, PAGE_DOWN, ENTER, ESCAPE = b"\x1b[B", b"\x1b[6~", b"\r", b"\x1b"
DOWNS, PAGES = 40, 20
TYPED = ("policy", "oversight", "host12")

QUEUES, COUNTED = b"unrated", b"due tonight"
"""What home shows first, and once it has counted; every source of such a store is due."""

GOALS = """\
Goals: first frame 1.5x; p95 of down 16, page 50, search 50 to its last byte and ahead of fzf over
titles; text 100; block 30. A filter's lines are painted first, then how many there are in all."""


@dataclass(slots=True)
class Start:
    """Milliseconds of wall clock, and of computing, to a frame."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Keys:
    """Milliseconds from a key to its first painted byte; from a letter of a filter to the lines
    that it leaves, and of a filter or a search to the last byte painted for it; from the key that
    opens a text of a megabyte to its lines; and the longest block of the event loop, in wall clock
    and in computing."""

    down: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    filtered: list[float] = field(default_factory=list)
    searched: list[float] = field(default_factory=list)
    card: list[float] = field(default_factory=list)
    text: list[float] = field(default_factory=list)
    block: tuple[str, ...] = ()


def run(repeats: int, sizes: Sequence[int] = SIZES, keep: Path | None = None) -> None:
    """`keep` is a folder whose stores are used again; else they are made anew, in a minute for a
    hundred thousand sources."""
    with tempfile.TemporaryDirectory(prefix="citewiki-bench-") as made:
        work = Path(made)
        stores = {size: grown((keep or work) / f"{size}", size) for size in sizes}
        _starts(repeats, work, stores)
        _keys(work, stores)
    print(GOALS)


def _starts(repeats: int, work: Path, stores: dict[int, Path]) -> None:
    sides = {"hello app": (peers.hello(), b"hello")}
    for size, store in stores.items():
        argv = [CITEWIKI, "--store", str(store), "--as", "bench", "tui"]
        sides[f"{size:,}: queues"] = (argv, QUEUES)
        sides[f"{size:,}: queues, counted"] = (argv, COUNTED)
        sides[f"{size:,}: sources"] = ([*argv, "--screen", "sources"], LONG_TITLE.encode())
    if (cobib := peers.cobib(work / "cobib")) is not None:
        sides[f"cobib, {peers.COBIB_ENTRIES:,} entries"] = (cobib, peers.COBIB_FIRST)
    starts = {name: Start() for name in sides}
    for round_ in range(repeats + 1):
        for name, (argv, marker) in sides.items():
            with Terminal(argv) as terminal:
                wall, cpu = terminal.until(marker) * 1000, terminal.cpu_s() * 1000
            if round_:
                starts[name].wall.append(wall)
                starts[name].cpu.append(cpu)
    floor = starts["hello app"]
    rows = [
        (
            name,
            spread(one.wall, 1, 0),
            f"{statistics.median(one.wall) / statistics.median(floor.wall):.2f}x",
            spread(one.cpu, 1, 0),
            f"{statistics.median(one.cpu) / statistics.median(floor.cpu):.2f}x",
        )
        for name, one in starts.items()
    ]
    head = ("", "first frame ms", "of hello", "of them computing", "of hello")
    table("The terminal's start, in a pty of 120x40", head, rows)


def _keys(work: Path, stores: dict[int, Path]) -> None:
    sides = {f"{size:,} sources": _of_list(store, work) for size, store in stores.items()}
    for size, store in stores.items():
        sides[f"{size:,}: queues while they are counted"] = _of_home(store)
        if (found := _of_fzf(store, work)) is not None:
            sides[f"fzf, {size:,} titles"] = found
    if (argv := peers.cobib(work / "cobib")) is not None:
        sides[f"cobib, {peers.COBIB_ENTRIES:,} entries"] = _of_cobib(argv)
    rows = [
        (
            name,
            *map(_p50_p95, (one.down, one.page, one.lines, one.filtered, one.searched)),
            *map(_middle, (one.card, one.text)),
            " / ".join(one.block[:2]) or "-",
        )
        for name, one in sides.items()
    ]
    head = (
        *("", "down p50/p95 ms", "page", "filter: lines", "all", "search: all"),
        *("card", "1 MB text"),
        "longest block wall/computing",
    )
    table("The terminal's keys, in a pty of 120x40", head, rows)
    for name, one in sides.items():
        if one.block:
            print(f"  longest block, {name}: {one.block[2]}")


def _of_list(store: Path, work: Path) -> Keys:
    into, watch = Keys(), work / "watch"
    argv = [sys.executable, "-m", "benchmarks.loop_watch", "--store", str(store), "--as", "bench"]
    with Terminal([*argv, "tui", "--screen", "sources"], {"LOOP_WATCH": str(watch)}) as terminal:
        terminal.until(LONG_TITLE.encode())
        terminal.settle(1)  # what keys open is loaded
        into.down = [terminal.key(DOWN)[0] for _ in range(DOWNS)]
        into.page = [terminal.key(PAGE_DOWN)[0] for _ in range(PAGES)]
        for words in TYPED:
            terminal.send(b"/")
            _filter(terminal, words, into)
            terminal.send(ESCAPE)
        for words in TYPED:
            terminal.send(b"f")
            into.searched += [terminal.list_after(letter.encode())[1] for letter in words]
            terminal.send(ESCAPE)
        for _ in range(5):
            terminal.send(b"g")
            into.card.append(terminal.key(ENTER, b"Credibility")[0])
            into.text.append(terminal.key(b"2")[1])
            terminal.send(b"q")
    with suppress(OSError):
        into.block = tuple(watch.read_text().split(" ", 2))
    return into


def _of_home(store: Path) -> Keys:
    into = Keys()
    with Terminal([CITEWIKI, "--store", str(store), "--as", "bench", "tui"]) as terminal:
        terminal.until(COUNTED)
        for key in (DOWN, b"k") * (DOWNS // 4):
            into.down.append(terminal.key(key)[0])
    return into


def _of_fzf(store: Path, work: Path) -> Keys | None:
    import sqlite3

    with sqlite3.connect(store / "citewiki.db") as connection:
        titles = [row[0] for row in connection.execute("SELECT title FROM source ORDER BY key")]
    argv = peers.fzf(work / "fzf", titles)
    if argv is None:
        return None
    into = Keys()
    with Terminal(argv) as terminal:
        terminal.settle(2)
        into.down = [terminal.key(b"\x10")[0] for _ in range(DOWNS)]  # Ctrl+P: up, in its order
        for words in TYPED[:2]:
            _filter(terminal, words, into)
            terminal.send(b"\x15")
    return into


def _filter(terminal: Terminal, words: str, into: Keys) -> None:
    for letter in words:
        lines, all_ = terminal.list_after(letter.encode())
        into.lines.append(lines)
        into.filtered.append(all_)


def _of_cobib(argv: list[str]) -> Keys:
    into = Keys()
    with Terminal(argv) as terminal:
        terminal.until(peers.COBIB_FIRST)
        terminal.settle(1)
        into.down = [terminal.key(DOWN)[0] for _ in range(DOWNS)]
        into.page = [terminal.key(PAGE_DOWN)[0] for _ in range(PAGES)]
    return into


def _p50_p95(values: Sequence[float]) -> str:
    if not values:
        return "-"
    order = sorted(values)
    return f"{statistics.median(order):.1f} / {order[int(0.95 * (len(order) - 1))]:.1f}"


def _middle(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.0f}" if values else "-"
