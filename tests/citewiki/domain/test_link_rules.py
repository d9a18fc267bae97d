"""The link state's rule, as histories."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.freshness import HORIZON, SPREAD_DAYS, is_due, next_check
from citewiki.domain.link_rules import judge, moved_to
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import GOOD, OUR_REFUSALS, Outcome
from citewiki.domain.snapshots import Attempt, Redirect
from tests.builders import NOW, an_attempt

_STATUS = {Outcome.NOT_FOUND: 404, Outcome.GONE: 410}


def history(*steps: tuple[float, Outcome]) -> list[Attempt]:
    """Attempts at so many days, in the order of writing; newest first, as the rule wants them."""
    return [
        replace(
            an_attempt("0" * 16, outcome, at=NOW + timedelta(days=day)),
            http_status=_STATUS.get(outcome),
            id=i + 1,
        )
        for i, (day, outcome) in enumerate(steps)
    ][::-1]


N, OK, T = Outcome.NOT_FOUND, Outcome.OK, Outcome.TIMEOUT


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([], LinkState.UNCHECKED),
        ([(0, OK)], LinkState.LIVE),
        ([(0, Outcome.NOT_MODIFIED)], LinkState.LIVE),
        ([(0, N)], LinkState.SUSPECT),
        ([(0, N), (1, N), (2, N), (2.5, N)], LinkState.SUSPECT),
        ([(0, N), (3, N), (6, N)], LinkState.GONE),
        ([(0, N), (3, Outcome.GONE), (6, N)], LinkState.GONE),
        ([(0, N), (3, N), (4, OK), (6, N)], LinkState.SUSPECT),
        ([(0, N), (3, N), (4, T), (6, N)], LinkState.GONE),
        ([(0, N), (3, N), (6, N), (9, T)], LinkState.GONE),
        ([(0, N), (3, N), (6, N), (9, OK)], LinkState.LIVE),
        ([(0, N), (-400, N), (-800, N)], LinkState.SUSPECT),
        ([(0, T), (9, T), (30, T), (60, T)], LinkState.UNREACHABLE),
        ([(0, Outcome.BLOCKED), (9, Outcome.BLOCKED), (30, Outcome.BLOCKED)], LinkState.BLOCKED),
        ([(0, Outcome.CHALLENGE)], LinkState.BLOCKED),
        ([(0, Outcome.RATE_LIMITED)], LinkState.BLOCKED),
        ([(0, Outcome.PAYWALLED)], LinkState.PAYWALLED),
        ([(0, Outcome.SOFT_404)], LinkState.SOFT_404),
    ],
)
def test_histories(steps: list[tuple[float, Outcome]], state: LinkState) -> None:
    assert judge(history(*steps)) is state
    # a provider's word outweighs whatever became of the page
    assert judge(history(*steps), withdrawn=True) is LinkState.WITHDRAWN


@pytest.mark.parametrize("status", [202, 403, 429, 503])
def test_no_status_that_says_later_makes_a_link_gone(status: int) -> None:
    found = [replace(one, http_status=status) for one in history((0, N), (5, N), (10, N))]
    assert judge(found) is LinkState.BLOCKED


@pytest.mark.parametrize(
    ("statuses", "final", "state"),
    [
        ((301,), "https://new.example/x", LinkState.MOVED),
        ((308, 301), "https://new.example/x", LinkState.MOVED),
        ((302,), "https://new.example/x", LinkState.LIVE),
        ((301, 302), "https://new.example/x", LinkState.LIVE),
        ((), "https://new.example/x", LinkState.LIVE),
    ],
)
def test_moved(statuses: tuple[int, ...], final: str, state: LinkState) -> None:
    redirects = tuple(Redirect(status, final) for status in statuses)
    (attempt,) = history((0, OK))
    moved = replace(attempt, redirects=redirects, final_url=final)
    assert judge([moved]) is state
    assert (moved_to([moved]) == final) is (state is LinkState.MOVED)


def test_where_a_link_has_moved_to() -> None:
    final = "http://www.new.example/x/"
    (good,) = history((0, OK))
    moved = replace(good, redirects=(Redirect(301, final),), final_url=final)
    assert moved_to([moved]) == "https://new.example/x"
    assert moved_to([replace(moved, final_url="mailto:a")]) == "mailto:a"
    assert moved_to([replace(good, outcome=Outcome.URL_REFUSED), moved]) is not None
    assert moved_to([replace(good, void=True), moved]) is not None
    assert moved_to([good, moved]) is None
    assert moved_to([replace(moved, outcome=N), moved]) is None
    assert moved_to([]) is None


@pytest.mark.parametrize("refusal", sorted(OUR_REFUSALS))
@pytest.mark.parametrize("before", [o for o in Outcome if o not in OUR_REFUSALS])
def test_a_refusal_of_our_own_leaves_the_state_as_it_was(before: Outcome, refusal: Outcome) -> None:
    assert judge(history((0, before), (9, refusal))) is judge(history((0, before)))
    assert judge(history((0, refusal))) is LinkState.UNCHECKED


_steps = st.lists(
    st.tuples(st.floats(-4000, 4000), st.sampled_from(list(Outcome))), min_size=1, max_size=12
)


@given(_steps)
def test_gone_needs_three_not_founds_since_the_last_good_one(
    steps: list[tuple[float, Outcome]],
) -> None:
    if judge(history(*steps)) is LinkState.GONE:
        good = [i for i, (_, outcome) in enumerate(steps) if outcome in GOOD]
        since = steps[good[-1] + 1 :] if good else steps
        assert sum(outcome in _STATUS for _, outcome in since) >= 3


@given(_steps)
def test_the_next_check_lies_within_the_horizon(steps: list[tuple[float, Outcome]]) -> None:
    attempts = history(*steps)
    due = next_check("0" * 16, judge(attempts), attempts)
    assert due is not None
    assert timedelta(hours=12) < due - attempts[0].at < HORIZON


def test_unchanged_pages_are_asked_for_less_and_less() -> None:
    days = []
    steps: list[tuple[float, Outcome]] = []
    for i in range(5):
        steps.append((i, OK))
        attempts = history(*steps)
        due = next_check("0" * 16, LinkState.LIVE, attempts, {1})
        assert due is not None
        days.append((due - attempts[0].at) / timedelta(days=7))
    assert [round(day / days[0]) for day in days] == [1, 2, 4, 8, 8]
    attempts = history(*steps)
    changed = next_check("0" * 16, LinkState.LIVE, attempts, {1, 5})
    assert changed is not None
    assert (changed - attempts[0].at) / timedelta(days=7) == days[0]


def test_retry_after_is_respected() -> None:
    (attempt,) = history((0, Outcome.RATE_LIMITED))
    due = next_check("0" * 16, LinkState.BLOCKED, [replace(attempt, retry_after_s=5 * 86_400)])
    assert due == NOW + timedelta(days=5)


def test_due_times_of_a_wrong_clock_are_taken_up_bit_by_bit() -> None:
    far = NOW + timedelta(days=3650)
    ids = [f"{i:016x}" for i in range(400)]
    days = [
        sum(is_due(one, far, NOW + timedelta(days=d)) for one in ids) for d in range(SPREAD_DAYS)
    ]
    assert sum(days) == len(ids)
    assert max(days) < 40
