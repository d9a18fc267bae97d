"""Suggestions: they rate nothing until an editor accepts one with a reason, and that is undone."""

import pytest

from citewiki.domain.credibility import Basis
from citewiki.domain.editorial import AcceptSuggestion
from citewiki.domain.errors import EditConflict, InputError, NotFound, UsageError
from citewiki.domain.venues import VenueOrigin
from citewiki.imports.suggestions import Columns
from citewiki.ports import Ports
from citewiki.usecases.covering import covered, unrated
from citewiki.usecases.rating import rate_venue
from citewiki.usecases.suggesting import (
    SuggestionsReport,
    accept,
    import_domain_quality,
    import_venues_csv,
    offered,
    refuse,
)
from citewiki.usecases.undoing import redo, undo
from tests.builders import a_citation, a_page, a_scan, a_source, a_venue

NEWS = a_source("https://www.news.example/2024/a")
WRAPPED = a_source("https://web.archive.org/web/2024/https://news.example/b")
RATED = a_source("https://example.org/c")
OTHER = a_source("https://other.example/d")
ALL = (NEWS, WRAPPED, RATED, OTHER)


def take(ports: Ports, *rows: str) -> SuggestionsReport:
    content = "\n".join(("domain,pc1", *rows)).encode()
    return import_domain_quality(ports, content, "quality.csv")


def ratings(ports: Ports) -> list[int | None]:
    return [ports.library.editorial.credibility(one.id).rating for one in ALL]


@pytest.fixture(autouse=True)
def _sources(ports: Ports) -> None:
    ports.library.venues.save([a_venue(rating=5)], VenueOrigin.STARTER)
    ports.library.sources.register(list(ALL))
    page = a_scan(a_page("a"), *((one.id, a_citation(one.url)) for one in ALL))
    ports.library.pages.record([page], "1")
    take(ports, "news.example,0.3", "example.org,0.1", "nobody.example,0.5")


def test_a_suggestion_rates_nothing(ports: Ports) -> None:
    assert ratings(ports) == [None, None, 5, None]
    found = covered(ports)
    assert (found.rated.citations, found.with_suggestions.citations) == (1, 3)
    (one,) = offered(ports)
    assert (one.suggestion.place, one.sources, one.citations) == ("news.example", 2, 2)
    places = {u.place: u.suggested for u in unrated(ports, lambda host: host)}
    assert places["other.example"] == ()
    assert any("2/5 by domain-quality: quality 0.30 of 1" in said for said in places.values())


def test_accepted_with_a_reason_and_taken_back(ports: Ports) -> None:
    event = accept(ports, "news.example", " known errors ", "Ada", name="News")
    assert ratings(ports) == [2, 2, 5, None]
    given = ports.library.editorial.credibility(NEWS.id)
    assert (given.basis, given.venue_name, given.by) == (Basis.VENUE, "News", "Ada")
    assert given.because is not None
    assert given.because.startswith("known errors (suggested 2/5 by domain-quality")
    assert event.venue_id == "news-example"
    undo(ports, "Ada")
    assert ratings(ports) == [None, None, 5, None]
    assert "news-example" not in {one.id for one in ports.library.venues.all()}
    accept(ports, "news.example", "again", "Ada", rating=1)
    assert ratings(ports) == [1, 1, 5, None]
    assert ports.library.upkeep.check() == []


def test_a_venue_that_is_there_is_rated_itself(ports: Ports) -> None:
    accept(ports, "example.org", "it is so", "Ada")
    assert ratings(ports)[2] == 1
    assert [one.id for one in ports.library.venues.all()] == ["example"]
    undo(ports, "Ada")
    assert ratings(ports)[2] == 5


def test_rated_since_is_not_taken_back(ports: Ports) -> None:
    accept(ports, "news.example", "it is so", "Ada")
    rate_venue(ports, "news-example", 4, "mended", "Ben")
    with pytest.raises(EditConflict, match="rated again"):
        undo(ports, "Ada")
    assert ratings(ports)[0] == 4


@pytest.mark.parametrize("because", ["", " … ", "\u200b"])
def test_no_acceptance_or_refusal_without_a_reason(ports: Ports, because: str) -> None:
    for decide in (accept, refuse):
        with pytest.raises(UsageError, match="reason"):
            decide(ports, "news.example", because, "Ada")
    assert ratings(ports)[0] is None


def test_refused_until_the_list_says_otherwise(ports: Ports) -> None:
    refuse(ports, "news.example", "their authors differ", "Ada")
    assert offered(ports) == []
    with pytest.raises(NotFound):
        accept(ports, "news.example", "it is so", "Ben")
    take(ports, "news.example,0.3")
    assert offered(ports) == []
    take(ports, "news.example,0.9")
    assert [one.suggestion.rating for one in offered(ports)] == [4]


def test_a_refusal_is_taken_back(ports: Ports) -> None:
    refuse(ports, "news.example", "their authors differ", "Ada")
    undo(ports, "Ada")
    assert len(offered(ports)) == 1


def test_lists_that_differ_have_to_be_named(ports: Ports) -> None:
    text = b"site,score\nnews.example,95\n"
    import_venues_csv(ports, text, "o.csv", Columns("site", "score", None, 0, 100), "ours")
    with pytest.raises(UsageError, match="lists differ on"):
        accept(ports, "news.example", "it is so", "Ada")
    accept(ports, "news.example", "it is so", "Ada", list_name="ours")
    assert ratings(ports)[0] == 5


def test_imported_again_and_forgotten(ports: Ports) -> None:
    again = take(ports, "news.example,0.3", "example.org,0.1")
    assert (again.counts.added, again.counts.changed, again.counts.unchanged) == (0, 1, 2)
    assert ports.library.suggestions.lists() == {"domain-quality": 2}
    assert ports.library.suggestions.forget("domain-quality") == 2
    assert ports.library.suggestions.all() == []
    with pytest.raises(NotFound):
        ports.library.suggestions.forget("domain-quality")


def test_a_file_of_something_else_changes_nothing(ports: Ports) -> None:
    before = ports.library.suggestions.all()
    with pytest.raises(InputError):
        import_domain_quality(ports, b"a,b\n1,2\n", "x.csv")
    with pytest.raises(UsageError, match="holds no suggestion"):
        take(ports)
    assert ports.library.suggestions.all() == before


def test_who_decides_has_a_name(ports: Ports) -> None:
    with pytest.raises(UsageError, match="who are you"):
        accept(ports, "news.example", "it is so", None)
    with pytest.raises(UsageError, match="reason"):
        AcceptSuggestion("l", "news.example", "")
    with pytest.raises(UsageError, match="is one of"):
        AcceptSuggestion("l", "news.example", "why", rating=6)


def test_an_acceptance_is_done_again_with_the_venue_it_made(ports: Ports) -> None:
    accept(ports, "news.example", "known errors", "Ada", name="News")
    accepted = (ratings(ports), ports.library.venues.get("news-example"))
    undo(ports, "Ada")
    assert ratings(ports) == [None, None, 5, None]
    redo(ports, "Ada")
    assert (ratings(ports), ports.library.venues.get("news-example")) == accepted


def test_a_refusal_is_done_again(ports: Ports) -> None:
    refuse(ports, "news.example", "another country's", "Ada")
    undo(ports, "Ada")
    redo(ports, "Ada")
    assert offered(ports) == []
