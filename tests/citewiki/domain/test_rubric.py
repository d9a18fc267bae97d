"""The rubric: what the program says and what docs/rubric.md says are one thing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from citewiki.domain.credibility import Override
from citewiki.domain.editorial import RateVenue, SetOverride
from citewiki.domain.errors import UsageError
from citewiki.domain.rubric import LABELS, LIFTS, LOWERS, MEANINGS, defended
from citewiki.domain.venues import VenueOrigin, VenueRating

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PAGE = (Path(__file__).parents[3] / "docs" / "rubric.md").read_text("utf-8")


@pytest.mark.parametrize("rating", LABELS)
def test_the_page_says_what_the_numbers_mean(rating: int) -> None:
    assert f"| {rating} | {LABELS[rating]} | {MEANINGS[rating]} |" in PAGE


@pytest.mark.parametrize(("term", "meaning"), [*LIFTS.items(), *LOWERS.items()])
def test_the_page_has_each_term(term: str, meaning: str) -> None:
    assert f"| {term} | {meaning} |" in PAGE


def test_a_reason_is_trimmed() -> None:
    assert defended(3, "  interest\n") == "interest"


@pytest.mark.parametrize("because", ["", "  \t\n", "…", "\x00\u200b"])
@pytest.mark.parametrize("rating", LABELS)
def test_no_rating_without_a_reason_by_any_door(rating: int, because: str) -> None:
    with pytest.raises(UsageError, match="venue rubric"):
        VenueRating(rating, because, "import", NOW, VenueOrigin.IMPORT)
    with pytest.raises(UsageError, match="reason"):
        Override(rating, because, "Ada", NOW)
    with pytest.raises(UsageError, match="reason"):
        RateVenue("nature", rating, because)
    with pytest.raises(UsageError, match="reason"):
        SetOverride("0" * 16, rating, because)


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_off_the_scale_by_any_door(rating: int) -> None:
    with pytest.raises(UsageError, match="5 Gold"):
        VenueRating(rating, "why", "import", NOW, VenueOrigin.IMPORT)
    with pytest.raises(UsageError, match="5 Gold"):
        RateVenue("nature", rating, "why")


def test_taking_a_rating_away_needs_no_reason() -> None:
    assert RateVenue("nature", None, "").rating is None
    assert Override(None, "", "Ada", NOW).rating is None
