"""A venue's own fields: identifiers that check themselves, and when to look again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from citewiki.domain.errors import UsageError
from citewiki.domain.venues import country_code, issn_of, ror_of
from tests.builders import a_venue

GOOD = [
    (issn_of, "0028-0836", "0028-0836"),
    (issn_of, "00280836", "0028-0836"),
    (issn_of, "2434-561x", "2434-561X"),
    (ror_of, "https://ror.org/05wg1m734", "https://ror.org/05wg1m734"),
    (ror_of, "05WG1M734", "https://ror.org/05wg1m734"),
    (country_code, "gb", "GB"),
]
BAD = [
    *((issn_of, text) for text in ("0028-0837", "0028", "", "abcdefgh", "0028-083X")),
    *((ror_of, text) for text in ("", "05wg1m73", "15wg1m734", "https://ror.org/")),
    *((country_code, text) for text in ("", "G", "GBR", "1A")),
]


@pytest.mark.parametrize(("read", "text", "value"), GOOD)
def test_read(read: Callable[[str], str], text: str, value: str) -> None:
    assert read(text) == value


@pytest.mark.parametrize(("read", "text"), BAD)
def test_refused(read: Callable[[str], str], text: str) -> None:
    with pytest.raises(UsageError, match="is no"):
        read(text)


def test_when_to_look_again() -> None:
    venue = a_venue()
    assert venue.rating is not None
    assert venue.look_again == date(2028, 2, 29)  # two years of 365 days
    named = replace(venue, rating=replace(venue.rating, review_by=date(2027, 1, 1)))
    assert named.look_again == date(2027, 1, 1)
    assert a_venue(rating=None).look_again is None
