"""The one door through which data becomes something a terminal paints.

Textual and rich send escape sequences on as they are, and read titles as markup; what comes out
of here is inert. A lint under tests/tui holds that nothing else makes renderables of data.
"""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.content import Content

from citewiki.domain.display import harmless, harmless_lines

LIMIT = 500
"""Characters of one text that a label shows; nobody reads further, and layout has to."""

Piece = str | tuple[str, str]
"""A text, or a text with the style that it is shown in. The style is never data."""


def plain(text: str, limit: int = LIMIT) -> str:
    """One inert line as a str, for widgets that take nothing else (Input, notify)."""
    return harmless(text if len(text) <= limit else f"{text[: limit - 1]}…")


def typed(text: str) -> str:
    """Inert lines as a str, whole: for what an editor edits, and for what is pasted."""
    return harmless_lines(text)


def shown(*pieces: Piece, limit: int = LIMIT) -> Content:
    """Inert content, each piece at most `limit` characters long; line ends become spaces."""
    parts = (piece if isinstance(piece, tuple) else (piece, "") for piece in pieces)
    return Content.assemble(*((plain(text, limit), style) for text, style in parts))


def shown_rich(text: str, style: str = "") -> Text:
    """The same for the widgets that take rich's Text."""
    return Text(plain(text), style=style, no_wrap=True, overflow="ellipsis")


def segment(text: str, style: Style) -> Segment:
    """A piece of a line that a widget renders itself; as many characters out as in."""
    return Segment(harmless(text), style)


def fitted(text: str, cells: int, *, right: bool = False) -> str:
    """Exactly so many columns of a text: filled with spaces, or cut with an ellipsis."""
    if cells <= 0:
        return ""
    text = harmless(text[: 4 * cells + 8])  # marks take no columns; more of them than that is abuse
    width = len(text) if text.isascii() else cell_len(text)
    if width > cells:
        return set_cell_size(text, cells - 1) + "…"
    fill = " " * (cells - width)
    return fill + text if right else text + fill


def fitted_pieces(
    pieces: Sequence[tuple[str, Style]], cells: int, fill: Style | None = None
) -> list[Segment]:
    """Several pieces in a row, together exactly so many columns; `fill` styles what is left."""
    out: list[Segment] = []
    left = cells
    for text, style in pieces:
        if left <= 0:
            break
        safe = harmless(text[: 4 * left + 8])
        width = cell_len(safe)
        if width > left:
            out.append(Segment(set_cell_size(safe, left - 1) + "…", style))
            left = 0
        else:
            out.append(Segment(safe, style))
            left -= width
    if left > 0:
        out.append(Segment(" " * left, fill))
    return out


def shown_lines(text: str) -> Content:
    """Inert content over as many lines as the text has."""
    return Content(typed(text))
