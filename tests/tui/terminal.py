"""`citewiki tui` in a process of its own on a real pseudo-terminal, and what it sends there."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

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


class PseudoTerminal:
    """The program on a terminal of so many columns and lines; `sent` is all that came out."""

    def __init__(
        self, store: Path, *, door: bool = True, columns: int = 100, lines: int = 30
    ) -> None:
        self.sent = b""
        self._fd, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-c", _RUN, "shut" if door else "open", str(store)],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env={
                **_inherited(),
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "ESCDELAY": "5",
            },
            start_new_session=True,
        )
        os.close(inside)

    def __enter__(self) -> "PseudoTerminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        if self._fd >= 0:
            os.close(self._fd)

    def press(self, keys: str, painted: str = "") -> None:
        """Send keys once the screen is at rest, and wait until these words are painted for them:
        words that stood nowhere before, for a screen at rest is a guess."""
        self._settle()
        seen = len(self.sent)
        os.write(self._fd, keys.encode())
        self.wait_for(painted, seen)

    def close_dialog(self) -> None:
        """Press Esc, and wait until what lay behind the dialog is painted without its shade."""
        red, green, blue = Color.parse(DARK.accent or "").rgb
        self.press("\x1b", f";{red};{green};{blue};")

    def wait_for(self, painted: str, since: int = 0) -> None:
        """Read on until these words were painted; fails where they are not in time."""
        until = time.monotonic() + PATIENCE_S
        while painted.encode() not in self.sent[since:]:
            ready, _, _ = select.select([self._fd], [], [], max(0, until - time.monotonic()))
            assert ready, f"{painted!r} was not painted; the last was {self.sent[-400:]!r}"
            self.sent += os.read(self._fd, 65536)

    def _settle(self) -> None:
        while select.select([self._fd], [], [], QUIET_S)[0]:
            self.sent += os.read(self._fd, 65536)

    def signal(self, number: int) -> int:
        """Send the program a signal that ends it; its exit code."""
        self._process.send_signal(number)
        return self._process.wait(PATIENCE_S)

    def lose(self) -> int:
        """The terminal goes away, as with a closed window; the program's exit code."""
        os.close(self._fd)
        self._fd = -1
        return self._process.wait(PATIENCE_S)

    def leave(self, key: str) -> int:
        """Press what leaves the program, read to its end; its exit code."""
        self._settle()
        os.write(self._fd, key.encode())
        while select.select([self._fd], [], [], PATIENCE_S)[0]:
            try:
                self.sent += os.read(self._fd, 65536)
            except OSError:  # the other end is closed
                break
        return self._process.wait(PATIENCE_S)
