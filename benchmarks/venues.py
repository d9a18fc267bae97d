"""How long a million URLs take to find their venues, on one core, with the starter registry; and
how long a venue's new rating takes to be in every list of 100,000 sources."""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from benchmarks.measure import table
from benchmarks.stores import synthetic
from citewiki.domain.editorial import RateVenue
from citewiki.domain.listing import ListView, SortKey
from citewiki.domain.venue_rules import VenueIndex
from citewiki.domain.venues import Venue, VenueOrigin, VenueRating, VenueRule
from citewiki.imports.registry import starter
from db.store import open_library

COUNT = 1_000_000
SOURCES = 100_000
SHARES = (1, 50, 200)
"""Of the synthetic store's 997 hosts, how many are one venue's; the real wiki's largest has 7 %."""
_SHAPES = (
    "https://www.{host}/2024/03/some-article-{n}?utm_source=x",
    "https://cdn.{host}/papers/{n}.pdf",
    "https://{host}.unknown-{n}.example/a",
    "https://web.archive.org/web/20240101000000/https://{host}/x/{n}",
    "https://doi.org/10.1038/s41586-{n}",
    "https://arxiv.org/pdf/2203.{n:05}v2",
    "https://github.com/someone-{n}/repository",
    "https://author{n}.substack.com/p/a-post",
    "https://site-{n}.example.co.uk/a/b/c",
)


def urls(hosts: list[str]) -> Iterator[str]:
    """Every shape of URL on every host in turn, no two alike."""
    for n, (shape, host) in enumerate(zip(cycle(_SHAPES), cycle(hosts), strict=False)):
        yield shape.format(host=host, n=n)


def _rerate(sources: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(synthetic(Path(folder) / "store", sources))
        at = datetime(2026, 1, 1, tzinfo=UTC)
        given = VenueRating(3, "measured", "bench", at, VenueOrigin.EDITOR)
        first, venues = 0, []
        for share in SHARES:
            rules = tuple(
                VenueRule(f"host{n}.example", "", VenueOrigin.EDITOR)
                for n in range(first, first + share)
            )
            first += share
            name = f"v{share}"
            venues.append(Venue(name, name, "news", False, "", given, rules, VenueOrigin.EDITOR))
        library.venues.save(venues, VenueOrigin.EDITOR)
        rows = []
        for venue in venues:
            inherit = library.venues.source_count(venue.id)
            start = time.perf_counter()
            library.editorial.apply(RateVenue(venue.id, 1, "measured"), by="bench", at=at)
            took = time.perf_counter() - start
            order = library.lists.order(ListView(sort=SortKey.RATING))
            low = sum(row.rating == 1 for row in library.lists.rows(order[:inherit]))
            assert low == inherit, "the list does not show the new rating"
            library.editorial.apply(RateVenue(venue.id, 3, "measured"), by="bench", at=at)
            rows.append([f"{inherit:,}", f"{took * 1e3:.0f}"])
        library.close()
    table(f"A venue's new rating, {sources:,} sources", ["inherit", "ms"], rows)


def run(_repeats: int) -> None:
    venues = starter()
    index = VenueIndex(venues)
    hosts = [rule.domain for venue in venues for rule in venue.rules]
    asked = list(islice(urls(hosts), COUNT))
    start = time.process_time()
    found = sum(index.match(url) is not None for url in asked)
    took = time.process_time() - start
    _rerate(SOURCES)
    rows = [[f"{len(asked):,}", f"{found:,}", f"{took:.1f}", f"{took / len(asked) * 1e6:.1f}"]]
    table(
        f"URLs to venues ({len(venues)} venues)", ["URLs", "with a venue", "CPU s", "us each"], rows
    )
