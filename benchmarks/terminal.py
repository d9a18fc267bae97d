"""First frame and key latency of the editors' terminal in a real pty, beside a hello app."""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import AS_INSTALLED, CITEWIKI, spread, table
from benchmarks.stores import synthetic

SIZES = (600, 6_000, 60_000)

_HELLO = """
from textual.app import App
from textual.widgets import Footer, Static
class Hello(App):
    BINDINGS = [("j", "bell", "Sources")]
    def compose(self):
        yield Static("hello")
        yield Footer()
Hello().run()
"""

_DOWN, _PAGE_DOWN, _FILTER = b"\x1b[B", b"\x1b[6~", b"/"
_FIRST_TITLE = b"Agent"
"""How the first title begins, by title, among those of `stores.synthetic`."""

_QUEUES, _COUNTED = b"unrated", b"due tonight"
"""What home shows first, and once it has counted; every source of such a store is due."""

_QUIET_S = 0.12
"""A frame is over when nothing more is painted for this long."""


@dataclass(slots=True)
class Timing:
    """Milliseconds: to the first frame that shows sources; from a key to its first painted byte;
    from a letter of a filter to the last byte of the list that it leaves."""

    first_frame: list[float] = field(default_factory=list)
    down: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    echo: list[float] = field(default_factory=list)
    filtered: list[float] = field(default_factory=list)


class Terminal:
    """A program on a pseudo-terminal of 120 by 40."""

    def __init__(self, argv: Sequence[str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execvpe(argv[0], list(argv), {**AS_INSTALLED, **terminal})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read(self, timeout_s: float) -> bytes:
        """What is painted next, or b"" where nothing is in time."""
        ready, _, _ = select.select([self.fd], [], [], timeout_s)
        try:
            return os.read(self.fd, 65536) if ready else b""
        except OSError:
            return b""

    def until(self, marker: bytes, timeout_s: float = 30) -> float:
        """Seconds from the start until the marker was painted."""
        seen = b""
        while marker not in seen:
            chunk = self.read(timeout_s)
            if not chunk:
                raise RuntimeError(f"{marker!r} was not painted; the last was {seen[-300:]!r}")
            seen += chunk
        return time.perf_counter() - self.started

    def settle(self) -> None:
        while self.read(_QUIET_S):
            pass

    def key(self, sent: bytes) -> tuple[float, float]:
        """Milliseconds from a key to the first and to the last byte painted for it."""
        self.settle()
        start = time.perf_counter()
        os.write(self.fd, sent)
        if not self.read(5):
            raise RuntimeError(f"nothing was painted for {sent!r}")
        first = last = time.perf_counter()
        while self.read(_QUIET_S):
            last = time.perf_counter()
        return (first - start) * 1000, (last - start) * 1000

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def run(repeats: int) -> None:
    """The hello app's first frame is the floor; the terminal's is its multiple."""
    with tempfile.TemporaryDirectory(prefix="citewiki-bench-") as work:
        sides: dict[str, tuple[list[str], bytes]] = {
            "hello app": ([sys.executable, "-c", _HELLO], b"hello")
        }
        for size in SIZES:
            store = synthetic(Path(work) / str(size), size)
            argv = [CITEWIKI, "--store", str(store), "--as", "bench", "tui"]
            sides[f"{size:,} sources"] = ([*argv, "--screen", "sources"], _FIRST_TITLE)
            sides[f"{size:,} sources, queues"] = (argv, _QUEUES)
            sides[f"{size:,} sources, their counts"] = (argv, _COUNTED)
        timings = {name: Timing() for name in sides}
        for round_ in range(repeats + 1):
            for name, (argv, marker) in sides.items():
                _once(argv, marker, timings[name] if round_ else Timing())
    floor = statistics.median(timings["hello app"].first_frame)
    rows = [
        (
            name,
            spread(t.first_frame, 1, 0),
            f"{statistics.median(t.first_frame) / floor:.2f}x",
            _p50_p95(t.down),
            _p50_p95(t.page),
            _p50_p95(t.echo),
            _p50_p95(t.filtered),
        )
        for name, t in timings.items()
    ]
    head = ("", "first frame ms", "of hello", "down p50/p95 ms", "page", "letter", "filtered")
    table("The terminal, in a pty of 120x40", head, rows)


def _once(argv: Sequence[str], marker: bytes, into: Timing) -> None:
    terminal = Terminal(argv)
    try:
        into.first_frame.append(terminal.until(marker) * 1000)
        if marker == _COUNTED or marker == b"hello":
            return
        steps = 8 if marker == _QUEUES else 20  # home has ten lines
        into.down.extend(terminal.key(_DOWN)[0] for _ in range(steps))
        if marker == _QUEUES:
            return
        into.page.extend(terminal.key(_PAGE_DOWN)[0] for _ in range(10))
        terminal.key(_FILTER)
        for letter in b"policy":
            first, last = terminal.key(bytes([letter]))
            into.echo.append(first)
            into.filtered.append(last)
    finally:
        terminal.close()


def _p50_p95(values: Sequence[float]) -> str:
    if not values:
        return "-"
    order = sorted(values)
    return f"{statistics.median(order):.1f} / {order[int(0.95 * (len(order) - 1))]:.1f}"
