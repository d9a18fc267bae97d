"""The names under which a work is known."""

import pytest

from citewiki.domain.identifiers import ARXIV, DOI, identifiers, of_kind


@pytest.mark.parametrize(
    ("url", "told", "known"),
    [
        ("https://a.org/x", [], []),
        ("https://a.org/x", [(None, None), ("", "")], []),
        ("https://arxiv.org/pdf/2203.02155v3", [], ["arxiv:2203.02155"]),
        ("https://doi.org/10.1234/X", [("10.1234/x", None)], ["doi:10.1234/x"]),
        (
            "https://doi.org/10.1234/X",
            [("10.1234/Y", "2203.02155")],
            ["arxiv:2203.02155", "doi:10.1234/x", "doi:10.1234/y"],
        ),
        ("https://b.org/arXiv:2203.02155/arXiv:1706.03762", [],
         ["arxiv:1706.03762", "arxiv:2203.02155"]),
    ],
)  # fmt: skip
def test_identifiers(url: str, told: list[tuple[str | None, str | None]], known: list[str]) -> None:
    assert identifiers(url, told) == known


def test_those_of_one_kind() -> None:
    known = ["arxiv:2203.02155", "doi:10.1234/x:arxiv:1"]
    assert of_kind(DOI, known) == {"10.1234/x:arxiv:1"}
    assert of_kind(ARXIV, known) == {"2203.02155"}
