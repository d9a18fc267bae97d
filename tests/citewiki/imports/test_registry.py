"""The starter registry, and registries that are none."""

import re
from collections import Counter

import pytest

from citewiki.domain.errors import InputError
from citewiki.domain.platforms import settled
from citewiki.domain.venue_rules import VenueIndex, parse_rule
from citewiki.domain.venues import Venue
from citewiki.imports.registry import read, starter
from sources.public_suffixes import is_public_suffix

_PLATFORMS = {"blog_platform", "code_repository"}
_GOVERNMENT = re.compile(r"^(gov|gob|go|gouv|gc|nic|bund|ca|ny)\b|\.gov$")

_ONE = """as_of = 2026-01-01
[[venue]]
id = "a"
name = "A"
kind = "news"
peer_reviewed = false
rating = 3
because = "Why."
rules = ["a.org"]
"""


STARTER = starter()
INDEX = VenueIndex(STARTER)


def test_starter_is_a_field_wide_registry() -> None:
    assert len(STARTER) >= 400
    assert len({venue.id for venue in STARTER}) == len(STARTER)
    assert {venue.rating.rating for venue in STARTER if venue.rating} == {1, 2, 3, 4, 5}


def test_no_rule_stands_twice() -> None:
    """Nor two that come to the same address, such as "x.substack.com" and "substack.com/@x"."""
    rules = Counter(settled(rule.domain, rule.path) for v in STARTER for rule in v.rules)
    assert [rule for rule, count in rules.items() if count > 1] == []


def test_every_reason_is_a_sentence_of_its_own() -> None:
    reasons = Counter(venue.rating.because for venue in STARTER if venue.rating)
    assert sum(reasons.values()) == len(STARTER)
    assert [reason for reason, count in reasons.items() if count > 1] == []
    for reason in reasons:
        assert len(reason.split()) >= 4
        assert reason[0].isupper()
        assert reason.endswith(".")


@pytest.mark.parametrize("venue", STARTER, ids=lambda venue: venue.id)
def test_its_rules_are_canonical_and_its_own(venue: Venue) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", venue.id)
    assert venue.rules
    for rule in venue.rules:
        assert parse_rule(str(rule), rule.origin) == rule
        found = INDEX.match(f"https://{str(rule).removesuffix('*')}")
        assert found is not None
        assert found.venue_id == venue.id


def test_no_rule_is_everybodys() -> None:
    """No public suffix ("co.uk"), but a state's own ("gov.uk") and a platform's: whoever
    registers a name under one would inherit the rating."""
    suffixes = {
        str(rule) for v in STARTER for rule in v.rules
        if v.kind not in _PLATFORMS and not rule.path and is_public_suffix(rule.domain)
    }  # fmt: skip
    assert {one for one in suffixes if not _GOVERNMENT.search(one)} == set()


def test_starter_knows_common_urls() -> None:
    for url, venue in {
        "https://cdn.openai.com/papers/gpt-4.pdf": "openai",
        "https://arxiv.org/abs/2203.02155": "arxiv",
        "https://www.aisi.gov.uk/work": "uk-aisi",
        "https://en.wikipedia.org/wiki/X": "wikipedia",
    }.items():
        found = INDEX.match(url)
        assert found is not None
        assert found.venue_id == venue


def test_one_venue() -> None:
    (venue,) = read(_ONE.encode())
    assert (venue.id, venue.rating and venue.rating.rating) == ("a", 3)


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("rating = 3", "rating = 6", "rating"),
        ("rating = 3", "rating = true", "rating"),
        ("2026-01-01", '"x"', "as_of"),
        ('"a.org"', "1", "no host"),
        ('["a.org"]', '["localhost"]', "no host"),
        ('["a.org"]', "[]", "rules"),
        ('name = "A"', "", "name"),
        ("peer_reviewed = false", "peer_reviewed = 1", "peer_reviewed"),
        ('kind = "news"', 'kind = "news"\ncolour = "red"', "colour"),
        ("[[venue]]", "[venue]", "venue"),
        ("as_of", "= =", "TOML"),
        ('kind = "news"', 'kind = "news"\ncountry = "us"', "country"),
    ],
)
def test_refused(old: str, new: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        read(_ONE.replace(old, new).encode())


def test_doubled_id_is_refused() -> None:
    with pytest.raises(InputError, match="twice"):
        read((_ONE + _ONE.partition("\n")[2]).encode())
