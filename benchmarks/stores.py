"""Stores to measure on: the real wiki's, where it is at hand, and synthetic ones of any size."""

import os
import random
import subprocess
import sys
from collections.abc import Sequence
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
    from citewiki.ports.library.sources import ImportedSource
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


class Silent:
    """A narrator for measurements."""

    def progress(self, what: str, done: int, total: int | None, item: str = "") -> None:
        pass

    def note(self, text: str) -> None:
        pass


def fetched(folder: Path, urls: Sequence[str], etag: str) -> Path:
    """A fresh store at `folder` that holds a fetched page of each URL, with this ETag."""
    from citewiki.domain.extraction import MetadataValue, ReadOutcome
    from citewiki.domain.identity import resource_id
    from citewiki.domain.outcomes import Outcome
    from citewiki.domain.snapshots import Attempt, Capture, Snapshot, Validators
    from citewiki.domain.sources import Field, NewSource
    from citewiki.domain.urls import canonicalize
    from citewiki.wiring import create_store, open_store

    now = datetime(2026, 1, 1, tzinfo=UTC)
    create_store(folder)
    with open_store(folder, Silent()) as ports:
        body = ports.bodies.put(b"<title>A page</title><p>It says what it always said.</p>")
        library = ports.library
        library.sources.register(
            [
                NewSource(resource_id(url), f"{i:010d}", url, canonicalize(url), now)
                for i, url in enumerate(urls)
            ]
        )
        for url in urls:
            one = resource_id(url)
            attempt = Attempt(one, now, Outcome.OK, url, url, (), 200, Validators(etag))
            snapshot = Snapshot(
                source_id=one,
                at=now,
                how=Capture.FETCHED,
                requested_url=url,
                final_url=url,
                redirects=(),
                http_status=200,
                validators=Validators(etag),
                media_type="text/html",
                body=body,
                text=body,
                page_starts=(),
                extractor="bench",
                extractor_version="1",
                read=ReadOutcome.OK,
                detail="",
                metadata=(MetadataValue(Field.TITLE, "A page", "title", 0.9),),
            )
            library.snapshots.record_capture(attempt, snapshot, "It says what it always said.")
    return folder


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
