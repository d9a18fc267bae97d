"""Which versions may go: what always stays stays, whatever the settings."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.retention import HeldVersion, Retention, prunable

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def held(
    number: int,
    text: str | None,
    *,
    days_ago: int = 1_000,
    attached: bool = False,
    rested_on: bool = False,
    pruned: bool = False,
) -> HeldVersion:
    at = NOW - timedelta(days=days_ago)
    return HeldVersion(number, at, text, attached, rested_on, pruned)


TEN = tuple(held(n, f"text {n}", days_ago=1_000 - 100 * n) for n in range(1, 11))
STRICTEST = Retention(keep_versions=1)

CASES = {
    "no rule keeps all": (TEN, Retention(), ()),
    "the newest five": (TEN, Retention(keep_versions=5), (2, 3, 4, 5)),
    "those of 450 days": (TEN, Retention(keep_days=450), (2, 3, 4, 5)),
    "either rule keeps": (TEN, Retention(keep_versions=3, keep_days=450), (2, 3, 4, 5)),
    "the last two texts stay": (TEN, STRICTEST, (2, 3, 4, 5, 6, 7, 8)),
    "more than there are": (TEN, Retention(keep_versions=99), ()),
    "none": ((), STRICTEST, ()),
    "the last two different texts, each as it last came": (
        (held(1, "a"), held(2, "b"), held(3, "b"), held(4, "c"), held(5, "c"), held(6, "c")),
        STRICTEST,
        (2, 4, 5),
    ),
    "what rests or was attached stays": (
        (*TEN[:3], held(4, "x", attached=True), held(5, "y", rested_on=True), *TEN[5:]),
        STRICTEST,
        (2, 3, 6, 7, 8),
    ),
    "the first readable one stays beside the first": (
        (held(1, None), held(2, None), held(3, "a"), held(4, None), held(5, "b"), held(6, "c")),
        STRICTEST,
        (2, 4),
    ),
    "the current one stays below unreadable ones": (
        (held(1, "a"), held(2, "b"), held(3, None), held(4, None)),
        STRICTEST,
        (3,),
    ),
    "what is pruned is not pruned again, and is no text to compare with": (
        (held(1, "a"), held(2, "b"), held(3, "c", pruned=True), held(4, "d")),
        STRICTEST,
        (),
    ),
    "a stamp from the future is young": (
        (held(1, "a"), held(2, "b", days_ago=-900), held(3, "c"), held(4, "d"), held(5, "e")),
        Retention(keep_days=30),
        (3,),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_may_go(case: str) -> None:
    versions, retention, expected = CASES[case]
    assert prunable(versions, retention, NOW) == expected


VERSIONS = st.lists(
    st.tuples(
        st.sampled_from([None, "a", "b", "c"]), st.integers(-5, 50), st.booleans(), st.booleans()
    ),
    max_size=12,
).map(
    lambda parts: [
        held(n, text, days_ago=days, attached=attached, rested_on=rested)
        for n, (text, days, attached, rested) in enumerate(parts, 1)
    ]
)


@given(VERSIONS, st.integers(0, 4), st.integers(0, 40))
def test_what_always_stays(versions: list[HeldVersion], keep: int, days: int) -> None:
    gone = set(prunable(versions, Retention(keep, days), NOW))
    left = [one for one in versions if one.id not in gone]
    readable = [one for one in versions if one.text is not None]
    assert versions[:1] == left[:1]
    assert {one.id for one in readable[-1:]} <= {one.id for one in left}
    assert not any(one.attached or one.rested_on for one in versions if one.id in gone)
    # as many different texts are left as there were, up to two
    texts = {one.text for one in readable}
    assert len({one.text for one in left if one.text is not None}) >= min(2, len(texts))
    assert [one for one in versions[-keep:] if keep and one.id in gone] == []


@given(VERSIONS, st.integers(0, 4), st.integers(0, 40))
def test_a_second_prune_finds_nothing(versions: list[HeldVersion], keep: int, days: int) -> None:
    retention = Retention(keep, days)
    gone = prunable(versions, retention, NOW)
    after = [
        HeldVersion(v.id, v.at, v.text, v.attached, v.rested_on, v.id in gone) for v in versions
    ]
    assert prunable(after, retention, NOW) == ()
