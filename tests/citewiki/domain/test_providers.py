"""When a provider is asked again, and what its record says of a source's fields."""

from datetime import timedelta

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.domain.providers import (
    RENEW_AFTER,
    RETRY_AFTER,
    Identification,
    ProviderRecord,
    field_values,
    is_due,
    is_first,
)
from citewiki.domain.sources import Field, Origin, SourceType
from tests.builders import NOW

RECORD = ProviderRecord(title="A title", authors=("Ada",), type=SourceType.PAPER)
SECOND = timedelta(seconds=1)
GOOD = Identification("0" * 16, "arxiv", NOW, Outcome.OK, "", RECORD, NOW)
BAD = Identification("0" * 16, "arxiv", NOW, Outcome.TIMEOUT, "too slow")
UNREAD = Identification("0" * 16, "arxiv", NOW, Outcome.OK, "no JSON")
LAPSED = Identification("0" * 16, "arxiv", NOW, Outcome.TIMEOUT, "", RECORD, NOW - RENEW_AFTER)

CASES = {
    "never asked": (None, timedelta(0), True, True),
    "just answered": (GOOD, SECOND, False, False),
    "answered, not long enough ago": (GOOD, RENEW_AFTER - SECOND, False, False),
    "answered long ago": (GOOD, RENEW_AFTER, True, False),
    "answered tomorrow": (GOOD, -timedelta(days=1), True, False),
    "just failed": (BAD, SECOND, False, False),
    "failed a while ago": (BAD, RETRY_AFTER, True, True),
    "unreadable a while ago": (UNREAD, RETRY_AFTER, True, True),
    "failed after an answer": (LAPSED, RETRY_AFTER, True, False),
}


@pytest.mark.parametrize("case", CASES)
def test_when_to_ask(case: str) -> None:
    last, later, due, first = CASES[case]
    assert (is_due(last, NOW + later), is_first(last, NOW + later)) == (due, first)


def test_only_what_is_said_becomes_a_candidate() -> None:
    values = field_values(RECORD, "arxiv", NOW)
    assert [(one.field, one.value) for one in values] == [
        (Field.TITLE, "A title"),
        (Field.AUTHORS, ("Ada",)),
        (Field.TYPE, "paper"),
    ]
    assert {(one.origin, one.by, one.at) for one in values} == {(Origin.PROVIDER, "arxiv", NOW)}
    assert field_values(ProviderRecord(), "arxiv", NOW) == ()
