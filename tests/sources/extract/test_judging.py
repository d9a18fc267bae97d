"""Which of two readings of a page is believed."""

import pytest

from sources.extract.blocks import Block, Kind
from sources.extract.judging import Verdict, judge

SENTENCES = [
    "The first finding was that nobody had looked at the harness before the model was released.",
    "The second finding was that those who had looked at the harness had not written it down.",
    "The third finding was that what had been written down was kept where nobody would read it.",
    "The fourth finding was that the readers whom it reached had been told that it was a draft.",
]
TEXT = [Block(Kind.PARAGRAPH, sentence) for sentence in SENTENCES]
HEADINGS = [Block(Kind.HEADING, f"Finding {number}") for number in ("one", "two", "three")]
LINES = [Block(Kind.PARAGRAPH, f"Short line number {n} of the page") for n in range(12)]
LINKS = [Block(Kind.ITEM, "Another page", linked=12)] * 40
CASES = {
    "the same": (TEXT, TEXT, Verdict.ARTICLE),
    "links alone are no loss": (TEXT, TEXT + LINKS, Verdict.ARTICLE),
    "half of the prose lost": (TEXT[:2], TEXT, Verdict.PAGE_ARTICLE_SHORT),
    "nothing found": ([], LINKS, Verdict.PAGE_ARTICLE_SHORT),
    "nothing either way": ([], [], Verdict.PAGE_ARTICLE_SHORT),
    "short lines lost": (TEXT, TEXT + LINES, Verdict.PAGE_ARTICLE_SPARSE),
    "headings lost": (TEXT, TEXT[:1] + HEADINGS + TEXT[1:], Verdict.PAGE_HEADINGS_LOST),
    "two headings lost": (TEXT, HEADINGS[:2] + TEXT, Verdict.ARTICLE),
    "copies in the page": (TEXT, TEXT + TEXT, Verdict.ARTICLE_PAGE_REPEATS),
}


@pytest.mark.parametrize("case", CASES)
def test_the_verdict_gives_its_reason(case: str) -> None:
    article, page, verdict = CASES[case]
    assert judge(article, page) is verdict


def test_only_the_article_verdicts_keep_the_article() -> None:
    kept = {verdict for verdict in Verdict if not verdict.is_page}
    assert kept == {Verdict.ARTICLE, Verdict.ARTICLE_PAGE_REPEATS}
