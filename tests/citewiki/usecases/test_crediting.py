"""The report on the wiki, and what explains one source's figures."""

from datetime import timedelta

import pytest

from citewiki.domain.errors import NotFound
from citewiki.domain.sources import Field, Origin
from citewiki.domain.venues import VenueOrigin
from citewiki.ports import Ports
from citewiki.usecases.crediting import credibility_report, explain
from citewiki.usecases.editing import edit
from citewiki.usecases.rating import rate, rate_venue
from tests.builders import NOW, a_citation, a_page, a_scan, a_source, a_venue
from tests.fakes import FakeClock

LOW = a_source("https://example.org/low")
BARE = a_source("https://elsewhere.example/")


@pytest.fixture(autouse=True)
def _sources(ports: Ports) -> None:
    ports.library.venues.save([a_venue(rating=2)], VenueOrigin.STARTER)
    ports.library.sources.register([LOW, BARE])
    one = a_scan(a_page("concepts/a"), (LOW.id, a_citation(LOW.url)))
    two = a_scan(a_page("concepts/b"), (BARE.id, a_citation(BARE.url)))
    ports.library.pages.record([one, two], "1")


def test_over_the_wiki_and_over_a_page(ports: Ports) -> None:
    edit(ports, LOW.id, {Field.PURPOSE: "primary source"}, "Ada")
    whole = credibility_report(ports).ground
    assert whole.whole.by_rating == {5: 0, 4: 0, 3: 0, 2: 1, 1: 0, None: 1}
    assert [page.page_id for page in whole.pages] == ["concepts/a", "concepts/b"]
    assert (whole.whole.ordered, whole.whole.primary) == (1, 1)
    only = credibility_report(ports, ["b"]).ground
    assert [page.page_id for page in only.pages] == ["concepts/b"]
    with pytest.raises(NotFound):
        credibility_report(ports, ["nowhere"])


def test_what_changed_since(ports: Ports, clock: FakeClock) -> None:
    rate(ports, LOW.id, 4, "replicated", "Ada")
    clock.advance(days=2)
    rate_venue(ports, "example", 1, "a mill", "Ben")
    assert credibility_report(ports).changes == ()
    told = credibility_report(ports, since=NOW).changes
    assert [(one.by, one.of) for one in told] == [("Ben", "example"), ("Ada", LOW.url)]
    assert "because: a mill" in told[0].what
    (late,) = credibility_report(ports, since=NOW + timedelta(days=1)).changes
    assert late.by == "Ben"


def test_explained(ports: Ports) -> None:
    found = explain(ports, LOW.url)
    assert (found.credibility.rating, found.rule) == (2, "example.org")
    assert found.importance is not None
    assert found.importance.origin is Origin.DERIVED
    ((page, resting),) = found.pages
    assert (page, resting.citations, resting.of, resting.weight) == ("concepts/a", 1, 1, 0.5)
    assert found.importance.value == 50
    bare = explain(ports, BARE.url)
    assert (bare.credibility.rating, bare.rule) == (None, None)
