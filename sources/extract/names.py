"""Authors as pages write them: one person a name, and no addresses, roles or buttons."""

import re
from collections.abc import Iterable

from sources.extract.cleaning import one_line

MAX_AUTHORS = 200
_NAME_CHARS = 200
_LEAD = re.compile(
    r"(?:(?:article|story|post|words|guest post)\s+)?"
    r"(?:(?:written|posted|published|reviewed and written|authored|created|contributed)\s+by\b"
    r"|by\b|authors?\b\s*:|view all posts by|(?:more|posts) (?:from|by))\s*:?\s*",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(r"[A-Z][A-Za-z.]{0,3}[A-Z](?:[A-Z.-]{0,5})|Jr\.?|Sr\.?|I{2,3}|IV|Esq\.?")
_NO_NAME = re.compile(
    r"\d{3}|https?:|@|[|<>{}\[\]=?!:]|\b(?:read|about|view|more|follow|share|posts?|articles?"
    r"|log ?in|sign|subscribe|comments?|updated?|published|minutes?|min|ago|authors?|byline"
    r"|written|contributors?|reviewed|edited|profile|bio|unknown|anonymous|admin|administrator|guest"
    r"|null|undefined|none)\b",
    re.IGNORECASE,
)
_SMALL = frozenset({"de", "la", "van", "der", "den", "von", "di", "da", "dos", "del", "bin"}) | {
    *("ibn", "al", "el", "ter", "and", "&", "of", "the", "y", "e"),
}


def split(text: str) -> list[str]:
    """The names in one text: "Jane Doe, John Roe and Ann Poe" is three, "Doe, Jane" one."""
    text = one_line(text, 10_000)
    if ";" in text:
        return text.split(";")[:MAX_AUTHORS]
    parts = [part.strip() for part in text.split(",")]
    while len(parts) > 1 and _CREDENTIAL.fullmatch(parts[-1]):
        parts[-2:] = [f"{parts[-2]}, {parts[-1]}"]  # "Vanessa Mendez, MD" is one person
    if len(parts) > 1 and not all(" " in part for part in parts):
        return [", ".join(parts)]
    # "and" parts people only where both sides are full names: "Linny and Peter" sign as one
    names: list[str] = []
    for part in parts:
        sides = re.split(r"\s+(?:and|&)\s+", part)
        whole = len(parts) == 1 and not all(" " in side for side in sides)
        names.extend([part] if whole else sides)
    return names[:MAX_AUTHORS]


def people(names: Iterable[str]) -> tuple[str, ...]:
    """Without doubles, addresses and empty names; "Doe, Jane" becomes "Jane Doe"."""
    kept: dict[str, str] = {}
    for raw in names:
        name = _LEAD.sub("", one_line(raw, _NAME_CHARS), count=1).strip(" ,;|·•-–—")
        if not name or "://" in name or "@" in name or not any(map(str.isalpha, name)):
            continue
        last, comma, first = name.partition(", ")
        if comma and "," not in first and not _CREDENTIAL.fullmatch(first):
            name = f"{first} {last}"
        if name.casefold() not in _NOBODY:
            kept.setdefault(name.casefold(), name)
        if len(kept) == MAX_AUTHORS:
            break
    return tuple(kept.values())


_NOBODY = frozenset(["admin", "administrator", "unknown", "anonymous", "guest", "null", "none"])


def looks_like_one(text: str) -> bool:
    """Whether a short text out of the page may be somebody's name: capitals, few words, none of
    the words that buttons and notes are made of."""
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or _NO_NAME.search(text):
        return False
    big = [word for word in words if word.lower() not in _SMALL]
    return bool(big) and all(word.lstrip("(\"'“‘")[:1].isupper() for word in big)
