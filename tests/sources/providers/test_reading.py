"""What is read out of each provider's answer, and how withdrawals are told."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from citewiki.domain.errors import UnreadableAnswer
from citewiki.domain.providers import ProviderRecord
from citewiki.domain.sources import SourceType
from sources.providers.arxiv import Arxiv
from sources.providers.arxiv_page import ArxivPage
from sources.providers.doi import Doi
from sources.providers.forums import Forums
from sources.providers.openreview import OpenReview
from sources.providers.pubmed import PubMed
from sources.providers.youtube import YouTube
from tests.sources.providers import answers

PAPER = "2301.00001"
NOTE = "AbC-d_1"
UID = "12345678"
POST = "abcdefghij1234567"


def arxiv(body: bytes, work: str = PAPER) -> ProviderRecord:
    return Arxiv().parse(work, body)


def test_arxiv() -> None:
    assert arxiv(answers.atom()) == ProviderRecord(
        title="Keeping Watch: A Study of Oversight",
        authors=("Ada Example", "Bo Sample"),
        published="2023-01-02",
        type=SourceType.PAPER,
        abstract="We ask who watches whom, for $a<b$ and $c>d$.",
        doi="10.1234/kw.2023",
        arxiv_id=PAPER,
        version="v3",
    )


def test_arxiv_says_https_now_and_old_ids_have_a_slash() -> None:
    old = answers.atom(entry_id="https://arxiv.org/abs/math/0309136v1", doi=None, comment=None)
    found = arxiv(old, "math/0309136")
    assert (found.arxiv_id, found.version, found.doi) == ("math/0309136", "v1", None)


WITHDRAWN = {
    "comment": (answers.atom(comment="This paper has been withdrawn due to an error in Lemma 2"),
                "This paper has been withdrawn due to an error in Lemma 2"),
    "short comment": (answers.atom(comment="Withdrawn by the author"), "Withdrawn by the author"),
    "in the comment": (answers.atom(comment="5 pages; the article was temporarily withdrawn"),
                       "5 pages; the article was temporarily withdrawn"),
    "abstract": (answers.atom(summary="This submission has been withdrawn by\n arXiv admins."),
                 "This submission has been withdrawn by arXiv admins."),
}  # fmt: skip
STANDING = {
    "an earlier version": answers.atom(comment="v2; the previous version has been withdrawn"),
    "a paper about it": answers.atom(summary="This paper is about withdrawn drugs."),
    "told of another": answers.atom(summary="We ask why the paper was withdrawn."),
    "studied": answers.atom(summary="This work studies withdrawn papers.", comment=None),
}


@pytest.mark.parametrize("case", WITHDRAWN)
def test_arxiv_withdrawn(case: str) -> None:
    body, words = WITHDRAWN[case]
    assert arxiv(body).withdrawal == words


@pytest.mark.parametrize("case", STANDING)
def test_arxiv_not_withdrawn(case: str) -> None:
    assert arxiv(STANDING[case]).withdrawal is None


def test_arxivs_page_says_what_its_api_says() -> None:
    by_api = arxiv(answers.atom())
    assert ArxivPage().parse(PAPER, answers.arxiv_page()) == replace(
        by_api, authors=("Ada Example", "Bo"), version="v2"
    )


def test_arxivs_page_tells_of_withdrawals() -> None:
    def withdrawal(**parts: str) -> str | None:
        return ArxivPage().parse(PAPER, answers.arxiv_page(**parts)).withdrawal

    assert withdrawal(comment="Withdrawn by the author") == "Withdrawn by the author"
    marked = "Thu, 1 Jun 2023 10:00:00 UTC (1 KB) <em>(withdrawn)</em>"
    assert withdrawal(newest=marked, comment="Lemma 2 is wrong") == "Lemma 2 is wrong"
    told = withdrawal(newest=marked, comment="")
    assert told is not None
    assert told.startswith("[v2] Thu, 1 Jun 2023")


def test_crossref() -> None:
    assert Doi().parse("10.1234/watch.5", answers.crossref()) == ProviderRecord(
        title="Watching in vivo & in silico",
        authors=("Ada Example", "The Sample Collaboration", "Bo"),
        published="2021-07",
        type=SourceType.PAPER,
        abstract="Abstract It holds, p < 0.05.",
        container="Journal of Examples",
        doi="10.1234/watch.5",
    )


DATES: dict[str, tuple[object, str | None]] = {
    "day": ({"date-parts": [[2015, 5, 7]]}, "2015-05-07"),
    "texts": ({"date-parts": [["2015", "5"]]}, "2015-05"),
    "year": ({"date-parts": [[2015]]}, "2015"),
    "a month is missing": ({"date-parts": [[2015, None, 7]]}, "2015"),
    "null": ({"date-parts": [[None]]}, None),
    "no such day": ({"date-parts": [[2015, 2, 31]]}, None),
    "no list": ({"date-parts": 2015}, None),
    "raw": ({"raw": "2015-05-07T10:00:00Z"}, "2015-05-07"),
    "literal": ({"literal": "May 2015"}, "2015-05"),
    "nothing": (None, None),
}


@pytest.mark.parametrize("case", DATES)
def test_csl_dates(case: str) -> None:
    issued, expected = DATES[case]
    assert Doi().parse("10.1234/w", answers.crossref(issued=issued)).published == expected


def test_datacite_and_lists_and_names() -> None:
    found = Doi().parse(
        "10.5281/zenodo.1",
        answers.crossref(
            DOI="https://doi.org/10.5281/ZENODO.1",
            type="report",
            title=["A list", "of titles"],
            author=[{"given": "Ada", "non-dropping-particle": "van", "family": "Ex"}, None, 3],
            version="2.1",
            **{"container-title": []},
        ),
    )
    assert found.title == "A list"
    assert found.authors == ("Ada van Ex",)
    assert (found.type, found.version, found.container) == (SourceType.REPORT, "2.1", None)
    assert found.doi == "10.5281/zenodo.1"


def test_retracted_articles() -> None:
    notice = {"type": "retraction", "label": "Retraction", "DOI": "10.1234/Notice"}
    correction = {"type": "correction", "label": "Correction", "DOI": "10.1234/c"}

    def withdrawal(**parts: object) -> str | None:
        return Doi().parse("10.1234/watch.5", answers.crossref(**parts)).withdrawal

    assert withdrawal(**{"updated-by": [correction, notice]}) == (
        "Retraction: https://doi.org/10.1234/notice"
    )
    assert withdrawal(**{"updated-by": [correction]}) is None
    assert withdrawal(title="RETRACTED ARTICLE: A study") == "RETRACTED ARTICLE: A study"
    assert withdrawal(title="Retracted articles: a study") is None
    # the notice itself names what it retracts, and is not retracted
    assert withdrawal(**{"update-to": [notice]}) is None


def test_openreview() -> None:
    assert OpenReview().parse(NOTE, answers.openreview()) == ProviderRecord(
        title="Overseers of Overseers",
        authors=("Ada Example", "Bo Sample"),
        published="2024-01-16",
        type=SourceType.PAPER,
        abstract="First paragraph.\nSecond one.",
        container="ICLR 2024 poster",
    )


def test_openreview_of_the_first_api_and_without_names() -> None:
    note = {"id": NOTE, "cdate": 1569400000000, "content": {"title": "Old", "authors": None}}
    found = OpenReview().parse(NOTE, answers.as_json({"notes": [note]}))
    assert (found.title, found.authors, found.published) == ("Old", (), "2019-09-25")


def test_openreview_withdrawn() -> None:
    body = answers.openreview(
        venue="ICLR 2024 Conference Withdrawn Submission",
        venueid="ICLR.cc/2024/Conference/Withdrawn_Submission",
    )
    assert OpenReview().parse(NOTE, body).withdrawal == "ICLR 2024 Conference Withdrawn Submission"
    rejected = answers.openreview(venueid="ICLR.cc/2024/Conference/Rejected_Submission")
    assert OpenReview().parse(NOTE, rejected).withdrawal is None


def test_pubmed() -> None:
    assert PubMed().parse(UID, answers.esummary()) == ProviderRecord(
        title="Strictures after examples: does it matter?",
        authors=("Example A", "Sample B"),
        published="2013-02-21",
        type=SourceType.PAPER,
        container="The Journal of examples",
        doi="10.1016/j.ex.2012.09",
    )


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2013 Feb", "2013-02"),
        ("2013", "2013"),
        ("2013 Jul-Aug", "2013"),
        ("2013 Winter", "2013"),
        ("2013 Dec 24-31", "2013"),
        ("", "2012-12-21"),
        ("1998-1999", "1998"),
    ],
)
def test_pubmed_dates(written: str, date: str) -> None:
    assert PubMed().parse(UID, answers.esummary(pubdate=written)).published == date


def test_pubmed_retracted_and_translated() -> None:
    body = answers.esummary(
        title="[On examples].", pubtype=["Journal Article", "Retracted Publication"]
    )
    found = PubMed().parse(UID, body)
    assert (found.title, found.withdrawal) == ("On examples", "Retracted Publication")
    notice = answers.esummary(pubtype=["Retraction of Publication"])
    assert PubMed().parse(UID, notice).withdrawal is None


def test_forums() -> None:
    assert Forums().parse(POST, answers.forum_post()) == ProviderRecord(
        title="Notes on watching",
        authors=("ada", "bo"),
        published="2022-05-04",
        type=SourceType.BLOG,
    )
    gone = answers.forum_post(user=None, coauthors=None)  # a deleted account
    assert Forums().parse(POST, gone).authors == ()


def test_youtube() -> None:
    assert YouTube().parse("a1B2c3D4-_5", answers.oembed()) == ProviderRecord(
        title="A talk on watching", authors=("Example Channel",)
    )


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "arxiv: an error": (lambda: arxiv(answers.ARXIV_ERROR), "incorrect id format"),
    "arxiv: not found": (lambda: arxiv(answers.EMPTY_FEED), "knows no 2301.00001"),
    "arxiv: another paper": (lambda: arxiv(answers.atom(), "2301.00002"), "not about"),
    "arxiv: throttled": (lambda: arxiv(b"Rate exceeded."), "no XML"),
    "arxiv: a page of another paper": (
        lambda: ArxivPage().parse(PAPER, answers.arxiv_page(arxiv_id="2301.00002")),
        "not about",
    ),
    "arxiv: no page": (lambda: ArxivPage().parse(PAPER, b""), "no HTML"),
    "doi: nothing": (lambda: Doi().parse("10.1/x", b"{}"), "neither a title nor a DOI"),
    "doi: a page": (lambda: Doi().parse("10.1/x", b"<html>"), "no JSON"),
    "openreview: hidden": (
        lambda: OpenReview().parse(NOTE, b'{"name":"ForbiddenError","message":"not for you"}'),
        "not for you",
    ),
    "openreview: another note": (
        lambda: OpenReview().parse(NOTE, answers.openreview("other")),
        "nothing on AbC-d_1",
    ),
    "pubmed: unknown": (
        lambda: PubMed().parse(UID, answers.esummary(title=None, error="cannot get summary")),
        "cannot get summary",
    ),
    "pubmed: another": (lambda: PubMed().parse("1", answers.esummary()), "nothing on 1"),
    "forum: errors": (
        lambda: Forums().parse(POST, b'{"errors":[{"message":"no document"}],"data":null}'),
        "no document",
    ),
    "forum: null": (
        lambda: Forums().parse(POST, b'{"data":{"post":{"result":null}}}'),
        "no such post",
    ),
    "forum: another": (lambda: Forums().parse("x", answers.forum_post()), "nothing on x"),
    "youtube: another site": (
        lambda: YouTube().parse("v", answers.oembed(provider_name="Else")),
        "not about the video",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_answer_says_why(case: str) -> None:
    parse, told = REFUSED[case]
    with pytest.raises(UnreadableAnswer, match=told) as refused:
        parse()
    assert "\n" not in str(refused.value)
