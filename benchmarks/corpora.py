"""Two public corpora of pages with their main text, and how their repositories score one.

news: scrapinghub/article-extraction-benchmark, MIT. wcxb: the Web Content Extraction Benchmark,
CC-BY-4.0, by Murrough Foley.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from tests.quality.scores import WORD

_SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Page:
    """One page with the text that a person or its corpus's author took for its own."""

    corpus: str
    kind: str
    url: str | None
    body: bytes
    gold: str


def pages(root: Path) -> Iterator[Page]:
    """The pages under a folder with `news` and `wcxb`, in a fixed order."""
    truth = json.loads((root / "news" / "ground-truth.json").read_bytes())
    for name, page in truth.items():
        body = gzip.decompress((root / "news" / "html" / f"{name}.html.gz").read_bytes())
        yield Page("news", "news", page.get("url"), body, page["articleBody"])
    for path in sorted((root / "wcxb" / "ground-truth").glob("*.json")):
        page = json.loads(path.read_bytes())
        body = gzip.decompress((root / "wcxb" / "html" / f"{path.stem}.html.gz").read_bytes())
        kind = page["_internal"]["page_type"]["primary"]
        gold = page["ground_truth"]["main_content"] or ""
        yield Page("wcxb", kind, page.get("url"), body, gold)


Matches = tuple[float, float]
"""Precision and recall."""


def shingle_matches(text: str, gold: str) -> Matches:
    """news: precision and recall of runs of four words, each page."""
    found, due = _shingles(text), _shingles(gold)
    hits = (found & due).total()
    if found == due:
        return 1.0, 1.0
    return hits / max(1, found.total()), hits / max(1, due.total())


def shingle_f1(matches: Sequence[Matches]) -> float:
    """news: the harmonic mean of mean precision and mean recall."""
    precision, recall = (mean(side) for side in zip(*matches, strict=True))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    runs: Iterable[tuple[str, ...]] = (
        tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))
    )
    return Counter(run for run in runs if run)
