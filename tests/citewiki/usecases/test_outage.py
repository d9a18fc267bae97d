"""Our own network being down: told by every site keeping silent, and only so."""

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.usecases.outage import FIRST_HOSTS, MIN_HOSTS, NO_ANSWER, Answers

SILENT = sorted(NO_ANSWER)[0]


def answers(silent: int, answering: int) -> Answers:
    told = Answers()
    for n in range(silent):
        told.note(f"https://s{n}.example/", SILENT)
    for n in range(answering):
        told.note(f"https://a{n}.example/", Outcome.OK)
    return told


@pytest.mark.parametrize(
    ("silent", "answering", "missing"),
    [(MIN_HOSTS, 0, True), (MIN_HOSTS - 1, 0, False), (3, 7, False), (4, 6, True), (0, 9, False)],
)
def test_a_share_of_silent_hosts_is_an_outage(silent: int, answering: int, missing: bool) -> None:
    assert answers(silent, answering).are_missing(0.3) is missing


@pytest.mark.parametrize(
    ("silent", "answering", "never"),
    [(FIRST_HOSTS, 0, True), (FIRST_HOSTS - 1, 0, False), (FIRST_HOSTS * 9, 1, False)],
)
def test_there_is_no_use_in_going_on_where_nobody_answers(
    silent: int, answering: int, never: bool
) -> None:
    assert answers(silent, answering).never_came() is never


def test_a_host_that_answers_once_is_there() -> None:
    told = answers(FIRST_HOSTS - 1, 0)
    told.note("https://s0.example/again", Outcome.BLOCKED)
    told.note("https://s0.example/later", SILENT)
    told.note("https://other.example/", SILENT)
    assert not told.never_came()


def test_one_dead_host_with_many_sources_is_one_host() -> None:
    told = Answers()
    for n in range(FIRST_HOSTS * 2):
        told.note(f"https://dead.example/{n}", SILENT)
    assert not told.never_came()
