"""A small writer of pictures: stacked bars in SVG 1.1, for light and dark pages, no script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citewiki.export.escaping import html_text

_LEFT, _BAR, _RIGHT = 250, 460, 90
_ROW, _THICK, _TOP = 26, 16, 92
_LABEL = 31  # characters that fit beside the bars
WIDTH = _LEFT + _BAR + _RIGHT
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1f2328}.soft{fill:#656d76}"
    ".head{font-size:18px;font-weight:600}.page{fill:#fff}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.soft{fill:#9198a1}.page{fill:#0d1117}}"
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a label, what stands at its end, and how many of each kind it is made of."""

    label: str
    note: str
    parts: Mapping[str, int]


def stacked_bars(title: str, subtitle: str, kinds: Mapping[str, str], bars: Sequence[Bar]) -> str:
    """Bars of one length, each divided as its parts are; `kinds` is kind -> colour, in the order
    in which they stand. The first bar is set apart as the sum of all."""
    height = _TOP + _ROW * (len(bars) + 1) + 20
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-label="{html_text(title)}">',
        f"<title>{html_text(title)}</title><style>{_STYLE}</style>",
        f'<rect class="page" width="{WIDTH}" height="{height}"/>',
        f'<text class="head" x="20" y="32">{html_text(title)}</text>',
        f'<text class="soft" x="20" y="52">{html_text(subtitle)}</text>',
    ]
    x = 20
    for kind, colour in kinds.items():
        out.append(f'<rect x="{x}" y="64" width="12" height="12" rx="2" fill="{colour}"/>')
        out.append(f'<text x="{x + 18}" y="75">{html_text(kind)}</text>')
        x += 44 + 8 * len(kind)
    for number, bar in enumerate(bars):
        out += _bar(bar, kinds, _TOP + _ROW * number + (12 if number else 0))
    return "\n".join([*out, "</svg>", ""])


def _bar(bar: Bar, kinds: Mapping[str, str], y: int) -> list[str]:
    middle = y + 13
    out = [
        f'<text x="{_LEFT - 12}" y="{middle}" text-anchor="end">'
        f"{html_text(_short(bar.label))}</text>"
    ]
    total = sum(bar.parts.values())
    x = float(_LEFT)
    for kind, colour in kinds.items():
        width = _BAR * bar.parts.get(kind, 0) / total if total else 0.0
        if width:
            out.append(
                f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_THICK}" fill="{colour}">'
                f"<title>{html_text(f'{bar.label}: {kind}: {bar.parts[kind]}')}</title></rect>"
            )
        x += width
    out.append(
        f'<text class="soft" x="{_LEFT + _BAR + 10}" y="{middle}">{html_text(bar.note)}</text>'
    )
    return out


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1].rstrip()}…"
