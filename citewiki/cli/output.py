"""The one module that writes: data to stdout, narration and complaints to stderr."""

import io
import json
import os
import re
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from citewiki.domain.display import harmless, harmless_lines

# What JSON may hold as it stands, but a terminal or a reader would not show: DEL and C1 controls,
# bidi overrides and other format characters, lone surrogates.
_UNSEEN = re.compile(
    r"[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)


def ready() -> None:
    """Make the streams bear what we write: a closed one swallows it, and a character that its
    encoding lacks is spelled out, for that is no reason to fail."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 -- lives on
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 -- lives on
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def data(text: str) -> None:
    """A rendered card: to a file or pipe as it is, to a terminal harmless."""
    shown = harmless_lines(text) if sys.stdout.isatty() else text
    sys.stdout.write(shown if shown.endswith("\n") or not shown else f"{shown}\n")


def line(text: str = "") -> None:
    """One line, whatever it holds."""
    sys.stdout.write(f"{harmless(text)}\n")


def in_colour() -> bool:
    """Whether stdout takes colours and its reader wants them (no-color.org)."""
    dumb = os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not dumb


def painted(pieces: Iterable[tuple[str, str]]) -> None:
    """One line of (SGR parameters or "", text); plain where colours are not wanted."""
    colour = in_colour()
    for style, text in pieces:
        shown = harmless(text)
        sys.stdout.write(f"\x1b[{style}m{shown}\x1b[0m" if colour and style else shown)
    sys.stdout.write("\n")


def lines(text: str) -> None:
    """Several lines, whatever they hold."""
    sys.stdout.write(f"{harmless_lines(text)}\n")


class Listed(list[object]):
    """A list in a JSON document whose values come one after the other and are not held."""

    def __init__(self, values: Iterable[object]) -> None:
        super().__init__()
        self._values = iter(values)
        self._first = list(islice(self._values, 1))

    def __bool__(self) -> bool:
        return bool(self._first)

    def __iter__(self) -> Iterator[object]:
        return chain(self._first, self._values)


def document(value: Mapping[str, object] | Sequence[object]) -> None:
    """One JSON document; what a terminal could take for a command is escaped."""
    for piece in json.JSONEncoder(ensure_ascii=not _utf8(), indent=2).iterencode(value):
        sys.stdout.write(_UNSEEN.sub(_escaped, piece))
    sys.stdout.write("\n")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], wide: int = 0) -> None:
    """Columns side by side; the one numbered `wide` gives way to the terminal's width."""
    shown = [[harmless(cell) for cell in row] for row in rows]
    everything = [list(head), *shown]
    widths = [max(_width(row[i]) for row in everything) for i in range(len(head))]
    if sys.stdout.isatty():
        spare = _terminal_columns() - sum(widths) - 2 * (len(widths) - 1)
        widths[wide] = max(12, widths[wide] + min(0, spare))
    for row in everything:
        cells = [_fitted(cell, widths[i]) for i, cell in enumerate(row)]
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def complain(text: str) -> None:
    """The one line that says what could not be done."""
    sys.stderr.write(f"citewiki: {harmless(text)}\n")


def contrast(name: str, text: str) -> None:
    """One of two texts between which a person is to choose, whole, before the complaint."""
    lines = harmless_lines(text).splitlines() or ["(nothing)"]
    sys.stderr.write("".join(f"{line}\n" for line in (f"{name}:", *(f"  {x}" for x in lines))))


class Narration:
    """Implements `citewiki.ports.system.Narrator` on stderr: a bar on a terminal, notes
    anywhere."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not quiet
        self._last = 0.0
        self._drawn = False

    def progress(self, what: str, done: int, total: int | None, item: str = "") -> None:
        now = time.monotonic()
        if not self._live or (now - self._last < 0.1 and done != total):
            return
        self._last = now
        of = f"/{total}" if total is not None else ""
        text = f"{what} {done}{of}  {harmless(item)}"
        sys.stderr.write("\r\x1b[K" + _fitted(text, _terminal_columns() - 1).rstrip())
        sys.stderr.flush()
        self._drawn = True

    def note(self, text: str) -> None:
        if self._quiet:
            return
        self.done()
        sys.stderr.write(f"{harmless(text)}\n")

    def done(self) -> None:
        """Wipe the bar."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            self._drawn = False


def _escaped(found: re.Match[str]) -> str:
    return "\\u007f" if found[0] == "\x7f" else json.dumps(found[0])[1:-1]


def _terminal_columns() -> int:
    return shutil.get_terminal_size().columns


def _utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _fitted(text: str, width: int) -> str:
    while _width(text) > width:
        text = text[: min(len(text) - 2, width - 1)] + "…"
    return text + " " * (width - _width(text))
