"""What every command gets: where the store is, who is asking, and how to open it.

The composition root is imported where a store is asked for: `--help` and `--version` want none
and would wait twice as long. For the same reason each command's module imports its use cases
inside the command.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citewiki.cli import output
from citewiki.domain.errors import UsageError
from citewiki.domain.times import parse_iso

if TYPE_CHECKING:
    from citewiki.config import Settings
    from citewiki.ports import Ports


@dataclass(frozen=True, slots=True)
class Context:
    """The global options."""

    named_store: str | None
    named_editor: str | None
    quiet: bool

    @property
    def store(self) -> Path:
        from citewiki.wiring import find_store

        return find_store(self.named_store, Path.cwd())

    @property
    def settings(self) -> "Settings":
        from citewiki.config import load

        return load(self.store, os.environ)

    @property
    def editor(self) -> str | None:
        """--as, else $CITEWIKI_EDITOR, else git's user.name, else None."""
        name = self.named_editor or os.environ.get("CITEWIKI_EDITOR")
        return name.strip() or None if name else _git_name()

    def narration(self) -> output.Narration:
        return output.Narration(self.quiet)

    @contextmanager
    def open(self, *, read_only: bool = False) -> "Iterator[Ports]":
        """The open store; the progress bar is wiped when the block ends."""
        from citewiki.wiring import open_store

        narration = self.narration()
        try:
            # What only looks at the store reads no document, and needs no settings to do it.
            ocr = "" if read_only else self.settings.ocr
            with open_store(self.store, narration, read_only=read_only, ocr=ocr) as ports:
                yield ports
        finally:
            narration.done()


pass_context = click.make_pass_decorator(Context)

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


def examples(*lines: str) -> str:
    """An epilog of examples, one a line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def time_of(text: str) -> datetime:
    """A time or a day as an editor writes it. Raises UsageError."""
    try:
        return parse_iso(text)
    except ValueError:
        raise UsageError(f"{text!r} is no time; give one like 2026-03-15T08:30") from None


def _git_name() -> str | None:
    try:
        found = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 -- the user's own git
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip() or None
