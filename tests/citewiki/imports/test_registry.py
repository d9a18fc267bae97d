"""The starter registry, and registries that are none."""

import pytest

from citewiki.domain.errors import InputError
from citewiki.domain.venue_rules import VenueIndex
from citewiki.imports.registry import read, starter

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


def test_starter() -> None:
    venues = starter()
    assert len(venues) >= 40
    rules = [str(rule) for venue in venues for rule in venue.rules]
    assert len(rules) == len(set(rules))
    for venue in venues:
        assert venue.rating is not None
        assert venue.rating.because.endswith(".")
        assert venue.rules


def test_starter_knows_common_urls() -> None:
    index = VenueIndex(starter())
    for url, venue in {
        "https://cdn.openai.com/papers/gpt-4.pdf": "openai",
        "https://arxiv.org/abs/2203.02155": "arxiv",
        "https://www.aisi.gov.uk/work": "uk-aisi",
        "https://en.wikipedia.org/wiki/X": "wikipedia",
    }.items():
        found = index.match(url)
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
    ],
)
def test_refused(old: str, new: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        read(_ONE.replace(old, new).encode())


def test_doubled_id_is_refused() -> None:
    with pytest.raises(InputError, match="twice"):
        read((_ONE + _ONE.partition("\n")[2]).encode())
