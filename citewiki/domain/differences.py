"""What changed between two texts, in words.

White space is no difference, so that a re-wrapped paragraph is the same paragraph; a paragraph
that stands elsewhere now is moved, not removed and added. Paragraphs are matched first, and words
only within what is left between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from citewiki.domain.alignment import Pair, align
from citewiki.domain.words import Text, split

_ISLAND = 3
"""Common runs of at most so many words drown where more words changed on either side of them."""


class HunkKind(StrEnum):
    """What a hunk is. A moved passage makes two: one where it stood, one where it stands."""

    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Hunk:
    """Before [a_start:a_end] stood `removed`, now `added` stands at [b_start:b_end] after.

    Offsets are in characters, ends exclusive. Either text may be "", its offsets then being the
    place where it would stand.
    """

    kind: HunkKind
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    removed: str
    added: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The hunks, in the order of both texts, which do not overlap. No hunk: the same words."""

    before: Text
    after: Text
    hunks: tuple[Hunk, ...]

    @property
    def removed(self) -> int:
        """Words that went, moved ones not counted."""
        return sum(len(split(h.removed)) for h in self.hunks if h.kind is HunkKind.CHANGED)

    @property
    def added(self) -> int:
        """Words that came, moved ones not counted."""
        return sum(len(split(h.added)) for h in self.hunks if h.kind is HunkKind.CHANGED)

    @property
    def moved(self) -> int:
        """Words that stand elsewhere now."""
        return sum(len(split(h.added)) for h in self.hunks if h.kind is HunkKind.MOVED)


def compare(before: str, after: str) -> Difference:
    """What turns `before` into `after`."""
    known: dict[object, int] = {}
    a, b = Text(before, known), Text(after, known)
    paragraphs = align(a.paragraph_ids, b.paragraph_ids)
    moved_a, moved_b = _moved(a, b, paragraphs)
    pairs: list[Pair] = []
    last_a = last_b = 0
    for i, j in [*paragraphs, (len(a.paragraphs), len(b.paragraphs))]:
        left_a = _words(a, range(last_a, i), moved_a)
        left_b = _words(b, range(last_b, j), moved_b)
        pairs += _aligned(a, b, left_a, left_b)
        if i < len(a.paragraphs):
            pairs += zip(a.paragraphs[i], b.paragraphs[j], strict=True)
        last_a, last_b = i + 1, j + 1
    return Difference(a, b, tuple(_hunks(a, b, pairs, moved_a, moved_b)))


def apply(before: str, hunks: Sequence[Hunk]) -> str:
    """The words of `after`, given the hunks that lead there; white space may differ."""
    out = []
    done = 0
    for hunk in hunks:
        out += [before[done : hunk.a_start], hunk.added]
        done = hunk.a_end
    return " ".join([*out, before[done:]])


def _moved(a: Text, b: Text, pairs: Sequence[Pair]) -> tuple[frozenset[int], frozenset[int]]:
    """The paragraphs of each that stand elsewhere in the other, none twice."""
    kept_a, kept_b = {i for i, _ in pairs}, {j for _, j in pairs}
    waiting: dict[int, list[int]] = {}
    for j in reversed(range(len(b.paragraphs))):
        if j not in kept_b:
            waiting.setdefault(b.paragraph_ids[j], []).append(j)
    from_a, to_b = set(), set()
    for i in range(len(a.paragraphs)):
        if i not in kept_a and waiting.get(a.paragraph_ids[i]):
            from_a.add(i)
            to_b.add(waiting[a.paragraph_ids[i]].pop())
    return frozenset(from_a), frozenset(to_b)


def _words(text: Text, paragraphs: range, moved: frozenset[int]) -> list[int]:
    return [word for n in paragraphs if n not in moved for word in text.paragraphs[n]]


def _aligned(a: Text, b: Text, left_a: list[int], left_b: list[int]) -> list[Pair]:
    """Pairs of words among those left, without the islands."""
    pairs = align([a.ids[i] for i in left_a], [b.ids[j] for j in left_b])
    kept: list[Pair] = []
    run: list[Pair] = []
    before = 0  # words changed ahead of the run
    at_a = at_b = 0
    for i, j in [*pairs, (len(left_a), len(left_b))]:
        between = max(i - at_a, j - at_b)
        if between:
            if _ISLAND >= len(run) < min(before, between):
                before += between + len(run)
            else:
                kept += run
                before = between
            run = []
        run.append((i, j))
        at_a, at_b = i + 1, j + 1
    kept += run[:-1]
    return [(left_a[i], left_b[j]) for i, j in kept]


def _hunks(
    a: Text, b: Text, pairs: Sequence[Pair], moved_a: frozenset[int], moved_b: frozenset[int]
) -> list[Hunk]:
    away = {word for n in moved_a for word in a.paragraphs[n]}
    here = {word for n in moved_b for word in b.paragraphs[n]}
    found = []
    last_a = last_b = 0
    for i, j in [*pairs, (len(a), len(b))]:
        if last_a < i or last_b < j:
            gone, come = _runs(last_a, i, away), _runs(last_b, j, here)
            found += _between(a, b, gone, come, (last_a, last_b))
        last_a, last_b = i + 1, j + 1
    return found


Run = tuple[int, int, bool]
"""Words from and to before, and whether they are moved."""


def _runs(start: int, stop: int, moved: set[int]) -> list[Run]:
    runs: list[Run] = []
    for word in range(start, stop):
        is_moved = word in moved
        if runs and runs[-1][2] == is_moved:
            runs[-1] = (runs[-1][0], word + 1, is_moved)
        else:
            runs.append((word, word + 1, is_moved))
    return runs


def _between(a: Text, b: Text, gone: list[Run], come: list[Run], at: tuple[int, int]) -> list[Hunk]:
    """The hunks between two common words: what went beside what came, moved runs alone."""
    found = []
    at_a, at_b = at
    gone, come = gone[::-1], come[::-1]
    while gone or come:
        if gone and gone[-1][2]:
            kind, to_a, to_b = HunkKind.MOVED, gone.pop()[1], at_b
        elif come and come[-1][2]:
            kind, to_a, to_b = HunkKind.MOVED, at_a, come.pop()[1]
        else:
            kind = HunkKind.CHANGED
            to_a = gone.pop()[1] if gone else at_a
            to_b = come.pop()[1] if come else at_b
        (a_start, a_end), (b_start, b_end) = a.span(at_a, to_a), b.span(at_b, to_b)
        found.append(
            Hunk(kind, a_start, a_end, b_start, b_end, a.text[a_start:a_end], b.text[b_start:b_end])
        )
        at_a, at_b = to_a, to_b
    return found
