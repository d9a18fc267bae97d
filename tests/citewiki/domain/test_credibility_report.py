"""What the citations rest on, counted."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.credibility_report import RatedCitation, ground

ONE = RatedCitation("a", "A", 3, ("Overview",), "It is so.", "s1", 2, None)


def test_a_claim_is_weak_where_all_its_sources_are() -> None:
    second = replace(ONE, source_id="s2", rating=1)
    (weak,) = ground([ONE, second]).whole.weak
    assert (weak.best, weak.sources, weak.line) == (2, ("s1", "s2"), 3)
    for saved in (replace(second, rating=3), replace(second, rating=None)):
        assert ground([ONE, saved]).whole.weak == ()
    assert len(ground([ONE, replace(second, section=("Other",))]).whole.weak) == 2
    assert ground([replace(ONE, claim="")]).whole.weak == ()


def test_shares() -> None:
    cited = [
        ONE,
        replace(ONE, rating=None, primary=True),
        replace(ONE, rating=5, primary=False),
        replace(ONE, rating=5, primary=True),
    ]
    whole = ground(cited).whole
    assert whole.by_rating == {5: 2, 4: 0, 3: 0, 2: 1, 1: 0, None: 1}
    assert whole.rated_share == 0.75
    assert whole.primary_share == 2 / 3
    assert ground([ONE]).whole.primary_share is None


def test_of_nothing() -> None:
    empty = ground([])
    assert (empty.whole.citations, empty.whole.rated_share, empty.pages) == (0, 0.0, ())


CITED = st.builds(
    lambda page, rating, claim, source: replace(
        ONE, page_id=page, rating=rating, claim=claim, source_id=source
    ),
    st.sampled_from("abc"),
    st.one_of(st.none(), st.integers(1, 5)),
    st.sampled_from(["", "It is.", "It is not."]),
    st.sampled_from(["s1", "s2"]),
)


@given(st.lists(CITED, max_size=40))
def test_the_whole_is_its_pages(cited: list[RatedCitation]) -> None:
    found = ground(cited)
    assert found.whole.citations == len(cited) == sum(p.citations for p in found.pages)
    assert sum(found.whole.by_rating.values()) == len(cited)
    assert len(found.whole.weak) == sum(len(p.weak) for p in found.pages)
    assert all(len(p.weak) <= p.claims for p in found.pages)
    counts = [len(p.weak) for p in found.pages]
    assert counts == sorted(counts, reverse=True)
