"""How alike two texts are."""

from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.likeness import likeness

TEXT = "Reward models are trained on comparisons between answers, which people make. " * 10


@given(st.text(max_size=300), st.text(max_size=300))
def test_the_laws(one: str, other: str) -> None:
    assert likeness(one, one) == 1
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


def test_clocks_and_case_do_not_count() -> None:
    assert (
        likeness("Not found. Incident 8812, at 12:01.", "NOT FOUND \u2013 incident 97 at 9:30") == 1
    )


def test_another_page_is_unlike() -> None:
    assert likeness(TEXT, "We use cookies. Accept all, or choose what you allow us to do.") < 0.1


def test_a_little_more_is_alike() -> None:
    more = TEXT + "Updated with a correction of the second table."
    assert 0.5 < likeness(TEXT, more) < 1


def test_nothing_is_like_nothing_alone() -> None:
    assert likeness("", " \n") == 1
    assert likeness("", "text") == 0


def test_scripts_without_spaces() -> None:
    one = "お探しのページは見つかりませんでした。トップページに戻る。"
    assert likeness(one, one.replace("。", " ")) == 1
    assert likeness(one, "人間のフィードバックによる強化学習について説明します。") < 0.1
