"""Pages, citations and venues."""

import pytest

from citewiki.domain.citations import PageProblem
from citewiki.domain.errors import NotFound, UnknownSource
from citewiki.domain.venues import VenueOrigin
from citewiki.ports.library import Library
from citewiki.ports.library.pages import PageScan
from citewiki.ports.library.sources import ImportCounts
from tests.builders import a_citation, a_page, a_scan, a_source, a_venue

ID = a_source().id


@pytest.fixture
def one(library: Library) -> Library:
    library.sources.register([a_source()])
    return library


def test_cited_by_is_derived_from_the_last_scan(one: Library) -> None:
    good, unknown = a_page("a/good", quality=80.0), a_page("b/unknown")
    one.pages.record(
        [
            a_scan(unknown, (ID, a_citation())),
            a_scan(good, (ID, a_citation()), (ID, a_citation(line=9))),
        ],
        "1",
    )
    assert one.sources.get(ID).cited_by_count == 2
    assert [(c.page.id, c.citations) for c in one.pages.citing(ID)] == [
        ("a/good", 2),
        ("b/unknown", 1),
    ]
    one.pages.record([a_scan(good)], "1")
    assert one.sources.get(ID).cited_by_count == 1
    one.pages.remove(["b/unknown"])
    assert one.sources.get(ID).cited_by_count == 0
    assert one.pages.citations() == []
    assert one.upkeep.check() == []


def test_a_citation_round_trips(one: Library) -> None:
    tag = a_citation(None, line=4)
    one.pages.record([a_scan(a_page(), (ID, tag), (ID, a_citation(line=2)))], "1")
    found = one.pages.citations(page_id="concepts/rlhf")
    assert [c.line for c in found] == [2, 4]
    assert found[1].url == a_source().url
    assert (found[1].section, found[1].claim) == (tag.section, tag.claim)
    assert one.pages.citations(source_id=ID) == found
    assert one.pages.citations(page_id="none") == []


def test_a_page_answers_to_its_last_part(one: Library) -> None:
    one.pages.record(
        [a_scan(a_page("x/rlhf")), a_scan(a_page("x/two")), a_scan(a_page("y/two"))], "1"
    )
    assert one.pages.get("rlhf").id == "x/rlhf"
    assert one.pages.get("x/two").id == "x/two"
    with pytest.raises(NotFound, match="2 pages"):
        one.pages.get("two")
    with pytest.raises(NotFound, match="scan"):
        one.pages.get("lhf")


def test_a_scan_with_an_unknown_source_records_nothing(one: Library) -> None:
    with pytest.raises(UnknownSource):
        one.pages.record([a_scan(a_page(), ("0" * 16, a_citation()))], "1")
    assert one.pages.hashes() == {}


def test_problems_and_parser_versions(one: Library) -> None:
    problem = PageProblem("concepts/rlhf", 3, "a link with no end")
    one.pages.record([PageScan(a_page(), (), (problem,))], "1")
    assert one.pages.problems() == [problem]
    assert list(one.pages.hashes()) == list(one.pages.hashes("1")) == ["concepts/rlhf"]
    assert one.pages.hashes("2") == {}


def test_saving_a_venue_twice_changes_nothing(library: Library) -> None:
    assert library.venues.save([a_venue()], VenueOrigin.IMPORT) == ImportCounts(1, 0, 0)
    assert library.venues.save([a_venue()], VenueOrigin.IMPORT) == ImportCounts(0, 0, 1)
    assert len(library.venues.ratings("example")) == 1


def test_of_two_origins_the_better_word_stands(one: Library) -> None:
    one.venues.save([a_venue(name="Starter", rating=2)], VenueOrigin.STARTER)
    one.venues.save([a_venue(name="Import", rating=4)], VenueOrigin.IMPORT)
    one.venues.save([a_venue(name="Starter 2", rating=1)], VenueOrigin.STARTER)
    venue = one.venues.get("example")
    assert venue.name == "Import"
    assert venue.rating is not None
    assert venue.rating.rating == 4
    assert one.venues.source_count("example") == 1
    one.venues.save([a_venue(name="Import", rating=None)], VenueOrigin.IMPORT)
    venue = one.venues.get("example")
    assert venue.rating is not None
    assert venue.rating.rating == 1
    assert one.editorial.credibility(ID).rating == 1


def test_an_unknown_venue_is_said(library: Library) -> None:
    with pytest.raises(NotFound, match="venue list"):
        library.venues.get("nowhere")
