"""Pages that would take a careless parser quadratic time: each at a size and at twice the size."""

import gc
import time

from benchmarks.measure import table
from benchmarks.page_parsers import PARSERS, TOKENS, Parser

_CHARS = 100_000
_ENOUGH_S = 0.02
"""A shape that takes less says nothing of its growth."""

SHAPES = {
    "one line of words": ("word ", ""),
    "one line of links": ("[a](https://a.org) ", ""),
    "one line of addresses": ("https://a.org/b ", ""),
    "one line of resource tags": ('<R id="0123456789abcdef">a</R> ', ""),
    "brackets, opened": ("[", ""),
    "brackets, opened and closed": ("[", "]"),
    "links in links": ("[a](", ")"),
    "braces": ("{", "}"),
    "tags, opened": ("<A>", ""),
    "tags, opened and closed": ("<A>", "</A>"),
    "tags with an attribute never closed": ('<A b="', ""),
    "tags with an object never closed": ("<A b={", ""),
    "comments never closed": ("{/* ", ""),
    "HTML comments never closed": ("<!-- ", ""),
    "fences never closed": ("```\n", ""),
    "ticks on one line": ("``` ", ""),
    "quotes": ("> ", ""),
    "items": ("- ", ""),
    "items below one another": ("- a\n", ""),
    "items that name a source": ("- a\n- See [b](https://b.org)\n", ""),
    "items that lead to items": ("- a [b](https://b.org):\n  - c\n", ""),
    "footnotes used": ("a[^1] ", "\n\n[^1]: https://a.org"),
    "footnotes defined": ("[^1]: https://a.org\n\n", ""),
    "rows": ("| a | [b](https://b.org) |\n|-|-|\n", ""),
    "cells": ("| [b](https://b.org) ", ""),
    "sentences": ("A. ", " https://a.org"),
    "emphasis": ("*a_", ""),
    "modules never closed": ("\nexport const a = {\n", ""),
}
"""What is repeated, and what stands behind as often (behind all, where it begins with a blank)."""


def run(repeats: int) -> None:
    """Prints each parser's slowest shapes, and those whose time more than trebles."""
    for name, parse in PARSERS.items():
        shapes = SHAPES | {f"{token!r}": (token, "") for token in TOKENS[name]}
        rows = []
        for shape, (repeated, behind) in shapes.items():
            once, twice = (
                _seconds(parse, _page(repeated, behind, chars), repeats)
                for chars in (_CHARS, 2 * _CHARS)
            )
            rows.append((twice, twice / once if once > _ENOUGH_S else 0.0, shape, once))
        rows.sort(reverse=True)
        worst = sorted(rows, key=lambda row: -row[1])
        printed = [*rows[:8], *(row for row in worst[:8] if row not in rows[:8])]
        table(
            f"{name}: {len(rows)} shapes of {_CHARS:,} and {2 * _CHARS:,} characters, the slowest "
            f"and the fastest growing; growing threefold or more: "
            f"{sum(growth >= 3 for _, growth, _, _ in rows)}",
            ("", "s", "s, twice", "growth"),
            [
                (shape, f"{once:.2f}", f"{twice:.2f}", f"{growth:.1f}" if growth else "-")
                for twice, growth, shape, once in printed
            ],
        )
        for shape, text in (("a line of 5 MB", "a" * 5_000_000), ("100,000 brackets", "[" * 10**5)):
            print(f"  {shape}: {_seconds(parse, text, repeats):.2f} s")
        print()


def _page(repeated: str, behind: str, chars: int) -> str:
    if not behind or behind[0] in " \n":
        return repeated * (chars // len(repeated)) + behind
    times = chars // (len(repeated) + len(behind))
    return repeated * times + behind * times


def _seconds(parse: Parser, text: str, repeats: int) -> float:
    """The shortest of some runs, in CPU time: what the parser needs when nothing disturbs it."""
    best = float("inf")
    for _ in range(min(repeats, 3)):
        gc.collect()
        start = time.process_time()
        parse(text)
        best = min(best, time.process_time() - start)
        if best > 1:
            break
    return best
