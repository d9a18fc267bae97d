"""An HTML page taken apart just far enough to tell what it shows from what it is made of.

Not a parser: a page is judged before it goes to the jail, on the loop that keeps the other hosts'
time, so every step is linear in the page's length whatever it holds.
"""

import html
import re
from contextlib import suppress
from dataclasses import dataclass

_NAME = re.compile(r"[/!?]?([a-zA-Z][a-zA-Z0-9-]*)")
_TITLE = re.compile(r"<title\b[^>]{0,500}>([^<]{0,1000})", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_RAW = frozenset({"script", "style", "noscript", "template", "title"})
"""Elements whose content is not shown."""
_INLINE = re.compile(
    r"a|abbr|b|bd[io]|cite|code|data|em|font|i|kbd|mark|q|s|samp|small|span|strong|su[bp]|time|u"
    r"|var|wbr"
)
"""Elements that do not end a block of text."""

PROSE = 80
"""Characters from which a block is taken for a sentence or more, not a label or a menu's entry."""


@dataclass(frozen=True, slots=True)
class Markup:
    """`machinery` is tags, comments, scripts and styles, in lower case; `blocks` are the shown
    texts in their order, with single spaces; `scripts` are the contents of script elements."""

    title: str
    machinery: str
    blocks: tuple[str, ...]
    scripts: tuple[str, ...]

    @property
    def shown(self) -> int:
        """Characters shown."""
        return sum(map(len, self.blocks))

    @property
    def prose(self) -> int:
        """Characters in blocks long enough to be sentences."""
        return sum(len(block) for block in self.blocks if len(block) >= PROSE)


def take_apart(source: str) -> Markup:
    """Never raises."""
    title = _TITLE.search(source)
    machinery: list[str] = []
    blocks: list[str] = []
    scripts: list[str] = []
    shown: list[str] = []

    def end_block() -> None:
        text = _plain("".join(shown))
        shown.clear()
        if text:
            blocks.append(text)

    lower = source.replace("İ", "I").lower()  # the one letter that is longer in lower case
    at = 0
    while (tag := source.find("<", at)) >= 0:
        shown.append(source[at:tag])
        if source.startswith("<!--", tag):
            end = _after(source, "-->", tag + 4)
            machinery.append(lower[tag:end])
            at = end
            continue
        name = _NAME.match(source, tag + 1)
        if name is None:  # a lone "<" is text
            shown.append("<")
            at = tag + 1
            continue
        end = _after(source, ">", tag)
        machinery.append(lower[tag:end])
        word = name[1].lower()
        if not _INLINE.fullmatch(word):
            end_block()
        at = end
        if word in _RAW and lower[tag + 1] != "/":
            close = lower.find(f"</{word}", end)
            at = close if close >= 0 else len(source)
            machinery.append(lower[end:at])
            if word == "script":
                scripts.append(source[end:at])
    shown.append(source[at:])
    end_block()
    return Markup(
        _plain(title[1]) if title else "",
        "\n".join(machinery),
        tuple(blocks),
        tuple(scripts),
    )


def _plain(text: str) -> str:
    with suppress(ValueError):  # a character reference of thousands of digits
        text = html.unescape(text)
    return _SPACES.sub(" ", text).strip()


def _after(source: str, end: str, start: int) -> int:
    found = source.find(end, start)
    return len(source) if found < 0 else found + len(end)
