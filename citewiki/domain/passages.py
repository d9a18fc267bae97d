"""The passage of a source that a claim most likely rests on, found by the words they share."""

import re
from bisect import bisect_left
from collections import Counter
from math import log

from citewiki.domain.checks.quotes import quotes_in
from citewiki.domain.quoting import find_quote

WINDOW = 60
"""Words within which a claim's words are to stand: two or three sentences."""

LEAST_SHARE = 1 / 3
"""Of the weight of a claim's words; a passage that has less of it says something else."""

_WORD = re.compile(r"[^\W_]+")
_SHORT = 4
"""Words shorter than this say little, unless they are figures."""


def likeliest(text: str, claim: str) -> tuple[int, int] | None:
    """(start, end) of the likeliest passage in characters, or None where none is likely.

    What the claim has in quotation marks counts before all else; then where the most of its rare
    words stand within WINDOW words of each other.
    """
    for quote in quotes_in(claim):
        if (place := find_quote(text, quote)) is not None:
            return place
    wanted = {word for found in _WORD.findall(claim) if (word := _folded(found))}
    words = [(found.start(), found.end(), _folded(found[0])) for found in _WORD.finditer(text)]
    hits = [at for at, (_, _, word) in enumerate(words) if word in wanted]
    counts = Counter(words[at][2] for at in hits)
    weights = {word: 1 + log(len(words) / counts[word]) for word in counts}
    rarest = 1 + log(len(words) or 1)
    total = sum(weights.get(word, rarest) for word in wanted)
    best, length, place = 0.0, 0, None
    for first, start in enumerate(hits):
        near: set[str] = set()
        end = start
        for at in hits[first : bisect_left(hits, start + WINDOW)]:
            if words[at][2] not in near:  # a word that is there already makes it no likelier
                near.add(words[at][2])
                end = at
        score = sum(weights[word] for word in near)
        if len(near) > 1 and (score, -(end - start)) > (best, -length):
            best, length, place = score, end - start, (words[start][0], words[end][1])
    return place if best >= LEAST_SHARE * total else None


def _folded(word: str) -> str:
    """The word as it is compared, "" for one that says little."""
    word = word.casefold()
    if word.isdecimal():
        return word
    return word.removesuffix("s") if len(word) >= _SHORT else ""
