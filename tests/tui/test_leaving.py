"""The end waits for what was typed before it, and not for ever."""

import pytest

from tui.hangup import AT_MOST_S, LET_IN_S, Leaving


@pytest.mark.parametrize(
    ("waited", "at_rest", "soon"),
    [
        (0.0, True, True),  # a key may be on its way in
        (LET_IN_S, True, False),
        (LET_IN_S, False, True),
        (AT_MOST_S, False, False),
    ],
)
def test_it_waits(waited: float, at_rest: bool, soon: bool) -> None:
    times = iter([100.0, 100.0, 100.0 + waited])
    leaving = Leaving(lambda: next(times))
    assert leaving.too_soon(at_rest=True)
    assert leaving.too_soon(at_rest=at_rest) is soon
