"""Hostile text through a real pseudo-terminal: what goes out is painting, and nothing else."""

from pathlib import Path

from citewiki.domain.sources import Field
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate
from citewiki.usecases.editing import edit
from citewiki.usecases.rating import rate
from tests.tui.desk import id_of, keep_citation, keep_sources, keep_text
from tests.tui.terminal import PseudoTerminal

TITLES = [
    "a [00] [/] b",
    "[@click=app.quit]x[/]",
    "clip \x1b]52;c;cHduZWQ=\x07 board",
    "name \x1b]0;pwned\x1b\\ of the window",
    "wipe \x1b[2J\x1b[H\x1b[31337;1H it",
    "eight bits \x9b2J\x9d0;x\x9c",
    "told \x05\x07\x08\x0e\x7f",
    "back \u202egnp.exe\u2066",
]
WORST = "".join(TITLES)


def hostile_store(ports: Ports) -> None:
    """Sources with these titles; one more has it in every field, its text, notes and claims."""
    keep_sources(ports, [*TITLES, WORST])
    keep_text(ports, WORST, f"quoted {WORST}\n{WORST}")
    keep_citation(ports, WORST)
    source_id = id_of(WORST)
    rate(ports, source_id, 2, WORST, "Grace")
    fields = dict.fromkeys((Field.ABSTRACT, Field.SUMMARY, Field.CONTEXT_NOTE), WORST)
    edit(ports, source_id, {**fields, Field.KEY_POINTS: (WORST,), Field.TAGS: (WORST,)}, "Grace")
    annotate(ports, source_id, "quoted", WORST, "Grace")


def walk(terminal: PseudoTerminal) -> None:
    """Every screen that shows what came from outside."""
    terminal.wait_for("[@click=app.quit]")
    terminal.press("/", "To the list")
    terminal.press("wipe clip", "1 of 1")
    terminal.press("\r", "Open")
    terminal.press("\r", "Credibility")
    terminal.press("G", "Stable ID")
    terminal.press("2", "quoted")
    terminal.press("3", "line 7")
    terminal.press("4", "Grace")
    for key, words in {"r": "Inherit", "e": "importance", "m": "needs-work", "o": "copies"}.items():
        terminal.press(key, words)
        terminal.close_dialog()
    terminal.press("2vv\x1b[Ca", "What is to be said")
    terminal.close_dialog()


def test_no_control_byte_goes_out(ports: Ports, store_folder: Path) -> None:
    hostile_store(ports)
    with PseudoTerminal(store_folder) as terminal:
        walk(terminal)
        terminal.press("q", "Search")
        assert terminal.leave("q") == 0
        assert terminal.foreign == []


def test_the_check_sees_a_door_that_stands_open(ports: Ports, store_folder: Path) -> None:
    hostile_store(ports)
    with PseudoTerminal(store_folder, door=False) as terminal:
        terminal.wait_for("52;c;")
        assert any(b"52;c;" in sent for sent in terminal.foreign)


def test_a_lost_terminal_ends_the_program_and_keeps_the_draft(
    ports: Ports, store_folder: Path
) -> None:
    keep_sources(ports, ["One"])
    with PseudoTerminal(store_folder) as terminal:
        terminal.wait_for("One")
        terminal.press("m", "needs-work")
        terminal.press("o", "ok")
        terminal.press("half a remark", "half a remark")
        assert terminal.lose() == 0
    kept = ports.library.editorial.draft("Ada", f"review:{id_of('One')}")
    assert "half a remark" in (kept or "")
