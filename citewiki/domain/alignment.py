"""Which items of two sequences belong together, in time near to linear on long texts.

Two ideas. Runs that occur once in each sequence are anchors, of which the longest rising chain is
kept (as in patience diff), first long runs, then shorter. What lies between two anchors is
aligned exactly by a longest common subsequence, whose rows are the bits of whole numbers
(Hyyrö 2004, "Bit-parallel LCS-length computation revisited").
"""

from bisect import bisect_left
from collections.abc import Sequence

Pair = tuple[int, int]

_RUNS = (8, 3, 1)
"""Lengths of the runs that are tried as anchors, in items."""

_EXACT_CELLS = 1 << 26
"""The largest product of two lengths that is aligned exactly: 8 MB of bits."""


def align(a: Sequence[int], b: Sequence[int]) -> list[Pair]:
    """Pairs (i, j), both rising strictly, with a[i] == b[j].

    The most there can be where the product of the lengths is at most `_EXACT_CELLS`; else as
    many as the anchors find, and what is too large even between anchors has nothing in common.
    """
    found: list[Pair] = []
    work = [(0, len(a), 0, len(b), 0)]
    while work:
        a_from, a_to, b_from, b_to, level = work.pop()
        while a_from < a_to and b_from < b_to and a[a_from] == b[b_from]:
            found.append((a_from, b_from))
            a_from, b_from = a_from + 1, b_from + 1
        while a_from < a_to and b_from < b_to and a[a_to - 1] == b[b_to - 1]:
            a_to, b_to = a_to - 1, b_to - 1
            found.append((a_to, b_to))
        if a_from == a_to or b_from == b_to:
            continue
        if (a_to - a_from) * (b_to - b_from) <= _EXACT_CELLS:
            pairs = _longest_common(a[a_from:a_to], b[b_from:b_to])
            found += [(a_from + i, b_from + j) for i, j in pairs]
        elif level < len(_RUNS):
            size = _RUNS[level]
            chain = _rising(_anchors(a, b, (a_from, a_to), (b_from, b_to), size))
            last_a, last_b = a_from, b_from
            for i, j in chain:
                if i >= last_a and j >= last_b:  # runs overlap: the chain's next is inside this
                    work.append((last_a, i, last_b, j, level + 1))
                    found += [(i + n, j + n) for n in range(size)]
                    last_a, last_b = i + size, j + size
            work.append((last_a, a_to, last_b, b_to, level + 1))
    return sorted(found)


def _anchors(
    a: Sequence[int], b: Sequence[int], in_a: tuple[int, int], in_b: tuple[int, int], size: int
) -> list[Pair]:
    """Where runs of `size` items stand that occur once in each of the two ranges, by i."""
    once_a, once_b = _once(a, *in_a, size), _once(b, *in_b, size)
    return [(i, once_b[run]) for run, i in once_a.items() if run in once_b]


def _once(items: Sequence[int], start: int, end: int, size: int) -> dict[tuple[int, ...], int]:
    """Run -> where it starts, for the runs that occur once, in the order of their places."""
    places: dict[tuple[int, ...], int] = {}
    repeated = set()
    columns = (items[start + n : end] for n in range(size))
    for i, run in enumerate(zip(*columns, strict=False), start):
        if places.setdefault(run, i) != i:
            repeated.add(run)
    for run in repeated:
        del places[run]
    return places


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest chain of these pairs, ordered by i, whose j rise too (patience sorting)."""
    ends: list[int] = []  # the lowest j that ends a chain of each length
    holders: list[int] = []  # and which pair that is
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before.append(holders[length - 1] if length else -1)
        if length == len(ends):
            ends.append(j)
            holders.append(n)
        else:
            ends[length], holders[length] = j, n
    chain = []
    n = holders[-1] if holders else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def _longest_common(a: Sequence[int], b: Sequence[int]) -> list[Pair]:
    """The pairs of a longest common subsequence, last first.

    After item i of `a`, bit j of a row is 0 where b[:j + 1] has one more in common than b[:j].
    """
    where: dict[int, int] = {}
    for j, item in enumerate(b):
        where[item] = where.get(item, 0) | 1 << j
    full = (1 << len(b)) - 1
    row, rows = full, []
    for item in a:
        hits = row & where.get(item, 0)
        row = (row + hits | row - hits) & full
        rows.append(row)
    pairs = []
    i, j = len(a), len(b)
    while i and j:
        if rows[i - 1] >> (j - 1) & 1:
            j -= 1
        elif i > 1 and not rows[i - 2] >> (j - 1) & 1:
            i -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs
