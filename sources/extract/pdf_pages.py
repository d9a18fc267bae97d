"""What a PDF library made of a file: its pages as lines, each with its place on the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

Page = tuple["Line", ...]


class Line(NamedTuple):
    """A line and its box in points from the page's lower left corner.

    `hyphen`: a word was divided at its end (the hyphen itself is not in `text`); `upright` is
    false for text that runs up or down the page, and `down` tells which. A tuple and not a
    dataclass because a page has fifty and the time of making them counts.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    hyphen: bool = False
    upright: bool = True
    down: bool = False

    @property
    def size(self) -> float:
        """Height of the type, in points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The pages that were read, of `count`; `failed` of them came out empty by an error, and
    `scanned` of them are pictures without a text layer.

    `problem` says why the file could not be opened ("encrypted", or the library's words).
    """

    pages: tuple[Page, ...] = ()
    count: int = 0
    failed: int = 0
    problem: str = ""
    scanned: int = 0

    @property
    def has_text(self) -> bool:
        return any(line.text.strip() for page in self.pages for line in page)


_WIDTH, _PITCH, _SIZE = 5.0, 12.0, 10.0  # of a typewriter, in points


def typed(text: str) -> Page:
    """Lines of a text without places, laid out as a typewriter would: what is known of them
    (their length, their indent, the blank lines between) says where paragraphs end."""
    return tuple(_typed(text.expandtabs().splitlines()))


def _typed(lines: Iterable[str]) -> Iterator[Line]:
    for number, line in enumerate(lines):
        words = line.strip()
        if not words:
            continue
        left = _WIDTH * (len(line) - len(line.lstrip()))
        bottom = -_PITCH * number
        divided = len(words) > 2 and words[-1] in "-\u00ad\u2010" and words[-2].isalpha()
        yield Line(
            words[:-1] if divided else words,
            left,
            bottom,
            left + _WIDTH * len(words),
            bottom + _SIZE,
            divided,
        )
