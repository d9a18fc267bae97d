"""Hostile text through a real pseudo-terminal: what goes out is painting, and nothing else."""

import signal
import time
from pathlib import Path

import pytest

from citewiki.domain.sources import Field
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate
from citewiki.usecases.editing import edit
from citewiki.usecases.rating import rate
from tests.tui.desk import id_of, keep_citation, keep_sources, keep_text
from tests.tui.terminal import PATIENCE_S, PseudoTerminal

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


REMARK = "half a remark"


@pytest.mark.parametrize("ending", ["kill -9", "hangup", "terminate", "closed window"])
def test_what_was_being_typed_is_there_at_the_next_start(
    ports: Ports, store_folder: Path, ending: str
) -> None:
    keep_sources(ports, ["One"])
    with PseudoTerminal(store_folder) as terminal:
        terminal.wait_for("One")
        terminal.press("m", "needs-work")
        terminal.press("o", "ok")
        terminal.press(REMARK, REMARK)
        match ending:
            case "kill -9":
                kept_soon(ports)
                assert terminal.signal(signal.SIGKILL) == -signal.SIGKILL
            case "hangup":
                assert terminal.signal(signal.SIGHUP) == 0
            case "terminate":
                assert terminal.signal(signal.SIGTERM) == 0
            case _:
                assert terminal.lose() == 0
    with PseudoTerminal(store_folder) as terminal:
        terminal.wait_for("One")
        terminal.press("m", "Your draft is back")
        terminal.wait_for(REMARK)


def kept_soon(ports: Ports) -> None:
    """Nothing tells a program that is killed: the draft has to be in the store before, and is
    within moments of the typing."""
    until = time.monotonic() + PATIENCE_S
    while REMARK not in (ports.library.editorial.draft("Ada", f"review:{id_of('One')}") or ""):
        assert time.monotonic() < until
        time.sleep(0.01)
