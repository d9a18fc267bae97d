"""Text that is none: letters without their Unicode values, or no text at all."""

from collections.abc import Sequence
from itertools import chain

from sources.extract.pdf_pages import Page

_ENOUGH = 20_000  # characters that are looked at
DOUBTFUL = 0.1
"""The share of strange characters above which another reader is asked."""
LOST = 0.5
"""The share above which it is no text to read."""


def strangeness(pages: Sequence[Page]) -> float:
    """The share of private-use, replacement and control characters, which a font without a
    Unicode table gives; 1 where there is no text at all."""
    strange = seen = 0
    for line in chain.from_iterable(pages):
        if seen > _ENOUGH:
            break
        seen += len(line.text)
        if not line.text.isascii() or not line.text.isprintable():
            strange += sum(map(_strange, line.text))
    return strange / seen if seen else 1.0


def _strange(letter: str) -> bool:
    return letter < " " or "\ue000" <= letter <= "\uf8ff" or letter in "\ufffd\ufffe\uffff"
