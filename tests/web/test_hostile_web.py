"""Hostile servers beside normal ones, all at once: each fetch ends as it should, and in time."""

import hashlib
import random
from collections.abc import Iterator

import pytest

from citewiki.domain.outcomes import GOOD, Outcome
from sources.extract.reader import read
from sources.fetching.settings import FetchSettings
from tests.web import hostile_answers, hostile_bodies, hostile_talk, normal
from tests.web.behaviours import HTML, MEBIBYTE
from tests.web.cases import PAGE, Case, Visit, put_up
from tests.web.gauntlet import Ended, Plan, Report, run
from tests.web.server import TestWeb

DEADLINE_S = 4.0
SLACK_S = 2.0
MOST_MB = 200
TOGETHER = 24
"""Fetches under way at once: more than hang, so that the others go on; few enough for a busy
machine to serve each in its time."""

HOSTILE = [*hostile_bodies.cases(), *hostile_talk.cases(), *hostile_answers.cases()]
NORMAL = list(normal.cases())
SETTINGS = FetchSettings(
    delay_s=0,
    deadline_s=DEADLINE_S,
    concurrency=TOGETHER,
    retries=0,
    max_html_bytes=MEBIBYTE // 4,
    max_pdf_bytes=MEBIBYTE // 2,
)


@pytest.fixture(scope="module")
def web() -> Iterator[TestWeb]:
    with TestWeb() as server:
        yield server


@pytest.fixture(scope="module")
def report(web: TestWeb) -> Report:
    """What came of them all, well mixed, in a process of their own."""
    visits = put_up(web, [*HOSTILE, *NORMAL])
    random.Random(7).shuffle(visits)
    web.serve(PAGE, HTML, host="after.test")
    after = Visit("after", web.url(PAGE, "after.test"), None, None)
    return run(Plan(web.address, SETTINGS, visits, after, TOGETHER), timeout_s=120)


@pytest.fixture(scope="module")
def ended(report: Report) -> dict[str, Ended]:
    return {each.name: each for each in report.ended}


def test_there_are_enough_of_them() -> None:
    names = [case.name for case in (*HOSTILE, *NORMAL)]
    assert len(set(names)) == len(names)
    assert len(HOSTILE) >= 60
    assert len(NORMAL) >= 40


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)
def test_a_hostile_server(case: Case, ended: dict[str, Ended]) -> None:
    end = ended[case.name]
    assert end.outcome in case.outcomes, end.detail
    assert end.outcome not in GOOD
    assert end.sha256 is None
    assert end.detail
    assert end.detail.isprintable()
    assert "unforeseen" not in end.detail
    assert end.seconds < DEADLINE_S + SLACK_S


@pytest.mark.parametrize("case", NORMAL, ids=lambda case: case.name)
def test_a_normal_server(case: Case, ended: dict[str, Ended]) -> None:
    end = ended[case.name]
    assert end.outcome in case.outcomes, end.detail
    assert (end.media_type or "").partition(";")[0] == (case.media_type or "")
    if case.body is not None:
        assert end.sha256 == hashlib.sha256(case.body).hexdigest()
    else:
        assert end.sha256 is None
    assert end.detail.isprintable()
    assert end.seconds < DEADLINE_S + SLACK_S


@pytest.mark.parametrize("case", [case for case in NORMAL if case.says], ids=lambda case: case.name)
def test_the_text_of_a_page_in_any_charset(case: Case, ended: dict[str, Ended]) -> None:
    media_type = ended[case.name].media_type
    assert case.body is not None
    assert case.says is not None
    assert media_type is not None
    assert case.says in read(case.body, media_type, None).text


def test_the_process_stays_small_and_well(report: Report) -> None:
    assert report.grown_mb < MOST_MB
    assert report.peak_mb < MOST_MB
    assert report.after.outcome is Outcome.OK
    assert report.after.sha256 == hashlib.sha256(HTML).hexdigest()


def test_validators_were_sent(web: TestWeb, report: Report) -> None:
    for name in ("etag", "last_modified"):
        header = "if-none-match" if name == "etag" else "if-modified-since"
        known = [getattr(case, name) for case in NORMAL if getattr(case, name)]
        sent = [seen.headers[header] for seen in web.requests if header in seen.headers]
        assert known
        assert set(sent) == set(known)
