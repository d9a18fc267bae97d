"""How alike two texts are, by the pieces that they share."""

import re

_MOST = 5_000
"""Characters compared; where two pages part, they do so sooner."""

_PIECE = 8
"""Characters of a shingle: about a word and a half, and it works without spaces too."""

_NUMBER = re.compile(r"\d+")
_GAP = re.compile(r"\W+")


def likeness(one: str, other: str) -> float:
    """0-1: the share of both texts' shingles that stand in both (Jaccard). Case, punctuation and
    figures (times, incident numbers) do not count; two empty texts are alike."""
    a, b = _shingles(one), _shingles(other)
    if not a and not b:
        return 1.0
    return len(a & b) / len(a | b)


def _shingles(text: str) -> set[str]:
    folded = _GAP.sub(" ", _NUMBER.sub("0", text[:_MOST].casefold())).strip()
    if not folded:
        return set()
    return {folded[at : at + _PIECE] for at in range(max(1, len(folded) - _PIECE + 1))}
