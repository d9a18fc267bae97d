"""How long a million URLs take to find their venues, on one core, with the starter registry."""

import time
from collections.abc import Iterator
from itertools import cycle, islice

from benchmarks.measure import table
from citewiki.domain.venue_rules import VenueIndex
from citewiki.imports.registry import starter

COUNT = 1_000_000
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


def run(_repeats: int) -> None:
    venues = starter()
    index = VenueIndex(venues)
    hosts = [rule.domain for venue in venues for rule in venue.rules]
    asked = list(islice(urls(hosts), COUNT))
    start = time.process_time()
    found = sum(index.match(url) is not None for url in asked)
    took = time.process_time() - start
    rows = [[f"{len(asked):,}", f"{found:,}", f"{took:.1f}", f"{took / len(asked) * 1e6:.1f}"]]
    table(
        f"URLs to venues ({len(venues)} venues)", ["URLs", "with a venue", "CPU s", "us each"], rows
    )
