"""Made wikis of growing size: first scan, rescan, and rescan with one page changed.

Time a page and peak memory should not grow with the number of pages. `--pages` adds a size.
"""

import random
import shutil
import tempfile
from pathlib import Path

from benchmarks.measure import CITEWIKI, child, table

SIZES = (1_000, 10_000)
_SEED = 5
_WORDS = ("model", "risk", "lab", "policy", "scaling", "audit", "safety", "paper", "claims", "that")


def run(repeats: int, pages: int = 0) -> None:
    """One run of each size, whatever the number of repeats: the sizes show the growth."""
    rows: list[tuple[str, ...]] = []
    for size in sorted({*SIZES, pages} - {0}):
        folder = Path(tempfile.mkdtemp(prefix="citewiki-bench-"))
        try:
            rows += _measured(folder, size)
        finally:
            shutil.rmtree(folder)
    head = ("pages", "step", "wall s", "CPU s", "CPU ms a page", "peak MB")
    table("Made wikis, 4 citations a page; aims: the same ms a page, under 500 MB", head, rows)


def _measured(folder: Path, size: int) -> list[tuple[str, ...]]:
    wiki, store = folder / "wiki", str(folder / "store")
    write_wiki(wiki, size)
    child([CITEWIKI, "init", store])
    argv = [CITEWIKI, "--quiet", "--store", store, "--as", "bench", "scan", str(wiki)]
    rows: list[tuple[str, ...]] = []
    for step in ("scan", "rescan", "one changed"):
        if step == "one changed":
            (wiki / "000" / "page-0.md").write_text("See [a](https://changed.example.org/).\n")
        ran = child(argv)
        a_page = ran.cpu_s / size * 1_000
        rows.append(
            (
                f"{size:,}",
                step,
                f"{ran.wall_s:.2f}",
                f"{ran.cpu_s:.2f}",
                f"{a_page:.3f}",
                f"{ran.peak_mb:.0f}",
            )
        )
    return rows


def write_wiki(folder: Path, pages: int) -> None:
    """Pages of some 900 characters, 1,000 in a folder; every second source is new."""
    draw = random.Random(_SEED)
    for n in range(pages):
        below = folder / f"{n // 1_000:03}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"page-{n}.md").write_text(_page(n, pages, draw))


def _page(n: int, pages: int, draw: random.Random) -> str:
    def words(count: int) -> str:
        return " ".join(draw.choices(_WORDS, k=count))

    def source() -> str:
        return f"https://example-{draw.randrange(500)}.org/{draw.randrange(2 * pages)}"

    return (
        f"---\ntitle: Page {n}\nentityType: risk\n---\n\n# Page {n}\n\n"
        f"{words(40)}. [{words(3)}]({source()}) {words(30)}.[^1]\n\n## More\n\n"
        f"| Who | What | Source |\n|---|---|---|\n| {words(2)} | {words(6)} | [a]({source()}) |\n\n"
        f"- {words(12)}\n- {words(8)} <{source()}>\n\n[^1]: {words(5)}, {source()}\n"
    )
