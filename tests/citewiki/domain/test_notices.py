"""Which notices are in force."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.notices import Notice, NoticeKind, from_provider, is_retracted, standing
from tests.builders import NOW

DAY = date(2021, 3, 4)
RETRACTED = Notice(
    NoticeKind.RETRACTION, "10.1/x", DAY, "errors", None, "list", NOW, "1", "list.csv"
)
CONCERN = replace(RETRACTED, kind=NoticeKind.CONCERN, record="2")
CORRECTED = replace(RETRACTED, kind=NoticeKind.CORRECTION, record="3")
BACK = replace(RETRACTED, kind=NoticeKind.REINSTATEMENT, on=DAY + timedelta(days=9), record="4")
ASKED = from_provider("retraction: 10.1/n", "10.1/x", "doi", NOW)
CASES = {
    "a retraction": ((RETRACTED,), (RETRACTED,)),
    "reinstated": ((RETRACTED, BACK), ()),
    "reinstated the same day": ((RETRACTED, replace(BACK, on=DAY)), ()),
    "retracted again": (
        (RETRACTED, BACK, replace(RETRACTED, on=DAY + timedelta(days=10))),
        (replace(RETRACTED, on=DAY + timedelta(days=10)),),
    ),
    "of unknown date": ((replace(RETRACTED, on=None), BACK), ()),
    "another work reinstated": ((RETRACTED, replace(BACK, doi="10.1/y")), (RETRACTED,)),
    "a concern goes with it": ((CONCERN, BACK), ()),
    "a correction stays": ((CORRECTED, BACK), (CORRECTED,)),
    "a provider's word stays": ((ASKED, BACK), (ASKED,)),
    "the gravest first": ((CORRECTED, CONCERN, RETRACTED), (RETRACTED, CONCERN, CORRECTED)),
}


@pytest.mark.parametrize("case", CASES)
def test_standing(case: str) -> None:
    told, stands = CASES[case]
    assert standing(told) == stands


def test_which_are_grave() -> None:
    assert is_retracted((CORRECTED, RETRACTED))
    assert is_retracted((ASKED,))
    assert not is_retracted((CORRECTED, CONCERN))


def test_a_providers_words_tell_the_kind() -> None:
    assert ASKED.kind is NoticeKind.RETRACTION
    one = from_provider("This paper has been withdrawn", None, "arxiv", NOW)
    assert one.kind is NoticeKind.WITHDRAWAL
    assert one.origin == "arxiv, 2026-03-01"


KINDS = st.builds(
    lambda kind, days: replace(RETRACTED, kind=kind, on=DAY + timedelta(days=days)),
    st.sampled_from(list(NoticeKind)),
    st.integers(0, 5),
)


@given(st.lists(KINDS), st.randoms())
def test_the_order_of_telling_is_nothing(told: list[Notice], chance: object) -> None:
    assert set(standing(told)) == set(standing(reversed(told))) == set(standing([*told, *told]))


@given(st.lists(KINDS))
def test_a_later_reinstatement_lifts_every_retraction(told: list[Notice]) -> None:
    assert not is_retracted(standing([*told, replace(BACK, on=DAY + timedelta(days=6))]))
