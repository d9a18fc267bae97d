"""What a program sent to its terminal, taken apart as a terminal would (ECMA-48, section 5)."""

import re
import unicodedata
from collections.abc import Iterator

from tests.tui.hostile_strings import COLOUR

_TOKEN = re.compile(
    r"(?P<csi>(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~])"
    r"|(?P<string>(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f]).*?(?:\x07|\x1b\\|\x9c|$))"
    r"|(?P<escape>\x1b[ -/]*[0-~]?)"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])",
    re.DOTALL,
)
_STYLE = re.compile(r"\x1b\[[0-9;:]*m")
_PLACE = re.compile(r"\x1b\[([0-9]+);([0-9]+)H")
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def commands(sent: bytes) -> Iterator[str]:
    """Every control sequence and lone control, and every character that is no text; a byte that
    is no UTF-8 is one too."""
    text = sent.decode("utf-8", "surrogateescape")
    for found in _TOKEN.finditer(text):
        yield found[0]
    for char in set(_TOKEN.sub("", text)):
        if unicodedata.category(char) in _REFUSED and char not in "\u200c\u200d":
            yield char


def foreign(sent: bytes, own: frozenset[str], columns: int, lines: int) -> set[str]:
    """The commands that are neither styles, nor moves to a place on the screen, nor among those
    that the program sends of its own accord."""
    found = set()
    for one in commands(sent):
        if one in own or (_STYLE.fullmatch(one) and one not in ("\x1b[5m", "\x1b[8m")):
            if COLOUR in one:
                found.add(one)
            continue
        place = _PLACE.fullmatch(one)
        if place is None or int(place[1]) > lines or int(place[2]) > columns:
            found.add(one)
    return found
