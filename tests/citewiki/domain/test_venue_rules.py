"""Which venue a URL belongs to."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.venue_rules import Address, VenueIndex, address_of, parse_rule
from citewiki.domain.venues import Venue, VenueOrigin, VenueRule
from citewiki.domain.wrappers import MAX_DEPTH


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
        ("doi:10.1038", VenueRule("doi.org", "/10.1038")),
        ("DOI:10.1016/j.artint*", VenueRule("doi.org", "/10.1016/j.artint*")),
        ("arxiv:hep-th", VenueRule("arxiv.org", "/abs/hep-th")),
        ("github:OpenAI", VenueRule("github.com", "/openai")),
        ("github:", None),
        ("localhost", None),
        ("", None),
        ("a b.com", None),
    ],
)
def test_parse_rule(text: str, expected: VenueRule | None) -> None:
    assert parse_rule(text, VenueOrigin.STARTER) == expected


@given(st.text(max_size=200) | st.from_regex(r"https?://[a-z./@:%?=&\[\]#*\\-]{0,60}"))
def test_no_text_breaks_it(text: str) -> None:
    address = address_of(text)
    found = INDEX.match(text)
    assert found is None or address is not None
    address_of(f"https://web.archive.org/web/2024/{text}")
    address_of(f"https://google.com/url?q={text}")


_LABEL = st.from_regex(r"[a-z]([a-z0-9]{0,8}[a-z0-9])?", fullmatch=True)


@given(_LABEL, _LABEL)
def test_a_subdomain_belongs_and_a_longer_name_does_not(label: str, path: str) -> None:
    inside = INDEX.match(f"https://{label}.openai.com/{path}")
    assert inside is not None
    assert inside.venue_id == "openai"
    assert INDEX.match(f"https://{label}openai.com/{path}") is None
    assert INDEX.match(f"https://openai.com.{label}.example/{path}") is None


@given(st.sampled_from(["openai.com", "nature.com/articles/x", "aisi.gov.uk", "none.org"]), _LABEL)
def test_wrapping_changes_no_venue(page: str, path: str) -> None:
    url = f"https://{page}/{path}"
    for wrapped in (
        f"https://web.archive.org/web/20240101000000/{url}",
        f"https://archive.ph/2024/{url}",
        f"https://www.google.com/url?q={quote(url, safe='')}",
        f"https://www.google.com/url?q=https://web.archive.org/web/2024/{url}",
    ):
        assert INDEX.match(wrapped) == INDEX.match(url)


def test_wrappers_are_named_outermost_first() -> None:
    found = address_of("https://google.com/url?q=https://web.archive.org/web/2024/https://a.org/B")
    assert found == Address("a.org", "/b", ("a Google result link", "the Wayback Machine"))


def test_endless_wrapping_ends() -> None:
    found = address_of(f"{'https://web.archive.org/web/2024/' * 40}https://openai.com")
    assert found is not None
    assert found.host == "web.archive.org"
    assert len(found.wrappers) == MAX_DEPTH
