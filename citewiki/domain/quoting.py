"""Anchors: where a passage stands in a snapshot's text (W3C Web Annotation, section 4.2)."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage pinned to one snapshot's text.

    `start` and `end` are character offsets into that text, end exclusive; `exact` is the text
    between them; `prefix` and `suffix` are up to 32 characters on either side, by which the
    passage is found again in a later snapshot.
    """

    snapshot_id: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


CONTEXT = 32
"""Characters kept on either side of a passage."""


def anchor_at(text: str, start: int, end: int, snapshot_id: int) -> Anchor:
    """The anchor of a passage; offsets beyond the text are brought inside it."""
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    return Anchor(
        snapshot_id,
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a text: (start, end) in characters of the text, or None.

    Tried in turn: as written; with white space, case and typographic variants folded; by
    letters and digits alone, which finds nearly all that another extractor wrote
    differently. The first place counts.
    """
    quote = quote.strip()
    if not quote:
        return None
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    for fold in (_words, _letters):
        wanted, _ = fold(quote)
        if not wanted:
            continue
        folded, origins = fold(text)
        at = folded.find(wanted)
        if at >= 0:
            return origins[at], origins[at + len(wanted) - 1] + 1
    return None


CERTAIN = 24
"""A passage of so many letters and digits is known by itself; a shorter one by its surroundings."""

_MOST = 1_000  # places of one passage that are compared


def locate(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Where an anchor's passage stands in a newer text: (start, end) in characters, or None.

    Of several places the one with the likest surroundings counts, of equals the old place; where
    neither tells them apart, and where a short passage stands in other surroundings, it is lost:
    a note never moves silently to words that it was not about.
    """
    for fold in (_plain, _words, _letters):
        wanted, _ = fold(anchor.exact)
        wanted = wanted.strip()
        if not wanted:
            continue
        folded, origins = fold(text)
        places = _places(folded, wanted)
        if not places:
            continue
        before, after = _letters(anchor.prefix)[0], _letters(anchor.suffix)[0]
        scored = []
        for at in places:
            start, end = origins[at], origins[at + len(wanted) - 1] + 1
            scored.append((_likeness(text, start, end, before, after), start, end))
        best = max(score for score, _, _ in scored)
        if best == 0 and (before or after) and len(_letters(anchor.exact)[0]) < CERTAIN:
            return None
        found = [(start, end) for score, start, end in scored if score == best]
        if len(found) > 1:
            found = [place for place in found if place[0] == anchor.start]
        return found[0] if found else None
    return None


def _places(text: str, wanted: str) -> list[int]:
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0 and len(found) < _MOST:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


def _likeness(text: str, start: int, end: int, before: str, after: str) -> int:
    """How many letters and digits next to the passage are those that stood there."""
    left = _letters(text[max(0, start - 2 * CONTEXT) : start])[0]
    right = _letters(text[end : end + 2 * CONTEXT])[0]
    return _common(left[::-1], before[::-1]) + _common(right, after)


def _common(one: str, other: str) -> int:
    for n, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return n
    return min(len(one), len(other))


def _plain(text: str) -> tuple[str, range]:
    return text, range(len(text))


_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-"})


def _words(text: str) -> tuple[str, list[int]]:
    """The text with runs of white space as one space, and each character's origin."""
    out: list[str] = []
    origins: list[int] = []
    for at, char in enumerate(text.translate(_SAME)):
        if char.isspace():
            if not out or out[-1] == " ":
                continue
            char = " "
        for one in char.casefold():
            out.append(one)
            origins.append(at)
    return "".join(out), origins


def _letters(text: str) -> tuple[str, list[int]]:
    """The text's letters and digits, ligatures taken apart and accents left out:
    an extractor may write them as marks of their own."""
    out: list[str] = []
    origins: list[int] = []
    for at, char in enumerate(text):
        plain = char if char.isascii() else unicodedata.normalize("NFKD", char)
        for one in plain.casefold():
            if one.isalnum():
                out.append(one)
                origins.append(at)
    return "".join(out), origins
