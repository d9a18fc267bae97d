"""The rank of what needs a person, its explanation, and what each queue holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.queues import GRAVITY, HOLDS, MEANT, Need, Problem, QueueName, counted

PROBLEMS = st.lists(st.sampled_from(list(Problem)), unique=True).map(lambda some: _all(some))
NEEDS = st.builds(
    Need,
    st.none() | st.integers(0, 100),
    st.integers(0, 500),
    st.integers(-400, 4_000),
    PROBLEMS,
)


def _all(some: list[Problem]) -> Problem:
    whole = Problem(0)
    for one in some:
        whole |= one
    return whole


def test_a_sentence_names_all_that_speaks_for_it() -> None:
    need = Need(82, 2, 60, Problem.CHANGED | Problem.UNRATED)
    assert need.explain() == (
        "Changed since it was reviewed; not rated: importance 82/100, cited by 2 pages, waiting "
        "for 60 days, problems of weight 5, which makes 3,690."
    )
    assert need.weight == 82 * 3 * 90 * 5


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    said = Need(None, 0, 1, Problem.UNREVIEWED).explain()
    assert "importance unknown (counts 50)" in said
    assert "cited by no page" in said
    assert "waiting for 1 day," in said
    assert "waiting since today," in Need(None, 0, 0, Problem.UNREVIEWED).explain()


@given(NEEDS, st.sampled_from(list(Problem)))
def test_more_to_do_never_ranks_lower(need: Need, more: Problem) -> None:
    worse = Need(need.importance, need.cited_by, need.waiting_days, need.problems | more)
    cited = Need(need.importance, need.cited_by + 1, need.waiting_days, worse.problems)
    older = Need(need.importance, need.cited_by, need.waiting_days + 1, worse.problems)
    assert need.weight <= worse.weight <= min(cited.weight, older.weight)


@given(NEEDS)
def test_a_source_without_a_problem_weighs_nothing(need: Need) -> None:
    assert (need.weight == 0) is (need.problems == 0)


def test_a_source_counts_in_each_queue_once() -> None:
    both = Problem.UNREVIEWED | Problem.DEAD
    found = counted({int(both): 3, int(Problem.UNREVIEWED): 4, 0: 9})
    assert (found[QueueName.ALL], found[QueueName.NEW], found[QueueName.DEAD]) == (7, 7, 3)
    assert found[QueueName.CHANGED] == 0


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_words_weight_and_a_queue(problem: Problem) -> None:
    assert GRAVITY[problem] > 0
    assert len(problem.words) == 1
    assert [name for name, held in HOLDS.items() if held == problem]


def test_every_queue_is_told() -> None:
    assert list(HOLDS) == list(MEANT) == list(QueueName)
