"""Garbage is looked for in the pauses between keys, and not while somebody types."""

import gc
from collections.abc import Iterator

import pytest

from tui import garbage
from tui.garbage import QUIET_S, Sweeper


class Clock:
    """Stands where it is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    before, one = gc.get_threshold(), Clock()
    monkeypatch.setattr(garbage, "time", one)
    yield one
    gc.set_threshold(*before)


def test_it_is_looked_for_once_in_each_pause(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = list[float]()
    monkeypatch.setattr(gc, "collect", lambda: looks.append(clock.now))
    sweeper = Sweeper()
    for second in range(10):
        clock.now = 100.0 + second
        if second < 4:
            sweeper.key()
        sweeper.sweep()
    assert looks == [100.0 + 3 + 2 * QUIET_S]
    sweeper.key()
    clock.now += 2 * QUIET_S
    sweeper.sweep()
    assert len(looks) == 2


def test_python_does_not_look_through_everything_of_itself(clock: Clock) -> None:
    Sweeper()
    assert gc.get_threshold()[2] == garbage.NEVER
