"""Text that is none: letters without their Unicode values, or no text at all."""

from collections.abc import Sequence
from itertools import chain

from sources.extract.pdf_pages import Page

_ENOUGH = 20_000  # characters that are looked at
_STRANGE = 0.1  # the share of them above which the text is not to be trusted


def garbled(pages: Sequence[Page]) -> bool:
    """Whether the text asks for a second opinion: there is none, or more than a tenth of it is
    private-use, replacement and control characters, which a font without a table gives."""
    strange = seen = 0
    for line in chain.from_iterable(pages):
        if seen > _ENOUGH:
            break
        seen += len(line.text)
        if not line.text.isascii() or not line.text.isprintable():
            strange += sum(map(_strange, line.text))
    return seen == 0 or strange > _STRANGE * seen


def _strange(letter: str) -> bool:
    return letter < " " or "\ue000" <= letter <= "\uf8ff" or letter in "\ufffd\ufffe\uffff"
