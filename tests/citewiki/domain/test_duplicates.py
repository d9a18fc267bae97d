"""Which merges are proposed, given what sources share."""

from dataclasses import replace

from citewiki.domain.duplicates import Candidate, Evidence, EvidenceKind, Shared, propose

A, B, C = (Candidate(c * 16, f"https://{c}.org/x", c, 0) for c in "abc")
DOI, OTHER = (Evidence(EvidenceKind.DOI, name) for name in ("10.1234/x", "10.1234/y"))
ARXIV = Evidence(EvidenceKind.ARXIV, "2203.02155")


def found(*shared: Shared) -> list[tuple[str, ...]]:
    return [
        (one.source.title, one.into.title, *(said.value for said in one.evidence))
        for one in propose(shared)
    ]


def test_the_most_cited_is_kept_and_ties_go_to_the_first() -> None:
    assert found(Shared(DOI, (A, B, C))) == [("b", "a", DOI.value), ("c", "a", DOI.value)]
    assert found(Shared(DOI, (A, B, replace(C, cited_by=1)))) == [
        ("a", "c", DOI.value),
        ("b", "c", DOI.value),
    ]


def test_all_that_speaks_for_a_merge_stands_with_it() -> None:
    assert found(Shared(DOI, (A, B)), Shared(ARXIV, (A, B))) == [("b", "a", DOI.value, ARXIV.value)]


def test_a_source_is_proposed_once_for_what_most_speaks_for() -> None:
    one, both = Shared(DOI, (A, C)), (Shared(OTHER, (B, C)), Shared(ARXIV, (B, C)))
    assert found(one, *both) == [("c", "b", OTHER.value, ARXIV.value)]
    assert found(one, both[0]) == [("c", "a", DOI.value)]


def test_a_refused_pair_is_not_proposed() -> None:
    alike = [Shared(DOI, (A, B, C))]
    assert [p.source for p in propose(alike, {frozenset((B.id, A.id))})] == [C]
