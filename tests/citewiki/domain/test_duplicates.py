"""Which sources are proposed as one, and for what reason."""

from dataclasses import replace

import pytest

from citewiki.domain.checks.facts import SourceFacts
from citewiki.domain.duplicates import MAX_ALIKE, MIN_TEXT_BYTES, propose

A, B, C = (SourceFacts(c * 16, f"https://{c}.org/x", c, canonical_url=f"https://{c}.org/x")
           for c in "abc")  # fmt: skip
DOI, ARXIV = frozenset({"10.1234/x"}), frozenset({"2203.02155"})
SHA = "f" * 64


def found(*sources: SourceFacts, moved: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    return [
        (one.source.title, one.into.title, *(said.kind.value for said in one.evidence))
        for one in propose(sources, moved or {})
    ]


@pytest.mark.parametrize(
    ("name", "parts", "evidence"),
    [
        ("nothing", {}, None),
        ("a canonical URL", {"canonical_url": A.canonical_url}, "url"),
        ("a DOI", {"dois": DOI}, "doi"),
        ("an arXiv id", {"arxiv_ids": ARXIV}, "arxiv"),
        ("a text", {"text_sha256": SHA, "text_bytes": MIN_TEXT_BYTES}, "text"),
        ("a text as short as a notice", {"text_sha256": SHA, "text_bytes": 999}, None),
    ],
)
def test_evidence(name: str, parts: dict[str, object], evidence: str | None) -> None:
    one, two = replace(A, **parts), replace(B, **parts)  # type: ignore[arg-type]
    assert found(one, two, C) == ([] if evidence is None else [("b", "a", evidence)])


def test_a_redirect_for_good() -> None:
    moved = {A.id: "https://www.b.org/x/", C.id: "https://elsewhere.org"}
    assert found(A, B, C, moved=moved) == [("b", "a", "redirect")]
    assert found(A, replace(B, cited_by=3), C, moved=moved) == [("a", "b", "redirect")]


def test_a_redirect_to_itself_is_none() -> None:
    assert found(A, B, moved={A.id: "http://www.a.org/x"}) == []


def test_the_most_cited_is_kept_and_ties_go_to_the_first() -> None:
    alike = [replace(one, dois=DOI) for one in (A, B, C)]
    assert found(*alike) == [("b", "a", "doi"), ("c", "a", "doi")]
    assert found(*alike[:2], replace(alike[2], cited_by=1)) == [
        ("a", "c", "doi"),
        ("b", "c", "doi"),
    ]


def test_all_that_speaks_for_a_merge_stands_with_it() -> None:
    alike = [replace(one, dois=DOI, arxiv_ids=ARXIV) for one in (A, B)]
    assert found(*alike) == [("b", "a", "doi", "arxiv")]


def test_what_very_many_share_is_no_work() -> None:
    many = [replace(A, id=f"{n:016x}", canonical_url=None, dois=DOI) for n in range(MAX_ALIKE + 1)]
    assert propose(many, {}) == []


def test_a_refused_pair_is_not_proposed() -> None:
    alike = [replace(one, dois=DOI) for one in (A, B)]
    assert propose(alike, {}, {frozenset((B.id, A.id))}) == []
