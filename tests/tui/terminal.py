"""`citewiki tui` in a process of its own, and what it sends: on a real pseudo-terminal, and as
textual-serve starts it behind a page."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from textual.color import Color

from tui.themes import DARK

PATIENCE_S = 60

QUIET_S = 0.06
"""A screen is whole when nothing more came for so long."""

_RUN = """
import sys
if sys.argv[1] == "open":
    import citewiki.domain.display as door
    door.harmless = door.harmless_lines = lambda text: text
from citewiki.cli.main import main
sys.argv = ["citewiki", "--store", sys.argv[2], "--as", "Ada", "tui", "--screen", "sources"]
sys.exit(main())
"""


def _inherited() -> dict[str, str]:
    """Without the size that who runs the tests has set (pytest-xdist does): it would win."""
    sizes = ("COLUMNS", "LINES")
    return {name: value for name, value in os.environ.items() if name not in sizes}


class Running:
    """The program, running; `sent` is all that came out."""

    def __init__(
        self, store: Path, door: bool, inside: tuple[int, int, int], own: Mapping[str, str]
    ) -> None:
        """`inside`: what it has as standard input, output and errors; closed here."""
        self.sent = b""
        self._in = self._out = -1
        stdin, stdout, stderr = inside
        self._process = subprocess.Popen(
            [sys.executable, "-c", _RUN, "shut" if door else "open", str(store)],
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            env={**_inherited(), **own},
            start_new_session=True,
        )
        for fd in {*inside}:
            os.close(fd)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._close()

    def _close(self) -> None:
        for fd in {self._in, self._out} - {-1}:
            os.close(fd)
        self._in = self._out = -1

    def _write(self, keys: str) -> None:
        os.write(self._in, keys.encode())

    def press(self, keys: str, painted: str = "") -> None:
        """Send keys once the screen is at rest, and wait until these words are painted for them:
        words that stood nowhere before, for a screen at rest is a guess."""
        self._settle()
        seen = len(self.sent)
        self._write(keys)
        self.wait_for(painted, seen)

    def wait_for(self, painted: str, since: int = 0) -> None:
        """Read on until these words were painted; fails where they are not in time."""
        until = time.monotonic() + PATIENCE_S
        while painted.encode() not in self.sent[since:]:
            ready, _, _ = select.select([self._out], [], [], max(0, until - time.monotonic()))
            came = os.read(self._out, 65536) if ready else b""
            assert came, f"{painted!r} was not painted; the last was {self.sent[-400:]!r}"
            self.sent += came

    def _settle(self) -> None:
        while select.select([self._out], [], [], QUIET_S)[0] and (came := self._read()):
            self.sent += came

    def _read(self) -> bytes:
        """What has come; nothing where the other end is closed."""
        try:
            return os.read(self._out, 65536)
        except OSError:  # so a pseudo-terminal tells of it
            return b""

    def signal(self, number: int) -> int:
        """Send the program a signal that ends it; its exit code."""
        self._process.send_signal(number)
        return self._process.wait(PATIENCE_S)

    def lose(self) -> int:
        """Whoever held the other end goes away, as a closed window or a killed server does; the
        program's exit code."""
        self._close()
        return self._process.wait(PATIENCE_S)

    def _read_to_the_end(self) -> int:
        while select.select([self._out], [], [], PATIENCE_S)[0] and (came := self._read()):
            self.sent += came
        return self._process.wait(PATIENCE_S)


class PseudoTerminal(Running):
    """The program on a terminal of so many columns and lines."""

    def __init__(
        self, store: Path, *, door: bool = True, columns: int = 100, lines: int = 30
    ) -> None:
        outside, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "ESCDELAY": "5"}
        super().__init__(store, door, (inside, inside, inside), terminal)
        self._in = self._out = outside

    def close_dialog(self) -> None:
        """Press Esc, and wait until what lay behind the dialog is painted without its shade."""
        red, green, blue = Color.parse(DARK.accent or "").rgb
        self.press("\x1b", f";{red};{green};{blue};")

    def leave(self, key: str) -> int:
        """Press what leaves the program, read to its end; its exit code."""
        self._settle()
        self._write(key)
        return self._read_to_the_end()


class Page(Running):
    """The program behind a page, spoken to in packets as textual-serve does."""

    def __init__(self, store: Path, *, columns: int = 100, lines: int = 30) -> None:
        (read_in, write_in), (read_out, write_out) = os.pipe(), os.pipe()
        served = {
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "COLUMNS": str(columns),
            "ROWS": str(lines),
        }
        errors = os.open(os.devnull, os.O_WRONLY)
        super().__init__(store, True, (read_in, write_out, errors), served)
        self._in, self._out = write_in, read_out

    def _write(self, keys: str) -> None:
        self._packet(b"D", keys.encode())

    def _packet(self, kind: bytes, what: bytes) -> None:
        os.write(self._in, kind + len(what).to_bytes(4, "big") + what)

    def type(self, keys: str) -> None:
        """Send keys, and don't wait for what becomes of them."""
        self._write(keys)

    def close(self) -> int:
        """The page is closed or loaded again: the server says so, and reads on to the program's
        end; its exit code."""
        self._packet(b"M", b'{"type": "quit"}')
        return self._read_to_the_end()
