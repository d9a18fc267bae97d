"""The type guess: what is evidence, what is not, and the reason that comes with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.sources import CONFIDENT, Field, FieldValue, Origin, SourceType
from citewiki.domain.type_guess import Known, derived_type, guess_type

CASES = {
    "https://arxiv.org/abs/2305.00001": SourceType.PAPER,
    "https://arxiv.org/list/cs.AI/recent": SourceType.WEB,
    "https://doi.org/10.1000/182": SourceType.PAPER,
    "https://www.nature.com/articles/s41586-021-03819-2": SourceType.PAPER,
    "https://www.nature.com/": SourceType.WEB,
    "https://dl.acm.org/doi/10.1145/3442188.3445922": SourceType.PAPER,
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC10134958/": SourceType.PAPER,
    "https://www.gov.uk/government/news/x": SourceType.GOVERNMENT,
    "https://www.nist.gov/itl": SourceType.GOVERNMENT,
    "https://www.meti.go.jp/english/": SourceType.GOVERNMENT,
    "https://www.economie.gouv.fr/x": SourceType.GOVERNMENT,
    "https://www.army.mil/x": SourceType.GOVERNMENT,
    "https://www.governance.ai/research": SourceType.WEB,
    "https://corpgov.law.harvard.edu/2023/10/28/x/": SourceType.WEB,
    "https://www.nextgov.com/x": SourceType.WEB,
    "https://gov.example.com/x": SourceType.WEB,
    "https://forum.effectivealtruism.org/posts/abc/x": SourceType.BLOG,
    "https://someone.substack.com/p/a-post": SourceType.BLOG,
    "https://news.example.com/p/a-post": SourceType.BLOG,
    "https://example.com/blog/2024/x": SourceType.BLOG,
    "https://example.com/blogger-rights": SourceType.WEB,
    "https://notmedium.com/x": SourceType.WEB,
    "https://www.youtube.com/watch?v=abc": SourceType.TALK,
    "https://www.youtube.com/results?search_query=x": SourceType.WEB,
    "https://open.spotify.com/episode/4a86": SourceType.PODCAST,
    "https://open.spotify.com/track/4a86": SourceType.WEB,
    "https://podcast.example.org/ep/1": SourceType.PODCAST,
    "https://en.wikipedia.org/wiki/AI": SourceType.REFERENCE,
    "https://openlibrary.org/works/OL1W": SourceType.BOOK,
    "https://example.org/reports/2024.pdf": SourceType.REPORT,
    "https://example.org/": SourceType.WEB,
    "not an address": SourceType.WEB,
}


@pytest.mark.parametrize("url", CASES)
def test_guess_from_the_address(url: str) -> None:
    guess = guess_type(url)
    assert guess.type is CASES[url], guess
    assert guess.reason
    assert (guess.confidence >= CONFIDENT) == (guess.type is not SourceType.WEB)


ENDS = {
    "https://www.gov.uk/x": ".gov.uk",
    "https://www.nist.gov/x": ".gov",
    "https://a.go.jp/x": ".go.jp",
}


@pytest.mark.parametrize("url", ENDS)
def test_a_governments_host_says_why(url: str) -> None:
    reason = f"its host ends in {ENDS[url]}, which is kept for governments"
    assert guess_type(url).reason == reason


def test_what_is_known_besides_the_address() -> None:
    url = "https://example.org/x"
    assert guess_type(url, Known(arxiv_id="2305.00001")).type is SourceType.PAPER
    assert guess_type(url, Known(doi="10.1000/182")).type is SourceType.PAPER
    assert guess_type(url, Known("Journal", "academic_journal")).type is SourceType.PAPER
    assert guess_type(url, Known("Lab", "company_blog")).type is SourceType.WEB
    assert guess_type("https://example.org/", Known("Journal", "academic_journal")).type is (
        SourceType.WEB
    )


def test_it_is_shown_only_where_nobody_gave_a_type() -> None:
    url = "https://arxiv.org/abs/2305.00001"
    derived = derived_type(url, None, {})
    assert derived is not None
    assert (derived.value, derived.origin) == ("paper", Origin.DERIVED)
    assert derived.by == "its address is a paper's on arXiv"
    given = FieldValue(Field.TYPE, "book", Origin.EDITOR, "Ada")
    assert derived_type(url, None, {Field.TYPE: given}) is None
    assert derived_type("https://example.org/x", None, {}) is None


@given(st.text() | st.from_regex(r"https?://[a-z.]{1,20}(?::\d{1,4})?/[ -~]*", fullmatch=True))
def test_any_text_gets_a_guess_with_a_reason(url: str) -> None:
    guess = guess_type(url)
    assert guess.reason
    assert 0 <= guess.confidence <= 1
