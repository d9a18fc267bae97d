"""The registry's figures, and what to rate first."""

from citewiki.domain.coverage import CitingCount, Reach, Standing, coverage, unrated
from citewiki.domain.venues import VenueOrigin
from tests.builders import a_venue


def _standing(
    url: str,
    *cited_by: CitingCount,
    venue: str | None = None,
    imported: str | None = None,
    rated: bool = False,
) -> Standing:
    return Standing(url, url, venue, imported, rated, cited_by)


def _registrable(host: str) -> str:
    return ".".join(host.split(".")[-2:])


VENUES = [
    a_venue("journal", "journal.org", origin=VenueOrigin.IMPORT),
    a_venue("platform", "github.com", origin=VenueOrigin.IMPORT),
    a_venue("owner", "start.org", origin=VenueOrigin.STARTER),
]


def test_coverage() -> None:
    found = coverage(
        [
            _standing("https://journal.org/1", CitingCount("a", 80, 2), venue="journal",
                      imported="journal", rated=True),
            _standing("https://start.org/1", CitingCount("b", None, 1), venue="platform",
                      imported="platform"),
            _standing("https://elsewhere.org/1", CitingCount("b", None, 3), imported="gone"),
        ],
        VENUES,
    )  # fmt: skip
    assert found.total == Reach(3, 6)
    assert found.with_venue == Reach(2, 3)
    assert found.rated == Reach(1, 2)
    assert found.by_rules == {
        VenueOrigin.EDITOR: Reach(0, 0),
        VenueOrigin.IMPORT: Reach(1, 2),
        VenueOrigin.STARTER: Reach(1, 1),
    }
    assert (found.imported, found.renamed) == (2, 1)
    (difference,) = found.differences
    assert (difference.imported, difference.ours and difference.ours.venue_id) == (
        "platform",
        "owner",
    )


def test_coverage_of_nothing() -> None:
    found = coverage([], [])
    assert (found.total, found.differences) == (Reach(0, 0), ())


def test_unrated_places_by_what_rests_on_them() -> None:
    found = unrated(
        [
            _standing("https://a.often.org/1", CitingCount("minor", 10, 5)),
            _standing("https://b.often.org/2", CitingCount("minor", 10, 1)),
            _standing("https://grave.org/1", CitingCount("major", 90, 1)),
            _standing("https://unknown.org/1", CitingCount("new", None, 1)),
            _standing("https://idle.org/1"),
            _standing("https://rated.org/1", CitingCount("major", 90, 9), rated=True),
        ],
        _registrable,
    )
    assert [(u.place, u.weight) for u in found] == [
        ("grave.org", 0.9),
        ("often.org", 0.6),
        ("unknown.org", 0.5),
        ("idle.org", 0.0),
    ]
    often = found[1]
    assert (often.sources, often.citations, often.pages) == (2, 6, 1)
    assert often.example == "https://a.often.org/1"


def test_authors_of_a_shared_platform_are_places_of_their_own() -> None:
    urls = (
        "https://ann.substack.com/p/1",
        "https://open.substack.com/pub/ann/p/2",
        "https://medium.com/@ann/3",
        "https://github.com/Ann/4",
        "https://raw.githubusercontent.com/ann/5/x",
        "https://ann.github.io/6",
        "https://web.archive.org/web/2020/https://plain.org/7",
        "https://medium.com/publication/8",
        "nonsense",
    )
    found = unrated([_standing(url) for url in urls], _registrable)
    assert {u.place: u.sources for u in found} == {
        "substack.com/@ann": 2,
        "medium.com/@ann": 1,
        "github.com/ann": 2,
        "ann.github.io": 1,
        "plain.org": 1,
        "medium.com": 1,
        "(no web address)": 1,
    }
