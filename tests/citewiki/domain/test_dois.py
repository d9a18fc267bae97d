"""DOIs as names and in addresses."""

import pytest

from citewiki.domain.dois import arxiv_doi, doi_in, doi_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("10.1234/ABC", "10.1234/abc"),
        ("https://doi.org/10.1234/abc", "10.1234/abc"),
        ("http://dx.doi.org/10.1234/abc", "10.1234/abc"),
        ("DOI: 10.1234/abc", "10.1234/abc"),
        (" 10.1234/a(b)c ", "10.1234/a(b)c"),
        ("10.1234", None),
        ("abc", None),
        ("", None),
        ("10.1234/a b", None),
    ],
)
def test_names(text: str, name: str | None) -> None:
    assert doi_name(text) == name


def test_in_addresses() -> None:
    assert doi_in("https://doi.org/10.1234/ABC?x=1") == "10.1234/abc"
    assert (
        doi_in("https://www.nature.com/articles/s41586-020-2649-2") == "10.1038/s41586-020-2649-2"
    )
    assert doi_in("https://example.org/10.1234/abc") is None


def test_arxivs_own() -> None:
    assert arxiv_doi("2203.02155") == "10.48550/arxiv.2203.02155"
