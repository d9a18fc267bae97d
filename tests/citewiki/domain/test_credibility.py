"""The one rule by which a source gets its rating."""

import pytest

from citewiki.domain.credibility import Basis, Override, credibility
from citewiki.domain.rubric import LABELS, MEANINGS
from citewiki.domain.venues import Venue
from tests.builders import NOW, a_venue

RATED = a_venue("openai", rating=4, because="known to be careful", by="starter", name="OpenAI")
UNRATED = a_venue("blog", rating=None, name="A Blog")
OVERRIDE = Override(2, "it is an advertisement", "Ada", NOW)
BACK = Override(None, "", "Ada", NOW)


@pytest.mark.parametrize(
    ("override", "venue", "rating", "basis", "because", "by"),
    [
        (None, None, None, Basis.NONE, None, None),
        (None, UNRATED, None, Basis.NONE, None, None),
        (None, RATED, 4, Basis.VENUE, "known to be careful", "starter"),
        (OVERRIDE, RATED, 2, Basis.OVERRIDE, "it is an advertisement", "Ada"),
        (OVERRIDE, None, 2, Basis.OVERRIDE, "it is an advertisement", "Ada"),
        (BACK, RATED, 4, Basis.VENUE, "known to be careful", "starter"),
        (BACK, UNRATED, None, Basis.NONE, None, None),
        (BACK, None, None, Basis.NONE, None, None),
    ],
)
def test_the_override_then_the_venue_then_none(
    override: Override | None,
    venue: Venue | None,
    rating: int | None,
    basis: Basis,
    because: str | None,
    by: str | None,
) -> None:
    given = credibility(override, venue)
    assert (given.rating, given.basis, given.because, given.by) == (rating, basis, because, by)
    assert (given.at is None) == (rating is None)
    assert given.label == (None if rating is None else LABELS[rating])
    assert given.meaning == (None if rating is None else MEANINGS[rating])


def test_the_venue_is_named_whatever_the_rating_rests_on() -> None:
    assert credibility(OVERRIDE, RATED).venue_name == "OpenAI"
    assert credibility(None, UNRATED).venue_name == "A Blog"


def test_every_rating_has_a_label_and_a_meaning() -> None:
    assert set(LABELS) == set(MEANINGS) == {1, 2, 3, 4, 5}
