"""Pages that would take a careless parser quadratic time: each at a size, twice and four times it.

`python -m benchmarks.hostile_pages mediawiki html` times these parsers alone.
"""

import argparse
import gc
import time
from itertools import pairwise

from benchmarks.measure import table
from benchmarks.page_parsers import PARSERS, PageParser
from benchmarks.page_shapes import SHAPES, Shape

_CHARS = 100_000
_ENOUGH_S = 0.02
"""A shape that takes less says nothing of its growth."""
_LONG = 5_000_000


def run(repeats: int, names: tuple[str, ...] = ()) -> None:
    """Prints each parser's slowest shapes, and those whose time more than trebles."""
    for name in names or PARSERS:
        parser = PARSERS[name]
        shapes = {**SHAPES[name], **{repr(token): Shape(token) for token in parser.tokens}}
        rows = [_row(shape, parser, pattern, repeats) for shape, pattern in shapes.items()]
        rows.sort(key=lambda row: -row[1][-1])
        worst = sorted(rows, key=lambda row: -max(row[2]))
        printed = [*rows[:8], *(row for row in worst[:8] if row not in rows[:8])]
        table(
            f"{name}: {len(rows)} shapes of {_CHARS:,} characters, twice and four times as many, "
            f"the slowest and the fastest growing; growing threefold or more each time: "
            f"{sum(min(growth) >= 3 for _, _, growth in rows)}",
            ("", "s", "s, twice", "s, four times", "growth", "and again"),
            [
                (shape, *(f"{one:.2f}" for one in took), *(f"{one:.1f}" for one in growth))
                for shape, took, growth in printed
            ],
        )
        for what, text in (
            (f"a line of {_LONG:,} letters", "a" * _LONG),
            (f"a line of {_LONG:,} characters of words", "word " * (_LONG // 5)),
            ("100,000 brackets, never closed", "[" * 10**5),
            ("100,000 brackets in one another", "[" * 10**5 + "]" * 10**5),
        ):
            print(f"  {what}: {_seconds(parser, text, 1):.2f} s")
        print(flush=True)


def _row(
    name: str, parser: PageParser, shape: Shape, repeats: int
) -> tuple[str, list[float], list[float]]:
    """(name, seconds at each size, growth from each to the next)."""
    took = [_seconds(parser, shape.of(_CHARS * times), repeats) for times in (1, 2, 4)]
    growth = [after / before if before > _ENOUGH_S else 0.0 for before, after in pairwise(took)]
    return name, took, growth


def _seconds(parser: PageParser, text: str, repeats: int) -> float:
    """The shortest of some runs, in CPU time: what the parser needs when nothing disturbs it."""
    best = float("inf")
    for _ in range(min(repeats, 3)):
        gc.collect()
        start = time.process_time()
        parser.read(text)
        best = min(best, time.process_time() - start)
        if best > 1:
            break
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parsers", nargs="*", choices=[[], *PARSERS], help="which; default all")
    parser.add_argument("--repeats", type=int, default=2)
    options = parser.parse_args()
    run(options.repeats, tuple(options.parsers))


if __name__ == "__main__":
    main()
