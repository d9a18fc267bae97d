"""What the terminal's tests have in common."""

import pytest
from textual import _wait

GRANULE_S = 0.004


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pilot sleeps 20 ms twice after each key until the process idles; a fifth of that does,
    for every test awaits what it looks for (`desk.until`)."""
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", GRANULE_S)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", GRANULE_S / 20)
