"""Every tone can be read on every background (WCAG 2.2, 1.4.3: 4.5 to 1)."""

import pytest
from textual.color import Color
from textual.theme import Theme

from tui.themes import DARK, LIGHT

TONES = ("foreground", "accent", "text-warning", "text-error", "text-success")
GROUNDS = ("background", "surface", "panel")


def luminance(color: Color) -> float:
    parts = (part / 255 for part in color.rgb)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("tone", [*TONES, "foreground-muted"])
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_it_can_be_read(theme: Theme, tone: str, ground: str) -> None:
    colors = theme.to_color_system().generate()
    behind = Color.parse(colors[ground])
    assert contrast(behind + Color.parse(colors[tone]), behind) >= 4.45
