"""Figures over time in one line of text."""

from collections.abc import Sequence

BARS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[int], width: int) -> str:
    """One character a value, the newest (last) ones where there are more than `width`; the
    greatest fills its line, 0 and less is the lowest bar."""
    shown = values[-width:] if width > 0 else ()
    most = max(shown, default=0)
    if most <= 0:
        return BARS[0] * len(shown)
    return "".join(BARS[max(0, value) * (len(BARS) - 1) // most] for value in shown)
