"""Rating sources and venues."""

from datetime import date

import pytest

from citewiki.domain.credibility import Basis
from citewiki.domain.errors import EditConflict, NotFound, UsageError
from citewiki.domain.listing import ListView, SortKey
from citewiki.domain.venues import VenueOrigin
from citewiki.ports import Ports
from citewiki.usecases.rating import inherit, rate, rate_venue
from citewiki.usecases.undoing import undo
from tests.builders import a_source, a_venue

ONE = a_source("https://example.org/one")
TWO = a_source("https://example.org/two")


@pytest.fixture(autouse=True)
def _sources(ports: Ports) -> None:
    ports.library.venues.save([a_venue(rating=3)], VenueOrigin.STARTER)
    ports.library.sources.register([ONE, TWO])


def _given(ports: Ports, source_id: str) -> tuple[int | None, Basis, str | None, str | None]:
    found = ports.library.editorial.credibility(source_id)
    return found.rating, found.basis, found.because, found.by


def test_an_override_and_back(ports: Ports) -> None:
    venues = (3, Basis.VENUE, "known to be careful", "starter")
    assert _given(ports, ONE.id) == venues
    rate(ports, ONE.id, 5, "  replicated twice ", "Ada")
    assert _given(ports, ONE.id) == (5, Basis.OVERRIDE, "replicated twice", "Ada")
    assert _given(ports, TWO.id) == venues
    inherit(ports, ONE.id, "Ben")
    assert _given(ports, ONE.id) == venues
    assert [one.rating for one in ports.library.editorial.overrides(ONE.id)] == [None, 5]


def test_a_venues_rating_moves_all_but_the_overridden(ports: Ports) -> None:
    rate(ports, ONE.id, 5, "replicated", "Ada")
    rate_venue(ports, "example", 1, "a mill", "Ada")
    assert _given(ports, ONE.id)[0] == 5
    assert _given(ports, TWO.id) == (1, Basis.VENUE, "a mill", "Ada")
    assert [one.rating for one in ports.library.venues.ratings("example")] == [1, 3]


@pytest.mark.parametrize("rating", [0, 6, -1, 100])
def test_off_the_scale(ports: Ports, rating: int) -> None:
    with pytest.raises(UsageError, match="5 Gold"):
        rate(ports, ONE.id, rating, "why", "Ada")
    with pytest.raises(UsageError, match="5 Gold"):
        rate_venue(ports, "example", rating, "why", "Ada")
    assert _given(ports, ONE.id)[0] == 3


@pytest.mark.parametrize("because", ["", "  \n"])
def test_no_rating_without_its_reason(ports: Ports, because: str) -> None:
    with pytest.raises(UsageError, match="reason"):
        rate(ports, ONE.id, 4, because, "Ada")
    with pytest.raises(UsageError, match="reason"):
        rate_venue(ports, "example", 4, because, "Ada")


def test_nobody_rates(ports: Ports) -> None:
    with pytest.raises(UsageError, match="who are you"):
        rate(ports, ONE.id, 4, "why", None)
    with pytest.raises(UsageError, match="who are you"):
        inherit(ports, ONE.id, "")
    with pytest.raises(UsageError, match="who are you"):
        rate_venue(ports, "example", 4, "why", " ")


def test_an_unknown_venue(ports: Ports) -> None:
    with pytest.raises(NotFound):
        rate_venue(ports, "nowhere", 4, "why", "Ada")


def test_two_editors_rate_at_once(ports: Ports) -> None:
    rate(ports, ONE.id, 4, "mine", "Ada", expected={"rating": 3})
    with pytest.raises(EditConflict):
        rate(ports, ONE.id, 2, "mine", "Ben", expected={"rating": 3})
    assert _given(ports, ONE.id) == (4, Basis.OVERRIDE, "mine", "Ada")


def test_a_new_rating_derives_what_all_would(ports: Ports) -> None:
    rate(ports, ONE.id, 5, "replicated", "Ada")
    rate_venue(ports, "example", 1, "a mill", "Ada", review_by=date(2027, 1, 1))
    assert ports.library.upkeep.check() == []
    keys = ports.library.lists.order(ListView(sort=SortKey.RATING))
    assert [row.rating for row in ports.library.lists.rows(keys)] == [1, 5]
    found = ports.library.venues.get("example").rating
    assert found is not None
    assert found.review_by == date(2027, 1, 1)
    undo(ports, "Ada")
    assert ports.library.upkeep.check() == []
    assert _given(ports, TWO.id)[0] == 3


def test_taken_back_with_the_day_that_stood_before(ports: Ports) -> None:
    rate_venue(ports, "example", 2, "a mill", "Ada", review_by=date(2027, 1, 1))
    rate_venue(ports, "example", 4, "mended", "Ada")
    undo(ports, "Ada")
    found = ports.library.venues.get("example").rating
    assert found is not None
    assert (found.rating, found.review_by) == (2, date(2027, 1, 1))
