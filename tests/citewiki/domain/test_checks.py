"""Each check: a page that it must find something in, and its near misses."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from citewiki.domain.checks.facts import Cited, Limits, PageFacts, SourceFacts
from citewiki.domain.checks.primary import Primaries
from citewiki.domain.checks.table import CHECKS, NAMES, chosen, examine
from citewiki.domain.checks.works import by_title
from citewiki.domain.citations import FoundCitation
from citewiki.domain.errors import UsageError
from citewiki.domain.links import LinkState
from citewiki.domain.notices import Notice, NoticeKind
from citewiki.domain.sources import SourceType
from citewiki.wiki.markdown import parse_page
from tests.builders import NOW

U, V, W = "https://a.org/x", "https://b.org/y", "https://en.wikipedia.org/wiki/Max_Planck"
ARXIV, DOI = "https://arxiv.org/abs/2203.02155", "https://doi.org/10.1234/abc"
CLAIM = "Most of the overseers agree with it"
TITLE = "How overseers learn to agree"
PROSE = "word " * 300


def a_fact(url: str, **parts: object) -> SourceFacts:
    known = SourceFacts(url[-16:], url, f"The work at {url}")
    return replace(known, **parts)  # type: ignore[arg-type]  # a test names real fields


@dataclass(frozen=True)
class Case:
    """`found` are the (line, column) that the check must point at."""

    check: str
    name: str
    text: str
    found: tuple[tuple[int | None, int | None], ...] = ()
    sources: tuple[SourceFacts, ...] = (a_fact(U), a_fact(V))
    missing: tuple[str, ...] = ()


LOW, GOOD, UNRATED = a_fact(U, rating=2), a_fact(V, rating=4), a_fact(V)
OLD = a_fact(U, fetched_at=NOW - timedelta(days=181))
YOUNG = a_fact(U, fetched_at=NOW - timedelta(days=179))
GONE, SUSPECT = (a_fact(U, link_state=state) for state in (LinkState.GONE, LinkState.SUSPECT))
RETRACTED, CONCERN = (
    a_fact(U, notices=(Notice(kind, "10.1/x", None, "errors", None, "a list", NOW),))
    for kind in (NoticeKind.RETRACTION, NoticeKind.CONCERN)
)
ENTITLED = (a_fact(U, titles=("A study of bees",)), a_fact(V, titles=(TITLE,)))
COPIED = (
    a_fact(U, arxiv_ids=frozenset({"2203.02155"})),
    a_fact(ARXIV, arxiv_ids=frozenset({"2203.02155"}), type=SourceType.PAPER),
)

CASES = [
    Case("footnote-undefined", "a mark alone", "One[^1].", ((1, 4),)),
    Case("footnote-undefined", "in code", "One `[^1]`."),
    Case("footnote-unused", "a definition alone", f"One.\n\n[^1]: <{U}>", ((3, 1),)),
    Case("footnote-unused", "used", f"One[^1].\n\n[^1]: <{U}>"),
    Case("label-twice", "a note", f"A[^1].\n\n[^1]: <{U}>\n[^1]: <{V}>", ((4, 1),)),
    Case("label-twice", "a note of the same source", f"A[^1].\n\n[^1]: <{U}>\n[^1]: <{U}>"),
    Case("label-twice", "a reference", f"[a] b\n\n[a]: {U}\n[A]: {V}", ((4, 1),)),
    Case("label-twice", "the same reference", f"[a] b\n\n[a]: {U}\n[a]: {U}"),
    Case("label-twice", "shown in code", f"[a]\n\n[a]: {U}\n\n```\n[a]: {V}\n```"),
    Case("label-twice", "inside a paragraph", f"[a]\n\n[a]: {U}\n\ntext\n[a]: {V}"),
    Case("unknown-resource", "an id", 'See <R id="00ff">it</R>.', ((1, 5),)),
    Case("unknown-resource", "a known one", f'See <R id="{U[-16:]}">it</R>.'),
    Case("bad-url", "a script", "[x](javascript:alert)", ((1, 1),)),
    Case("bad-url", "misspelt", "[x](htps://a.org)", ((1, 1),)),
    Case("bad-url", "one slash", "[x](https:/a.org)", ((1, 1),)),
    Case("bad-url", "no scheme", "[x](www.a.org/b)", ((1, 1),)),
    Case("bad-url", "no host", "A [x](https://)", ((1, 3),)),
    Case("bad-url", "cut", "[x](<https://a.org/a(08>)", ((1, 1),)),
    Case("bad-url", "the wiki's own", "[x](/risks/y) [m](mailto:a@b.org) [h](#top)"),
    Case(
        "gone-source",
        "gone",
        f"[x]({U}) [y]({U})",
        ((1, 1),),
        (GONE,),
    ),
    Case("retracted-source", "retracted", f"<{U}>", ((1, 1),), (RETRACTED,)),
    Case("retracted-source", "in doubt", f"<{U}>", (), (CONCERN,)),
    Case("source-notice", "in doubt", f"<{U}>", ((1, 1),), (CONCERN,)),
    Case("source-notice", "graver than that", f"<{U}>", (), (RETRACTED,)),
    Case("gone-source", "may be back", f"<{U}>", (), (SUSPECT,)),
    Case("quote-missing", "not there", f"[x]({U})", ((1, 1),), missing=("they all do agree",)),
    Case("quote-missing", "all there", f"[x]({U})"),
    Case("uncited-page", "long", PROSE, ((None, None),)),
    Case("uncited-page", "short", "word " * 299),
    Case("uncited-page", "mostly code", f"```\n{PROSE}\n```"),
    Case("low-rated", "alone", f"{CLAIM} [x]({U}).", ((1, 37),), (LOW,)),
    Case("low-rated", "with a good one", f"{CLAIM} [x]({U}) [y]({V}).", (), (LOW, GOOD)),
    Case("low-rated", "with an unrated one", f"{CLAIM} [x]({U}) [y]({V}).", (), (LOW, UNRATED)),
    Case("low-rated", "a list of links", f"- A reader: [x]({U})", (), (LOW,)),
    Case("low-rated", "words of a note without a mark", f"[^1]: {CLAIM} [x]({U}).", (), (LOW,)),
    *(
        Case("low-rated", f"in {title}", f"# {title}\n\n## A\n\n{CLAIM} [x]({U}).", (), (LOW,))
        for title in (
            "Sources & Resources",
            "Key Sources",
            "Sources and Further Reading",
            "References",
            "External links:",
        )
    ),
    *(
        Case("low-rated", f"in {title}", f"# {title}\n\n{CLAIM} [x]({U}).", ((3, 37),), (LOW,))
        for title in ("Data Sources", "Sources of Risk", "Resources for Safety Research")
    ),
    Case("low-rated", "a section of links", f"# See also\n\n{CLAIM} [x]({U}).", (), (LOW,)),
    Case("one-source", "four of six", f"<{U}> " * 4 + f"<{V}> " * 2, ((None, None),)),
    Case("one-source", "half", f"<{U}> " * 3 + f"<{V}> " * 3),
    Case("one-source", "too few to tell", f"<{U}> " * 5),
    Case("stale-source", "old", f"<{U}>", ((1, 1),), (OLD,)),
    Case("stale-source", "young", f"<{U}>", (), (YOUNG,)),
    Case("stale-source", "never fetched", f"<{U}>"),
    Case(
        "doi-mismatch",
        "no DOI in the note",
        f"A[^1].\n\n[^1]: [x]({DOI}), doi:10.9/zzz.",
        (),
        (a_fact(DOI, dois=frozenset({"10.1234/abc"})),),
    ),
    Case(
        "doi-mismatch",
        "another one",
        f"A[^1].\n\n[^1]: [x]({DOI}), doi:10.9876/zzz.",
        ((1, 2),),
        (a_fact(DOI, dois=frozenset({"10.1234/abc"})),),
    ),
    Case(
        "doi-mismatch",
        "the same in capitals",
        f"A[^1].\n\n[^1]: [x]({DOI}) (10.1234/ABC).",
        (),
        (a_fact(DOI, dois=frozenset({"10.1234/abc"})),),
    ),
    Case(
        "other-work",
        "an arXiv id",
        f"[arXiv:1706.03762v2]({ARXIV})",
        ((1, 1),),
        (a_fact(ARXIV, arxiv_ids=frozenset({"2203.02155"})),),
    ),
    Case(
        "other-work",
        "a note of two works",
        f"A[^1].\n\n[^1]: [x]({ARXIV}) and [arXiv:1706.03762]({U})",
        (),
        (a_fact(ARXIV, arxiv_ids=frozenset({"2203.02155"})), a_fact(U)),
    ),
    Case("other-work", "a title", f'["{TITLE}."]({U})', ((1, 1),), ENTITLED),
    Case("other-work", "its own title", f"[{TITLE}]({V})", (), ENTITLED),
    Case(
        "other-work",
        "the same work at another address",
        f"[{TITLE}]({U})",
        (),
        (a_fact(U, titles=(f"{TITLE} | Journal",)), a_fact(V, titles=(TITLE,))),
    ),
    Case("other-work", "nobody knows its title", f"[{TITLE}]({U})", (), (a_fact(U), ENTITLED[1])),
    Case("secondary-source", "a copy", f"[a]({U})", ((1, 1),), COPIED),
    Case("secondary-source", "beside the work", f"[a]({U}) [b]({ARXIV})", (), COPIED),
    Case("bare-url", "in text", f"See {U}.", ((1, 5),)),
    Case("bare-url", "in brackets", f"See <{U}>."),
    Case("wikipedia", "a fact", f"{CLAIM} [so]({W}). And [so]({W}).", ((1, 37),)),
    Case("wikipedia", "his shorter name", f"{CLAIM}, as [Max Younger]({W}_the_Younger) said."),
    Case("wikipedia", "Wikipedia of itself", f"{CLAIM} [so]({W[:30]}Wikipedia:Five_pillars)."),
    Case("wikipedia", "who he is", f"{CLAIM}, as [Planck]({W}) said."),
    Case("wikipedia", "a table of links", f"| Site | Link |\n|--|--|\n| Wikipedia | [en]({W}) |"),
    Case("markup", "a spare cell", f"|a|\n|-|\n|b| [x]({U}) |", ((3, 3),)),
    Case("markup", "none", f"|a|b|\n|-|-|\n|b| [x]({U}) |"),
]


def facts(case: Case) -> PageFacts:
    parsed = parse_page("risks/page", case.text)
    known = {name: one for one in case.sources for name in (one.url, one.id)}
    primaries = Primaries(case.sources, lambda _: None)

    def cite(found: FoundCitation) -> Cited:
        source = known.get(found.url or found.resource or "")
        return Cited(found, source, case.missing, primaries.of(source) if source else None)

    cited = tuple(map(cite, parsed.citations))
    works = by_title(case.sources)
    return PageFacts(
        "risks/page", parsed.words, parsed.faults, cited, NOW, Limits(), works, parsed.notes
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.check}: {case.name}")
def test_check(case: Case) -> None:
    found = list(examine(facts(case), chosen([case.check], [])))
    assert [(one.spot.line, one.spot.column) for one in found] == list(case.found)
    assert all(one.check.name == case.check and one.spot.message for one in found)


def test_every_check_is_tried_both_ways() -> None:
    tripped = {case.check for case in CASES if case.found}
    assert tripped == set(NAMES) == {case.check for case in CASES if not case.found}


def test_an_index_page_need_not_cite() -> None:
    page = replace(facts(Case("", "", PROSE)), page_id="risks/index")
    assert not list(examine(page, CHECKS))


@pytest.mark.parametrize("of", ["overview", "internal"])
def test_a_page_of_the_wiki_itself_need_not_cite(of: str) -> None:
    page = facts(Case("", "", PROSE))
    assert list(examine(replace(page, type="person"), CHECKS))
    assert not list(examine(replace(page, type=of), CHECKS))


def test_choosing() -> None:
    assert chosen([], []) == CHECKS
    assert [one.name for one in chosen(["bare-url", "bad-url"], ["bare-url"])] == ["bad-url"]
    with pytest.raises(UsageError, match="did you mean bare-url"):
        chosen([], ["bare-urls"])


def test_findings_come_in_the_order_of_the_text() -> None:
    page = facts(Case("", "", f"{U}\n\nOne[^1] {U} [^2]\n"))
    places = [(one.spot.line, one.spot.column) for one in examine(page, CHECKS)]
    assert places == [(1, 1), (3, 4), (3, 9), (3, 10 + len(U))]
