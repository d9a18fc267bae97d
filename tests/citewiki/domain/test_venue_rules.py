"""Which venue a URL belongs to."""

import pytest

from citewiki.domain.venue_rules import VenueIndex, parse_rule
from citewiki.domain.venues import Venue, VenueOrigin, VenueRule


def _venue(venue_id: str, *rules: str, origin: VenueOrigin = VenueOrigin.STARTER) -> Venue:
    parsed = tuple(rule for text in rules if (rule := parse_rule(text, origin)) is not None)
    return Venue(venue_id, venue_id, "", False, "", None, parsed, origin)


INDEX = VenueIndex(
    [
        _venue("openai", "openai.com"),
        _venue("gov", "gov.uk"),
        _venue("aisi", "aisi.gov.uk"),
        _venue("nature", "nature.com"),
        _venue("articles", "nature.com/articles"),
        _venue("starter", "same.org"),
        _venue("imported", "same.org", origin=VenueOrigin.IMPORT),
        _venue("edited", "same.org", origin=VenueOrigin.EDITOR),
    ]
)


@pytest.mark.parametrize(
    ("url", "venue"),
    [
        ("https://openai.com/a", "openai"),
        ("https://cdn.openai.com/papers/gpt-4.pdf", "openai"),
        ("http://WWW.OpenAI.com:8080", "openai"),
        ("https://notopenai.com/a", None),
        ("https://openai.com.evil.org/", None),
        ("https://evil.org/openai.com", None),
        ("https://www.aisi.gov.uk/x", "aisi"),
        ("https://www.gov.uk/x", "gov"),
        ("https://www.nature.com/articles/s1", "articles"),
        ("https://www.nature.com/Articles", "articles"),
        ("https://www.nature.com/articlesque", "nature"),
        ("https://same.org/x", "edited"),
        ("nonsense", None),
        ("https://[::1/", None),
        ("https://user@openai.com/", None),
    ],
)
def test_match(url: str, venue: str | None) -> None:
    found = INDEX.match(url)
    assert (found.venue_id if found else None) == venue


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAI.com", VenueRule("openai.com")),
        ("https://www.nature.com/Articles/", VenueRule("nature.com", "/articles")),
        ("localhost", None),
        ("", None),
        ("a b.com", None),
    ],
)
def test_parse_rule(text: str, expected: VenueRule | None) -> None:
    assert parse_rule(text, VenueOrigin.STARTER) == expected
