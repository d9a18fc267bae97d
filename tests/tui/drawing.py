"""A painted screen as an SVG, and several as a film; small, and the same on every machine."""

import re
from collections.abc import Sequence
from html import escape

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

CELL_W, CELL_H = 8.4, 18
PAPER, INK = "#16181c", "#d6d3cc"
FRAME_S = 1.6

_WORDS = re.compile(r"\S+(?: \S+)*")
"""What stands together: to an SVG several spaces are one, so that words after them begin anew."""

_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:g} {h:g}" width="{w:g}" '
    'font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="14">\n'
)
_FILM = (
    "<style>.f{{visibility:hidden;animation:f {all:g}s step-end infinite}}"
    "@keyframes f{{0%{{visibility:visible}}{share:.3f}%{{visibility:hidden}}}}</style>\n"
)


def picture(strips: Sequence[Strip], columns: int) -> str:
    """One screen."""
    return _begin(columns, len(strips)) + _screen(strips) + "</svg>\n"


def film(frames: Sequence[Sequence[Strip]], columns: int) -> str:
    """One screen after the other, over and over, by nothing but CSS."""
    every = FRAME_S * len(frames)
    out = [_begin(columns, len(frames[0])), _FILM.format(all=every, share=100 / len(frames))]
    for at, frame in enumerate(frames):
        delay = f'style="animation-delay:{at * FRAME_S:g}s"'
        out.append(f'<g class="f" {delay}>\n{_screen(frame)}</g>\n')
    return "".join([*out, "</svg>\n"])


def _begin(columns: int, lines: int) -> str:
    width, height = columns * CELL_W, lines * CELL_H
    paper = f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>\n'
    return _HEAD.format(w=width, h=height) + paper


def _screen(strips: Sequence[Strip]) -> str:
    return "".join(_line(strip, y) for y, strip in enumerate(strips))


def _line(strip: Strip, y: int) -> str:
    rects, texts = [], []
    column = 0
    for segment in Segment.simplify(strip):
        cells, style = segment.cell_length, segment.style or Style.null()
        ink, paper = _hex(style.color, INK), _hex(style.bgcolor, PAPER)
        if style.reverse:
            ink, paper = paper, ink
        if paper != PAPER:
            place = f'x="{column * CELL_W:g}" y="{y * CELL_H}" width="{cells * CELL_W:g}"'
            rects.append(f'<rect {place} height="{CELL_H}" fill="{paper}"/>')
        for words in _WORDS.finditer(segment.text):
            x = (column + cell_len(segment.text[: words.start()])) * CELL_W
            width = cell_len(words[0]) * CELL_W
            place = f'x="{x:g}" y="{y * CELL_H + 13}" textLength="{width:g}" fill="{ink}"'
            texts.append(f"<text {place}{_looks(style)}>{escape(words[0])}</text>")
        column += cells
    return "".join(rects + texts) + "\n" if rects or texts else ""


def _looks(style: Style) -> str:
    line = " ".join(
        name for name, on in (("underline", style.underline), ("line-through", style.strike)) if on
    )
    looks = ' font-weight="bold"' if style.bold else ""
    looks += f' text-decoration="{line}"' if line else ""
    return looks + (' opacity="0.6"' if style.dim else "")


def _hex(color: Color | None, default: str) -> str:
    return default if color is None or color.is_default else color.get_truecolor().hex
