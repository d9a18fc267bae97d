"""Which of a field's candidates is shown (law 1)."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.sources import CONFIDENT, Field, FieldValue, Origin, effective, ranked


def _of(
    origin: Origin, value: str = "v", *, field: Field = Field.TITLE, sure: float = 1.0
) -> FieldValue:
    return FieldValue(field, value, origin, confidence=sure)


EDITOR = _of(Origin.EDITOR, "The editor's")
IMPORT = _of(Origin.IMPORT, "The import's")
PROVIDER = _of(Origin.PROVIDER, "The provider's")
SURE = _of(Origin.EXTRACTED, "The page's", sure=0.9)
UNSURE = _of(Origin.EXTRACTED, "Perhaps", sure=0.5)
LINK = _of(Origin.LINK_TEXT, "the link's")
DERIVED = _of(Origin.DERIVED, "example.org")
WEAK = _of(Origin.IMPORT, "$580M investment in Anthropic")
TEXTS = frozenset({"$580M investment in Anthropic"})


@pytest.mark.parametrize(
    "candidates",
    [
        (EDITOR, IMPORT, PROVIDER, SURE, LINK, DERIVED),
        (IMPORT, SURE, LINK, DERIVED, UNSURE),
        (PROVIDER, SURE, WEAK, LINK, DERIVED, UNSURE),
        (EDITOR, WEAK),
        (IMPORT, UNSURE),
    ],
)
def test_the_order_does_not_depend_on_the_order_given(candidates: tuple[FieldValue, ...]) -> None:
    for order in permutations(candidates):
        assert ranked(order, TEXTS) == candidates
        assert effective(order, TEXTS) == candidates[0]


def test_an_imported_type_web_gives_way_to_a_confident_extraction() -> None:
    web = _of(Origin.IMPORT, "web", field=Field.TYPE)
    paper = _of(Origin.EXTRACTED, "paper", field=Field.TYPE, sure=0.9)
    guess = _of(Origin.EXTRACTED, "paper", field=Field.TYPE, sure=0.5)
    assert effective([web, paper]) == paper
    assert effective([web, guess]) == web
    assert effective([_of(Origin.IMPORT, "blog", field=Field.TYPE), paper]) != paper


def test_a_title_gives_way_only_where_a_page_links_with_those_words() -> None:
    assert effective([WEAK, SURE], TEXTS) == SURE
    assert effective([WEAK, SURE]) == WEAK


def test_a_guess_is_not_shown_as_fact() -> None:
    assert effective([]) is None
    assert effective([UNSURE]) is None
    edge = _of(Origin.EXTRACTED, sure=CONFIDENT)
    assert effective([edge]) == edge


_ANY = st.builds(
    FieldValue,
    st.just(Field.TITLE),
    st.sampled_from(["A title", "$580M investment in Anthropic", ""]),
    st.sampled_from([origin for origin in Origin if origin is not Origin.EDITOR]),
    confidence=st.floats(0, 1),
)


@given(st.lists(_ANY, max_size=8), st.integers(0, 8))
def test_an_editor_always_wins_and_nothing_is_lost(others: list[FieldValue], at: int) -> None:
    candidates = [*others[:at], EDITOR, *others[at:]]
    assert effective(candidates, TEXTS) == EDITOR
    assert sorted(map(repr, ranked(candidates, TEXTS))) == sorted(map(repr, candidates))
