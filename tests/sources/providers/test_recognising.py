"""Which URL is whose, and what is asked for it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.ports.providers import ProviderRequest
from sources.fetching.targets import target
from sources.providers.table import PROVIDERS


def recognised(url: str) -> ProviderRequest | None:
    found = (provider.recognise(url) for provider in PROVIDERS)
    return next((one for one in found if one is not None), None)


POST = "abcdefghij1234567"
ARXIV = "https://export.arxiv.org/api/query?id_list={}&max_results=1"
PUBMED = (
    "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esummary.fcgi"
    "?db={}&id={}&retmode=json&tool=citewiki"
)
KNOWN = {
    "https://arxiv.org/abs/2301.00001": ("arxiv", "2301.00001", ARXIV),
    "http://www.arxiv.org/pdf/2301.00001v2.pdf": ("arxiv", "2301.00001", ARXIV),
    "https://doi.org/10.48550/arXiv.2301.00001": ("arxiv", "2301.00001", ARXIV),
    "https://arxiv.org/abs/math.GT/0309136": ("arxiv", "math/0309136", ARXIV),
    "https://doi.org/10.1234/Watch.5": ("doi", "10.1234/watch.5", "https://doi.org/{}"),
    "http://dx.doi.org/10.1000/a%3Cb%3E": (
        "doi",
        "10.1000/a<b>",
        "https://doi.org/10.1000/a%3Cb%3E",
    ),
    "https://doi.org/10.1016/S0065-2458(08)6": (
        "doi",
        "10.1016/s0065-2458(08)6",
        "https://doi.org/{}",
    ),
    "https://dl.acm.org/doi/pdf/10.1145/34.56": ("doi", "10.1145/34.56", "https://doi.org/{}"),
    "https://www.science.org/doi/10.1126/sc.a1": ("doi", "10.1126/sc.a1", "https://doi.org/{}"),
    "https://link.springer.com/article/10.1007/s1-2#Sec2": (
        "doi",
        "10.1007/s1-2",
        "https://doi.org/{}",
    ),
    "https://link.springer.com/content/pdf/10.1007/s1-2.pdf": (
        "doi",
        "10.1007/s1-2",
        "https://doi.org/{}",
    ),
    "https://www.biorxiv.org/content/10.1101/2020.01.02.123v2.full": (
        "doi",
        "10.1101/2020.01.02.123",
        "https://doi.org/{}",
    ),
    "https://www.nature.com/articles/s41586-021-03819-2": (
        "doi",
        "10.1038/s41586-021-03819-2",
        "https://doi.org/{}",
    ),
    "https://www.nature.com/articles/d41586-025-03902-y": (
        "doi",
        "10.1038/d41586-025-03902-y",
        "https://doi.org/{}",
    ),
    "https://openreview.net/pdf?id=AbC-d_1": (
        "openreview",
        "AbC-d_1",
        "https://api2.openreview.net/notes?id={}",
    ),
    "https://pubmed.ncbi.nlm.nih.gov/12345678/": ("pubmed", "12345678", PUBMED),
    "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC765/": ("pubmed", "765", PUBMED),
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC765/pdf/x.pdf": ("pubmed", "765", PUBMED),
    f"https://www.lesswrong.com/posts/{POST}/notes#c": (
        "forum",
        POST,
        "https://www.lesswrong.com/graphql",
    ),
    f"https://www.alignmentforum.org/s/{POST}/p/{POST}": (
        "forum",
        POST,
        "https://www.lesswrong.com/graphql",
    ),
    f"https://forum.effectivealtruism.org/posts/{POST}/x": (
        "forum",
        POST,
        "https://forum.effectivealtruism.org/graphql",
    ),
    "https://youtu.be/a1B2c3D4-_5?t=3": (
        "youtube",
        "a1B2c3D4-_5",
        "https://www.youtube.com/oembed?url="
        "https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3D{}&format=json",
    ),
}
STRANGE = [
    "https://arxiv.org/list/cs.AI/recent",
    "https://arxiv.org/abs/not-an-id",
    "https://arxiv.org.evil.example/abs/2301.00001",
    "https://evil.example/abs/2301.00001",
    "https://doi.org/",
    "https://doi.org/10.1016/S0065-2458(08",  # cut by a Markdown reader
    "https://doi.org/10.1234/%00%0d%0aHost:x",
    "https://doi.org/10.1234/a%20b",
    "https://www.nature.com/articles/d41586-021-1",
    "https://openreview.net/group?id=ICLR.cc",
    "https://pubmed.ncbi.nlm.nih.gov/?term=x",
    "https://www.lesswrong.com/tag/rlhf",
    f"https://www.lesswrong.com/posts/{POST}/x?commentId=abc",
    "https://www.youtube.com/@channel",
    "ftp://arxiv.org/abs/2301.00001",
    "",
]


@pytest.mark.parametrize("url", KNOWN)
def test_a_work_is_recognised(url: str) -> None:
    provider, work, asked = KNOWN[url]
    database = "pmc" if "PMC" in url else "pubmed"
    parts = (database, work) if provider == "pubmed" else (work,)
    found = recognised(url)
    assert found is not None
    assert (found.provider, found.work, found.url) == (provider, work, asked.format(*parts))
    assert target(found.url).scheme == "https"  # an address that the fetcher takes


@pytest.mark.parametrize("url", STRANGE)
def test_what_is_no_work_is_nobodys(url: str) -> None:
    assert recognised(url) is None


def test_only_the_forums_are_asked_by_post() -> None:
    asked = {url: recognised(url) for url in KNOWN}
    posted = {url for url, one in asked.items() if one is not None and one.json_body is not None}
    assert posted == {url for url, (provider, _, _) in KNOWN.items() if provider == "forum"}
    for url in posted:
        found = asked[url]
        assert found is not None
        assert found.json_body is not None
        assert json.loads(found.json_body)["variables"] == {"id": found.work}


_PREFIXES = [url[: url.find("/", 8) + 1] for url in KNOWN]


@given(st.sampled_from(_PREFIXES), st.text(max_size=200))
def test_no_url_breaks_it_or_leads_elsewhere(prefix: str, rest: str) -> None:
    found = recognised(prefix + rest)
    if found is not None:
        assert target(found.url).host in {
            "export.arxiv.org",
            "doi.org",
            "api2.openreview.net",
            "eutils.ncbi.nlm.nih.gov",
            "www.lesswrong.com",
            "forum.effectivealtruism.org",
            "www.youtube.com",
        }
