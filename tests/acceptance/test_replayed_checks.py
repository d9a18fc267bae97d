"""The real wiki's own link checks, replayed through the fetcher's judgement and the link rule.

Each check is a case of its own: asked on days 0, 3 and 6, with the same answer each time.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import yaml

from citewiki.domain.link_rules import judge as link_state
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Attempt
from sources.fetching.answers import Answer
from sources.fetching.answers import judge as judge_answer
from sources.fetching.faults import Fault
from tests.shared_data import shared

DAY_0 = datetime(2026, 2, 22, tzinfo=UTC)
DAYS = (0, 3, 6)
NOT_GONE = frozenset({202, 403, 429, 503})
SUMMARY = {
    "live": {LinkState.LIVE, LinkState.MOVED},
    "blocked": {LinkState.BLOCKED, LinkState.PAYWALLED},
    "suspect": {LinkState.SUSPECT, LinkState.SOFT_404},
    "gone": {LinkState.GONE},
    "unreachable": {LinkState.UNREACHABLE},
}


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a citation; `status` is None where there was no answer (the files say null
    or 0). The one 301 counts as led to a page, as the fetcher would follow it."""

    url: str
    status: int | None


@pytest.fixture(scope="module")
def checks() -> list[Check]:
    found = []
    for path in sorted(shared("longterm-wiki", "citation-archive").glob("*.yaml")):
        page = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        found += [Check(each["url"], each["httpStatus"] or None) for each in page["citations"]]
    return found


def outcome_of(status: int | None) -> Outcome:
    """What the fetcher makes of a bare status."""
    if status is None:
        return Outcome.CONNECT_FAILED
    answer = Answer(httpx.URL("https://example.org/"), status, httpx.Headers(), b"<p>A page.")
    try:
        judge_answer(answer, DAY_0)
    except Fault as fault:
        return fault.outcome
    return Outcome.OK


def states(check: Check) -> list[LinkState]:
    """After each of the days."""
    newest_first: list[Attempt] = []
    told = []
    for number, day in enumerate(DAYS):
        at = DAY_0 + timedelta(days=day)
        attempt = Attempt("0" * 16, at, outcome_of(check.status), check.url, check.url,
                          http_status=check.status, id=number + 1)  # fmt: skip
        newest_first.insert(0, attempt)
        told.append(link_state(newest_first))
    return told


def summary(told: Sequence[LinkState]) -> dict[str, int]:
    """How many are in each of the groups that an editor is shown."""
    counted = Counter(told)
    return {name: sum(counted[each] for each in group) for name, group in SUMMARY.items()}


def test_the_checks_are_those_that_were_counted(checks: list[Check]) -> None:
    statuses: dict[str, set[int | None]] = {}
    for check in checks:
        statuses.setdefault(check.url, set()).add(check.status)
    assert len(checks) == 4_898
    assert len(statuses) == 2_540
    assert sum(len(each) > 1 for each in statuses.values()) == 16


def test_no_refusal_is_ever_called_gone(checks: list[Check]) -> None:
    refused = [check for check in checks if check.status in NOT_GONE]
    assert {check.status for check in refused} == NOT_GONE
    for check in refused:
        assert LinkState.GONE not in states(check), check
        assert LinkState.SUSPECT not in states(check), check


def test_nothing_is_gone_on_day_0(checks: list[Check]) -> None:
    for check in checks:
        first, second, _ = states(check)
        assert LinkState.GONE not in (first, second), check


def test_what_is_gone_said_so_three_times(checks: list[Check]) -> None:
    for check in checks:
        assert (states(check)[-1] is LinkState.GONE) == (check.status in {404, 410}), check


def test_what_gave_no_answer_is_unreachable(checks: list[Check]) -> None:
    silent = [check for check in checks if check.status is None]
    assert silent
    assert {state for check in silent for state in states(check)} == {LinkState.UNREACHABLE}


def test_the_summary_keeps_them_apart(checks: list[Check]) -> None:
    by_day = [summary(told) for told in zip(*(states(check) for check in checks), strict=True)]
    for day, counted in zip(DAYS, by_day, strict=True):
        print(f"day {day}: {counted}")  # seen with `pytest -rP`
    assert all(sum(counted.values()) == len(checks) for counted in by_day)
    at_first = {"live": 3993, "blocked": 651, "suspect": 118, "gone": 0, "unreachable": 136}
    assert by_day == [at_first, at_first, {**at_first, "suspect": 0, "gone": 118}]
