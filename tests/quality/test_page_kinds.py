"""Floors for the main text of whole pages, one of each kind that the wiki cites.

Each page under pages/ was written for this, with the text that a reader would call its own
beside it. The scores are words', as scores.py counts them.
"""

from pathlib import Path

import pytest

from citewiki.domain.extraction import ReadOutcome
from sources.extract.reader import read
from tests.quality.scores import word_f1

PAGES = Path(__file__).with_name("pages")
FLOORS = {
    "article": 0.97,
    "documentation": 0.97,
    "forum": 0.85,  # the posters' names and counts are between the posts
    "listing": 0.97,
    "product": 0.80,  # trafilatura drops the list of features and keeps a customer's review
    "service": 0.97,
    "government": 0.97,
    "tables": 0.97,
}


def text_of(kind: str) -> str:
    found = read((PAGES / f"{kind}.html").read_bytes(), "text/html", f"https://example.org/{kind}")
    assert found.outcome is ReadOutcome.OK
    return found.text


@pytest.mark.parametrize("kind", FLOORS)
def test_each_kind_of_page_scores_at_least_its_floor(kind: str) -> None:
    text = text_of(kind)
    assert word_f1(text, (PAGES / f"{kind}.txt").read_text()) >= FLOORS[kind], text


def test_every_page_has_a_floor() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(FLOORS)
