"""The main text of HTML pages: ours beside the peers', on the corpora of benchmarks/corpora.py.

news is scored by F1 of four-word shingles, wcxb by F1 of words (mean over pages), as their
repositories do. All sides read a page in turn, in this process; times are CPU milliseconds.
"""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.corpora import Matches, Page, pages, shingle_f1, shingle_matches
from benchmarks.html_readers import BAR, OURS, Side, sides
from benchmarks.measure import table
from benchmarks.stores import real_html
from tests.quality.scores import word_f1

AIMS = {"news F1": 0.965, "wcxb over trafilatura": 0.015, "kind under": -0.01, "time": 1.5}
_RESAMPLES = 500
T = TypeVar("T")


@dataclass(slots=True)
class Scores:
    """One side's marks, in the order of the pages."""

    news: list[Matches]
    wcxb: list[tuple[str, float]]
    milliseconds: list[tuple[str, float]]

    def kind(self, kind: str | None = None) -> list[float]:
        """F1 of wcxb's pages of one kind, or of all."""
        return [f1 for of, f1 in self.wcxb if kind in (of, None)]

    def time(self, corpus: str) -> float:
        """Mean time for a page."""
        return statistics.mean(each for of, each in self.milliseconds if of == corpus)


def run(repeats: int) -> None:
    """One pass over every page (`repeats` is for the other benchmarks: pages are many enough)."""
    root = real_html()
    if root is None:
        print("extraction: left out, the corpora are not at hand\n")
        return
    readers = sides()
    scores = {name: Scores([], [], []) for name in readers}
    for page in pages(root):
        for name, reader in readers.items():
            _score(scores[name], page, reader)
    kinds = sorted({kind for kind, _ in scores[OURS].wcxb}, key=_by_size(scores[OURS]))
    columns = [f"{kind[:8]} {len(scores[OURS].kind(kind))}" for kind in kinds]
    table(
        f"Main text: {len(scores[OURS].news)} news pages, {len(scores[OURS].wcxb)} of wcxb; "
        "F1 ± standard error, CPU ms a page",
        ("", "news", "wcxb", *columns, "ms news", "ms wcxb"),
        [_row(name, side, kinds) for name, side in scores.items()],
    )
    _compare(scores[OURS], scores[BAR], kinds)


def _score(scores: Scores, page: Page, reader: Side) -> None:
    start = time.process_time()
    try:
        text = reader(page.body, page.url)
    except Exception:  # noqa: BLE001 - a peer that breaks on a page has read nothing of it
        text = ""
    scores.milliseconds.append((page.corpus, 1000 * (time.process_time() - start)))
    if page.corpus == "news":
        scores.news.append(shingle_matches(text, page.gold))
    else:
        scores.wcxb.append((page.kind, word_f1(text, page.gold)))


def _row(name: str, side: Scores, kinds: Sequence[str]) -> tuple[str, ...]:
    return (
        name,
        f"{shingle_f1(side.news):.4f} ± {_spread(side.news, shingle_f1):.4f}",
        f"{statistics.mean(side.kind()):.4f} ± {_spread(side.kind(), statistics.mean):.4f}",
        *(f"{statistics.mean(side.kind(kind)):.3f}" for kind in kinds),
        f"{side.time('news'):.1f}",
        f"{side.time('wcxb'):.1f}",
    )


def _compare(ours: Scores, bar: Scores, kinds: Sequence[str]) -> None:
    """Page by page against trafilatura's default, beside the aims."""
    gains = [a - b for a, b in zip(ours.kind(), bar.kind(), strict=True)]
    by_kind = {k: statistics.mean(ours.kind(k)) - statistics.mean(bar.kind(k)) for k in kinds}
    worst = min(by_kind, key=lambda kind: by_kind[kind])
    slower = max(ours.time(corpus) / bar.time(corpus) for corpus in ("news", "wcxb"))
    table(
        f"{OURS} against {BAR}'s default",
        ("", "measured", "aim"),
        [
            ("news F1", f"{shingle_f1(ours.news):.4f}", f">= {AIMS['news F1']}"),
            (
                "wcxb, page by page",
                f"{statistics.mean(gains):+.4f} ± {_spread(gains, statistics.mean):.4f}",
                f">= {AIMS['wcxb over trafilatura']:+}",
            ),
            (f"worst kind ({worst})", f"{by_kind[worst]:+.4f}", f">= {AIMS['kind under']:+}"),
            ("time, the slower corpus", f"{slower:.2f} x", f"<= {AIMS['time']} x"),
        ],
    )


def _spread(values: Sequence[T], score: Callable[[Sequence[T]], float]) -> float:
    """The standard error of a score, by resampling the pages (bootstrap)."""
    dice = random.Random(1)
    return statistics.stdev(score(dice.choices(values, k=len(values))) for _ in range(_RESAMPLES))


def _by_size(scores: Scores) -> Callable[[str], int]:
    return lambda kind: -len(scores.kind(kind))
