"""What the terminal is measured beside: the smallest Textual app, cobib's TUI, fzf."""

import shutil
import sys
from pathlib import Path

HELLO = """
from textual.app import App
from textual.widgets import Footer, Static
class Hello(App):
    BINDINGS = [("j", "bell", "Sources")]
    def compose(self):
        yield Static("hello")
        yield Footer()
Hello().run()
"""

COBIB_ENTRIES = 1_000
COBIB_FIRST = f"key{COBIB_ENTRIES - 1:06d}".encode()
"""What its list begins with: the newest entry."""


def hello() -> list[str]:
    return [sys.executable, "-c", HELLO]


def cobib(folder: Path) -> list[str] | None:
    """cobib on a bibliography of its own; None where it is not installed."""
    program = shutil.which("cobib")
    if program is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    entries = (
        f"---\nkey{n:06d}:\n  ENTRYTYPE: article\n  author:\n  - first: Ada\n    last: Bench\n"
        f"  title: Alignment oversight policy {n}\n  year: 2020\n...\n"
        for n in range(COBIB_ENTRIES)
    )
    (folder / "database.yaml").write_text("".join(entries))
    (folder / "config.py").write_text(
        "from cobib.config import config\n"
        f"config.database.file = {str(folder / 'database.yaml')!r}\n"
        "config.database.git = False\n"
        f"config.logging.logfile = {str(folder / 'log')!r}\n"
        "config.logging.version = None\n"
    )
    return [program, "-c", str(folder / "config.py")]


def fzf(folder: Path, titles: list[str]) -> list[str] | None:
    """fzf over these lines; None where it is not installed."""
    if shutil.which("fzf") is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "titles").write_text("\n".join(titles))
    return ["sh", "-c", f"fzf < '{folder / 'titles'}'"]
