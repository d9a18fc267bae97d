"""Stores to measure on: the real wiki's, where it is at hand, and synthetic ones of any size."""

import os
import random
from datetime import UTC, datetime
from pathlib import Path

from citewiki.domain.identity import resource_id
from citewiki.domain.sources import Field, FieldValue, NewSource, Origin
from citewiki.domain.urls import canonicalize
from citewiki.ports.library import ImportedSource
from citewiki.wiring import create_store
from db.store import open_library

_WORDS = [
    *("alignment", "oversight", "scaling", "policy", "model", "report", "risk", "safety"),
    *("evaluation", "agent", "governance", "reward", "learning", "language", "deception"),
]


def real_wiki() -> Path | None:
    """The Longterm Wiki's data folder, or None where it is not at hand."""
    root = Path(os.environ.get("CITEWIKI_SHARED", Path(__file__).parents[2] / "shared"))
    folder = root / "data" / "longterm-wiki"
    return folder if folder.is_dir() else None


def synthetic(folder: Path, sources: int, seed: int = 7) -> Path:
    """A fresh store at `folder` with so many imported sources, the same for the same seed."""
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
    return folder
