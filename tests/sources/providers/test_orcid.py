"""ORCID iDs: the check digit is looked at."""

import pytest

from sources.providers.doi import Doi
from sources.providers.texts import orcid


@pytest.mark.parametrize(
    ("found", "read"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("http://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"),
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000-0002-1825-0098", None),
        ("0000-0002-1825", None),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_orcid(found: object, read: str | None) -> None:
    assert orcid(found) == read


def test_of_crossrefs_authors() -> None:
    body = (
        b'{"DOI": "10.1234/x", "title": "T", "author": ['
        b'{"given": "A.", "family": "B", "ORCID": "http://orcid.org/0000-0002-1825-0097"},'
        b'{"given": "C.", "family": "D", "ORCID": "no"}, {"literal": "E"}, 5]}'
    )
    assert Doi().parse("10.1234/x", body).orcids == (("A. B", "0000-0002-1825-0097"),)
