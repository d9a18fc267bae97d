"""Comparing two versions of a text, at three sizes, and difflib's words beside it where it ends.

`python -m benchmarks.differences SIDE KIND BYTES` is one side's child.
"""

import difflib
import random
import sys
import textwrap

from benchmarks.measure import interleave, spread, table

SIZES = (10_000, 100_000, 1_000_000)
KINDS = ("edited", "wrapped", "shuffled", "unrelated")
_DIFFLIB_UP_TO = 100_000  # bytes; ten times as much takes it many minutes


def texts(kind: str, size: int, seed: int = 7) -> tuple[str, str]:
    """A text of about so many bytes and its next version, the same each time."""
    chance = random.Random(seed)
    before = _paragraphs(chance, size)
    after = list(before)
    for _ in range(max(1, size // 10_000)):
        at = chance.randrange(len(after))
        after[at] = after[at].replace(" ", " changed ", 1)
    if kind == "wrapped":
        return "\n\n".join(before), textwrap.fill(" ".join(after), 80)
    if kind == "shuffled":
        chance.shuffle(after)
    if kind == "unrelated":
        after = _paragraphs(chance, size)
    return "\n\n".join(before), "\n\n".join(after)


def _paragraphs(chance: random.Random, size: int) -> list[str]:
    found: list[str] = []
    while sum(map(len, found[-1:])) + 600 * len(found) < size:
        words = (f"word{int(chance.paretovariate(0.8)) % 20_000}" for _ in range(90))
        found.append(" ".join(words))
    return found


def run(repeats: int) -> None:
    """Print the tables."""
    rows = []
    for kind in KINDS:
        for size in SIZES:
            sides = ["nothing", "citewiki"] + ["difflib"] * (size <= _DIFFLIB_UP_TO)
            argv = [sys.executable, "-m", "benchmarks.differences"]
            runs = interleave({one: [*argv, one, kind, str(size)] for one in sides}, repeats)
            times = {one: [run.wall_s for run in found] for one, found in runs.items()}
            peak = max(run.peak_mb for run in runs["citewiki"])
            rows.append(
                [
                    f"{kind}, {size:,} bytes",
                    spread(times["nothing"]),
                    spread(times["citewiki"]),
                    spread(times["difflib"]) if "difflib" in times else "-",
                    f"{peak:.0f}",
                ]
            )
    head = ("two versions", "texts alone, s", "citewiki, s", "difflib words, s", "peak MB")
    table("diff: start and making the texts included", head, rows)


def main() -> None:
    side, kind, size = sys.argv[1:]
    before, after = texts(kind, int(size))
    if side == "citewiki":
        from citewiki.domain.differences import compare

        compare(before, after)
    elif side == "difflib":
        matcher = difflib.SequenceMatcher(None, before.split(), after.split(), autojunk=False)
        matcher.get_opcodes()


if __name__ == "__main__":
    main()
