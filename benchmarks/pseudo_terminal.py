"""A program on a pseudo-terminal, and how long what it paints takes."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

from benchmarks.measure import AS_INSTALLED

COLUMNS, LINES = 120, 40

QUIET_S = 0.1
"""A frame is over when nothing more is painted for this long."""


LIST_BYTES = 3_000
"""A line of input, a counter and a scroll bar take fewer; a list painted anew takes more."""

COUNTED_S = 0.4
"""A filter is done when nothing more is painted for this long: its count is the last to come. The
caret blinks after half a second."""

BURST_S = 0.003
"""What is painted at once is read in pieces, one behind the other."""


class Terminal:
    """A program on a terminal of 120 by 40."""

    def __init__(self, argv: Sequence[str], more: Mapping[str, str] | None = None) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execvpe(argv[0], list(argv), {**AS_INSTALLED, **terminal, **(more or {})})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self, timeout_s: float) -> bytes:
        """What is painted next, or b"" where nothing is in time."""
        ready, _, _ = select.select([self.fd], [], [], timeout_s)
        try:
            return os.read(self.fd, 65536) if ready else b""
        except OSError:
            return b""

    def until(self, marker: bytes, timeout_s: float = 60) -> float:
        """Seconds from the start until the marker was painted."""
        seen = b""
        while marker not in seen:
            chunk = self.read(timeout_s)
            if not chunk:
                raise RuntimeError(f"{marker!r} was not painted; the last was {seen[-300:]!r}")
            seen += chunk
        return time.perf_counter() - self.started

    def settle(self, quiet_s: float = QUIET_S) -> None:
        while self.read(quiet_s):
            pass

    def send(self, sent: bytes) -> None:
        """A key that is not measured, and may paint nothing."""
        os.write(self.fd, sent)
        self.settle(5 * QUIET_S)

    def list_after(self, letter: bytes) -> tuple[float, float]:
        """Milliseconds from a letter to the lines that it leaves, and to the last byte: how many
        there are in all may be painted later. The lines are the last burst in which more is
        painted than a letter, a counter or a scroll bar takes; without one, the last byte."""
        start = last = time.perf_counter()
        os.write(self.fd, letter)
        lines, burst = None, 0
        while chunk := self.read(COUNTED_S if last > start else 10):
            now = time.perf_counter()
            burst = burst + len(chunk) if now - last < BURST_S else len(chunk)
            last = now
            if burst > LIST_BYTES:
                lines = now
        return ((lines or last) - start) * 1000, (last - start) * 1000

    def key(self, sent: bytes, marker: bytes = b"") -> tuple[float, float]:
        """Milliseconds from a key to the first byte painted for it that has the marker, and to
        the last. The screen has to be at rest, as it is after another key."""
        start = time.perf_counter()
        os.write(self.fd, sent)
        seen = self.read(10)
        while seen and marker not in seen:
            chunk = self.read(10)
            seen = seen + chunk if chunk else b""
        if not seen:
            raise RuntimeError(f"nothing was painted for {sent!r}")
        first = last = time.perf_counter()
        while self.read(QUIET_S):
            last = time.perf_counter()
        return (first - start) * 1000, (last - start) * 1000

    def cpu_s(self) -> float:
        """Seconds that its threads have computed."""
        threads = f"/proc/{self.pid}/task"
        taken = 0
        for thread in os.listdir(threads):
            with open(f"{threads}/{thread}/schedstat") as file:
                taken += int(file.read().split()[0])
        return taken / 1e9
