"""Title, authors and date of the WCXB pages against their gold, with each miss by kind.

`python -m benchmarks.metadata --list` prints the misses too.
"""

import argparse
import gzip
import json
import os
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.measure import table
from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import CONFIDENT, Field
from sources.extract import page_metadata, web_page

AIMS = {
    "title, fuzzy": 0.85,
    "authors, exact": 0.72,
    "authors, precision": 0.80,
    "date": 0.85,
    "date invented": 0.15,
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page with its gold; None where the gold says nothing."""

    name: str
    url: str
    body: bytes
    title: str | None
    author: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Miss:
    """A field that came out wrong: which page, how, what was due and what was read."""

    kind: str
    page: str
    due: str
    got: str


def wcxb() -> Path | None:
    """The benchmark's folder, or None where it is not at hand."""
    root = Path(os.environ.get("CITEWIKI_SHARED", Path(__file__).parents[2] / "shared"))
    folder = root / "data" / "html" / "wcxb"
    return folder if folder.is_dir() else None


def pages(folder: Path) -> Iterator[Page]:
    """The pages of the half that is at hand."""
    for path in sorted((folder / "ground-truth").glob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        gold = document["ground_truth"]
        body = gzip.decompress((folder / "html" / f"{path.stem}.html.gz").read_bytes())
        due = (gold[key] for key in ("title", "author", "publish_date"))
        yield Page(path.stem, document["url"], body, *due)


def run(repeats: int) -> None:
    """One pass: the result does not vary, and the time is summed over all pages."""
    folder = wcxb()
    if folder is None:
        print("metadata: left out, the WCXB pages are not at hand\n")
        return
    report(folder, listed=False)


def report(folder: Path, *, listed: bool) -> None:
    counts: Counter[str] = Counter()
    misses: list[Miss] = []
    seconds = 0.0
    for page in pages(folder):
        tree = web_page.parse(page.body, "text/html")
        if tree is None:
            continue
        start = time.process_time()
        found, _ = page_metadata.read(tree, page.url)
        seconds += time.process_time() - start
        counts["pages"] += 1
        misses += score(page, best_first(found), counts)
    rates = {
        "title, fuzzy": counts["title right"] / counts["titles"],
        "authors, exact": counts["authors right"] / counts["authors"],
        "authors, precision": counts["authors right"] / counts["authors shown"],
        "date": counts["date right"] / counts["dates"],
        "date, guesses too": counts["date guessed right"] / counts["dates"],
        "date invented": counts["date invented"] / counts["untagged"],
    }
    table(
        f"Metadata of {counts['pages']} WCXB pages as it is shown (confidence {CONFIDENT} or "
        f"more), {1000 * seconds / counts['pages']:.1f} ms CPU a page",
        ("", "share", "aim"),
        [(name, f"{rate:.3f}", f"{AIMS.get(name, '')}") for name, rate in rates.items()],
    )
    kinds = Counter(miss.kind for miss in misses)
    table("Misses by kind", ("", "pages"), [(kind, str(n)) for kind, n in kinds.most_common()])
    for miss in sorted(misses, key=lambda m: m.kind) if listed else ():
        print(f"{miss.kind}\t{miss.page}\t{miss.due}\t{miss.got}")


def best_first(found: tuple[MetadataValue, ...]) -> dict[Field, list[MetadataValue]]:
    """The candidates of each field, the surest first."""
    by_field: dict[Field, list[MetadataValue]] = {}
    for one in sorted(found, key=lambda value: -value.confidence):
        by_field.setdefault(one.field, []).append(one)
    return by_field


def score(
    page: Page, found: dict[Field, list[MetadataValue]], counts: Counter[str]
) -> Iterator[Miss]:
    """Count one page, and name what is wrong with it."""
    yield from _title(page, found.get(Field.TITLE, []), counts)
    yield from _authors(page, found.get(Field.AUTHORS, []), counts)
    yield from _date(page, found.get(Field.PUBLISHED, []), counts)


def _title(page: Page, found: list[MetadataValue], counts: Counter[str]) -> Iterator[Miss]:
    if not page.title:
        return
    counts["titles"] += 1
    if found and same_title(str(found[0].value), page.title):
        counts["title right"] += 1
        return
    known = any(same_title(str(one.value), page.title) for one in found)
    kind = "another candidate is right" if known else "not among the candidates"
    yield Miss(f"title: {kind}", page.name, page.title, str(found[0].value) if found else "")


def _authors(page: Page, found: list[MetadataValue], counts: Counter[str]) -> Iterator[Miss]:
    shown = [one for one in found if one.confidence >= CONFIDENT]
    if not page.author:
        counts["authors without gold"] += bool(shown)
        return
    counts["authors"] += 1
    counts["authors shown"] += bool(shown)
    names = shown[0].value if shown else ()
    said = ", ".join(names) if isinstance(names, tuple) else ""
    if said and _names(said) == _names(page.author):
        counts["authors right"] += 1
        return
    kind = "others named" if shown else "a guess at most" if found else "none found"
    yield Miss(f"authors: {kind}", page.name, page.author, said)


def _date(page: Page, found: list[MetadataValue], counts: Counter[str]) -> Iterator[Miss]:
    best = found[0] if found else None
    shown = best is not None and best.confidence >= CONFIDENT
    said = str(best.value) if best is not None else ""
    if not page.published:
        if any(one.found_in.startswith(("meta", "json-ld")) for one in found):
            return  # the page has an explicit tag: the gold is silent, not the page
        counts["untagged"] += 1
        counts["date invented"] += shown
        if shown and best is not None:
            yield Miss(f"date: invented ({best.found_in})", page.name, "", said)
        return
    counts["dates"] += 1
    right = said == page.published
    counts["date guessed right"] += right
    if right and shown:
        counts["date right"] += 1
        return
    known = any(one.value == page.published for one in found)
    kind = "a guess" if right else "another candidate is right" if known else "another day"
    yield Miss(f"date: {kind if found else 'none found'}", page.name, page.published, said)


def same_title(one: str, other: str) -> bool:
    """Fuzzy: nine tenths alike, or one begins with the other."""
    a, b = _folded(one), _folded(other)
    alike = SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.9
    return alike or a.startswith(b) or b.startswith(a)


def _names(text: str) -> frozenset[str]:
    joined = _folded(text)
    for mark in (" and ", " & ", ";"):
        joined = joined.replace(mark, ",")
    return frozenset(name for part in joined.split(",") if (name := part.strip()))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.metadata", description=__doc__)
    parser.add_argument("--list", action="store_true", help="print each miss")
    options = parser.parse_args()
    folder = wcxb()
    if folder is None:
        raise SystemExit("the WCXB pages are not at hand: set CITEWIKI_SHARED to their folder")
    report(folder, listed=options.list)


if __name__ == "__main__":
    main()
