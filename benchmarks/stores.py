"""Stores to measure on: the real wiki's, where it is at hand, and synthetic ones of any size."""

import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

_WORDS = [
    *("alignment", "oversight", "scaling", "policy", "model", "report", "risk", "safety"),
    *("evaluation", "agent", "governance", "reward", "learning", "language", "deception"),
]


def real_wiki() -> Path | None:
    """The Longterm Wiki's data folder, or None where it is not at hand."""
    return _shared("longterm-wiki")


def real_html() -> Path | None:
    """The folder with the two corpora of HTML pages, or None where it is not at hand."""
    return _shared("html")


def _shared(name: str) -> Path | None:
    root = Path(os.environ.get("CITEWIKI_SHARED", Path(__file__).parents[2] / "shared"))
    folder = root / "data" / name
    return folder if folder.is_dir() else None


def synthetic(folder: Path, sources: int) -> Path:
    """A fresh store at `folder` with so many imported sources, the same each time.

    A child makes it: a process is charged its parent's memory as of its start, so the one that
    measures has to stay small.
    """
    argv = [sys.executable, "-m", "benchmarks.stores", str(folder), str(sources)]
    subprocess.run(argv, check=True)
    return folder


def fill(folder: Path, sources: int, seed: int = 7) -> None:
    """Make a store and import the sources."""
    from citewiki.domain.identity import resource_id
    from citewiki.domain.sources import Field, FieldValue, NewSource, Origin
    from citewiki.domain.urls import canonicalize
    from citewiki.ports.library import ImportedSource
    from citewiki.wiring import create_store
    from db.store import open_library

    chance = random.Random(seed)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    create_store(folder)
    library = open_library(folder)
    records = []
    for i in range(sources):
        url = f"https://host{i % 997}.example/{chance.choice(_WORDS)}/{i}"
        title = " ".join(chance.choices(_WORDS, k=6)).capitalize() + f" {i}"
        fields = (
            FieldValue(Field.TITLE, title, Origin.IMPORT, "bench", now),
            FieldValue(Field.IMPORTANCE, chance.randrange(101), Origin.IMPORT, "bench", now),
        )
        new = NewSource(resource_id(url), f"{i:010d}", url, canonicalize(url), now)
        records.append(ImportedSource(new, fields, {}))
    library.sources.import_records(records, "bench", now)
    library.close()


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
