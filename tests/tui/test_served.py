"""Behind a page in a browser: what was being typed outlives the page and its server."""

import signal
from pathlib import Path

import pytest

from citewiki.ports import Ports
from tests.tui.desk import id_of, keep_sources
from tests.tui.terminal import Page

REMARK = "half a remark"


@pytest.mark.parametrize("ending", ["closed page", "killed server", "Ctrl+C", "terminate"])
def test_what_was_typed_last_is_kept(ports: Ports, store_folder: Path, ending: str) -> None:
    keep_sources(ports, ["One"])
    with Page(store_folder) as page:
        page.wait_for("One")
        page.press("m", "needs-work")
        page.press("o", "ok")
        page.type(REMARK)
        match ending:
            case "closed page":
                assert page.close() == 0
            case "killed server":
                assert page.lose() == 0
            case "Ctrl+C":
                assert page.signal(signal.SIGINT) == 0
            case _:
                assert page.signal(signal.SIGTERM) == 0
    assert ports.library.editorial.draft("Ada", f"review:{id_of('One')}") == f"ok\n{REMARK}"
