"""URLs that deceive: look-alikes, wrappers, DOIs, paths and shared platforms, and their venues."""

from pathlib import Path

import pytest

from citewiki.domain.venue_rules import VenueIndex, parse_rule
from citewiki.domain.venues import Venue, VenueOrigin

_REGISTRY = {
    "openai": ["openai.com"],
    "anthropic": ["anthropic.com"],
    "alignment": ["alignment.anthropic.com"],
    "hai": ["hai.stanford.edu"],
    "stanford": ["stanford.edu"],
    "govuk": ["gov.uk"],
    "aisi": ["aisi.gov.uk"],
    "bbc": ["bbc.co.uk", "bbc.com"],
    "eu": ["europa.eu"],
    "ec": ["ec.europa.eu"],
    "buch": ["bücher.example"],
    "nature": ["nature.com", "doi:10.1038"],
    "articles": ["nature.com/articles"],
    "newsroom": ["nature.com/articles/news"],
    "microsoft": ["microsoft.com"],
    "research": ["microsoft.com/en-us/research"],
    "elsevier": ["doi:10.1016"],
    "artint": ["doi:10.1016/j.artint*"],
    "arxiv": ["arxiv.org", "doi:10.48550"],
    "hep": ["arxiv:hep-th"],
    "github": ["github.com", "github.io"],
    "gh-openai": ["github:openai"],
    "substack": ["substack.com"],
    "zvi": ["thezvi.substack.com"],
    "medium": ["medium.com"],
    "paulf": ["medium.com/@paul"],
    "blogger": ["someblog.blogspot.com"],
    "wp": ["someone.wordpress.com"],
    "xlab": ["twitter.com/somelab"],
    "scholar": ["scholar.google.com"],
    "archive": ["archive.org"],
}


def _venue(venue_id: str, rules: list[str]) -> Venue:
    parsed = [parse_rule(text, VenueOrigin.STARTER) for text in rules]
    assert None not in parsed
    kept = tuple(rule for rule in parsed if rule is not None)
    return Venue(venue_id, venue_id, "", False, "", None, kept, VenueOrigin.STARTER)


INDEX = VenueIndex(_venue(venue_id, rules) for venue_id, rules in _REGISTRY.items())

CASES = [
    (url, venue)
    for line in Path(__file__).with_name("tricky_urls.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
    for venue, _, url in [line.partition(" ")]
]


def test_there_are_enough() -> None:
    assert len(CASES) >= 200
    assert len({url for url, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(("url", "venue"), CASES)
def test_tricky_url(url: str, venue: str) -> None:
    found = INDEX.match(url)
    assert (found.venue_id if found else "-") == venue
