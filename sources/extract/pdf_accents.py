"""Accents that a PDF draws as signs of their own (TeX: "¨" over "a"): given to their letters."""

import re
import unicodedata
from collections.abc import Callable
from itertools import chain

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

GONE = "\x1c"
"""Stands where an accent was, so that all other letters keep their places; strip() takes it."""

_COMBINING = {
    "`": "\u0300", "\u00b4": "\u0301", "\u02c6": "\u0302", "\u02dc": "\u0303", "\u00af": "\u0304",
    "\u02d8": "\u0306", "\u02d9": "\u0307", "\u00a8": "\u0308", "\u02da": "\u030a",
    "\u02dd": "\u030b", "\u02c7": "\u030c", "\u00b8": "\u0327", "\u02db": "\u0328",
}  # fmt: skip
_SIGNS = "".join(_COMBINING)
_RUN = re.compile(rf"[ {_SIGNS}]*[{_SIGNS}][ {_SIGNS}]*")
_DOTLESS = {"ı": "i", "ȷ": "j"}
_BEFORE = 150  # letters before a sign that may be its own: PDFium moves it to the line's end
_AFTER = 12
_NEAR = 0.6  # of the sign's height, that it may be raised over its letter's foot
_SPACE = 0.15  # of the sign's height: a wider gap is a space


def has_signs(text: str) -> bool:
    """Whether a page's text has such signs: few have."""
    return not text.isascii() and any(sign in text for sign in _SIGNS[1:])


def composed(text: str, box: Callable[[int], Box]) -> str:
    """The text with letters and their accents as one ("a¨" as "ä"), in its old length.

    `box` gives the place of a letter of the text. A sign that is over no letter stays.
    """
    letters = list(text)
    for run in _RUN.finditer(text):
        signs = [at for at in range(*run.span()) if text[at] != " "]
        given = [_given(letters, at, box) for at in signs]
        if all(given):
            size = box(signs[0])[3] - box(signs[0])[1]
            _close(letters, run.start(), run.end(), size, box)
    return "".join(letters)


def _given(letters: list[str], at: int, box: Callable[[int], Box]) -> bool:
    """Give the sign at `at` to the letter under it (or over it); False where there is none."""
    left, bottom, right, top = box(at)
    middle = (left + right) / 2
    best: tuple[float, int, str] | None = None
    around = chain(range(max(0, at - _BEFORE), at), range(at + 1, at + 1 + _AFTER))
    for place in around:
        if place >= len(letters) or not letters[place].isalpha():
            continue
        begins, foot, ends, _ = box(place)
        if not begins <= middle <= ends or abs(foot - bottom) > _NEAR * (top - bottom):
            continue
        base = _DOTLESS.get(letters[place], letters[place])
        whole = unicodedata.normalize("NFC", base + _COMBINING[letters[at]])
        off = abs(middle - (begins + ends) / 2)
        if len(whole) == 1 and (best is None or off < best[0]):
            best = off, place, whole
    if best is None:
        return False
    letters[best[1]], letters[at] = best[2], GONE
    return True


def _close(
    letters: list[str], start: int, end: int, size: float, box: Callable[[int], Box]
) -> None:
    """Take out the spaces that a leap to the sign and back made; one stays in a real gap."""
    spaces = [at for at in range(start, end) if letters[at] == " "]
    inner = start > 0 and end < len(letters)
    if inner and not {letters[start - 1], letters[end]} & {"\r", "\n"}:
        gap = box(end)[0] - box(start - 1)[2]
        if spaces and gap > _SPACE * size:
            spaces.pop()
    for at in spaces:
        letters[at] = GONE
