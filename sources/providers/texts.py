"""What is taken from an answer: cleaned, on one line or in paragraphs, and never too long."""

import html
import re
from collections.abc import Iterable

from citewiki.domain.dois import doi_name
from sources.extract.cleaning import clean, one_line

TITLE_CHARS = 1_000
NAME_CHARS = 200
ABSTRACT_CHARS = 20_000
MAX_AUTHORS = 500
"""The largest collaborations sign with thousands; a card has no use for so many."""

_ORCID = re.compile(r"(?:https?://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])", re.ASCII)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n\s*")


def line(found: object, limit: int = TITLE_CHARS) -> str | None:
    """A text as one line; None for a blank one and for what is no text."""
    return one_line(found, limit) or None if isinstance(found, str) else None


def plain(found: object, limit: int = TITLE_CHARS) -> str | None:
    """As `line`, without the markup that titles come with ("<i>In vivo</i>", "&amp;")."""
    return line(_without_markup(found[: 4 * limit]), limit) if isinstance(found, str) else None


def prose(found: object, *, markup: bool = False) -> str | None:
    """An abstract: white space folded, its paragraphs kept, tags taken out where it has any."""
    if not isinstance(found, str):
        return None
    text = found[: 4 * ABSTRACT_CHARS]
    text = clean(_without_markup(text) if markup else text)
    text = _BREAKS.sub("\n", _BLANKS.sub(" ", text)).strip()
    return text[:ABSTRACT_CHARS].rstrip() or None


def names(found: Iterable[object]) -> tuple[str, ...]:
    """The authors' names in their order, each once, MAX_AUTHORS at most."""
    kept: dict[str, None] = {}
    for one in found:
        name = plain(one, NAME_CHARS)
        if name is not None:
            kept[name] = None
        if len(kept) == MAX_AUTHORS:
            break
    return tuple(kept)


def doi(found: object) -> str | None:
    """A DOI as it is compared; None for anything else."""
    return doi_name(found) if isinstance(found, str) else None


def orcid(found: object) -> str | None:
    """An ORCID iD without its address; None where its check digit (ISO 7064, MOD 11-2) is wrong."""
    shown = _ORCID.fullmatch(found.strip()) if isinstance(found, str) else None
    if shown is None:
        return None
    total = 0
    for digit in shown[1].replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return shown[1] if shown[1][-1] == ("X" if check == 10 else str(check)) else None


def _without_markup(text: str) -> str:
    return html.unescape(_TAG.sub("", text))
