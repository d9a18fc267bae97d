"""Web addresses written out in running text (GitHub Flavored Markdown, section 6.9)."""

import re
from collections.abc import Iterator
from html import unescape

# quotes, long dashes and full-width punctuation cannot stand in a URL, and often stand right
# behind one
_BODY = r"[^\s<>\x01\x02`\"“”«»—…。，、；：！？）」』】》]+"
_URL = re.compile(rf"https?://{_BODY}|(?<![\w./@:=-])www\.(?=[\w-]+\.[a-z]){_BODY}", re.IGNORECASE)
_ENTITY_END = re.compile(r"&[A-Za-z0-9#]+;$")
_TRAILING = "?!.,:;*_~'\"”’»|\\"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def bare_urls(raw: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, URL) of each address in a stretch of Markdown source; offsets are characters.

    Punctuation after it does not belong to it, nor does a closing bracket without its opening.
    One that begins with "www." is an http address, as the extension has it.
    """
    for found in _URL.finditer(raw):
        text = found[0].split("](", 1)[0].split("[^", 1)[0]
        trimmed = without_tail(text)
        if len(trimmed) > len("https://"):
            scheme = "http://" if trimmed[0] in "wW" else ""
            yield found.start(), found.start() + len(trimmed), scheme + unescaped(trimmed)


def unescaped(text: str) -> str:
    """Markdown source as it reads: backslash escapes and entities resolved."""
    return unescape(_ESCAPED.sub(r"\1", text))


def without_tail(text: str) -> str:
    """Without the punctuation that belongs to the sentence around it."""
    # counted once: a tail of 100,000 brackets must not be counted 100,000 times
    spare = {close: text.count(close) - text.count(start) for start, close in ("()", "[]", "{}")}
    end = len(text)
    while end:
        last = text[end - 1]
        if last in spare:
            if spare[last] <= 0:
                break
            spare[last] -= 1
            end -= 1
        elif last == ";" and (entity := _ENTITY_END.search(text[max(0, end - 12) : end])):
            end -= len(entity[0])
        elif last in _TRAILING:
            end -= 1
        else:
            break
    return text[:end]
