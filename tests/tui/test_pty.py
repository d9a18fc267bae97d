"""On a real pseudo-terminal: what was being typed outlives the program."""

import signal
import time
from pathlib import Path

import pytest

from citewiki.ports import Ports
from tests.tui.desk import id_of, keep_sources
from tests.tui.terminal import PATIENCE_S, PseudoTerminal

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
