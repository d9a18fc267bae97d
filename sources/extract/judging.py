"""Which of two readings of a page to believe, by what they say and not by the kind of page.

The article is trafilatura's reading: precise, but it stops early where a page is no article, or
an article in several parts. The page is our own reading (page_reader.py): it has everything that
is not boilerplate. The thresholds were chosen on the development halves of two public corpora
(benchmarks/extraction.py), where SHORT anywhere from 0.8 to 0.95 moves wcxb's score by 0.002 and
the news pages' by 0.004.
"""

from enum import StrEnum

from sources.extract.blocks import Block
from sources.extract.signals import headings, prose, repeated, unlinked

SHORT = 0.85
"""An article with less than this share of the page's prose has left out a part of it."""
NOTHING_TO_READ = 250
"""Characters of prose under which an article is no article: then copies do not count."""
SPARSE = 0.75
"""An article with less than this share of the page's unlinked text has left out its short lines."""
HEADINGS = 3
"""So many headings make a page that is read in parts; one or two are as often a site's."""
HEADINGS_LOST = 0.5
"""An article without more than this share of the page's headings has lost its parts' names."""
BROKEN = 0.2
"""With this share of its sentences said before, a reading has caught copies of one text."""


class Verdict(StrEnum):
    """Which reading is believed, and why."""

    ARTICLE = "the article has the page's prose"
    ARTICLE_PAGE_REPEATS = "the page says the same things twice"
    PAGE_ARTICLE_SHORT = "the article left out prose"
    PAGE_ARTICLE_SPARSE = "the article left out short lines"
    PAGE_HEADINGS_LOST = "the article lost the headings"

    @property
    def is_page(self) -> bool:
        """Whether the page's reading is the one to keep."""
        return self not in (Verdict.ARTICLE, Verdict.ARTICLE_PAGE_REPEATS)


def judge(article: list[Block], page: list[Block]) -> Verdict:
    """Compare two readings of one page; either may be empty."""
    article_prose, page_prose = prose(article), prose(page)
    if article_prose >= NOTHING_TO_READ and repeated(page) > max(BROKEN, repeated(article)):
        return Verdict.ARTICLE_PAGE_REPEATS
    if not article or article_prose < SHORT * page_prose:
        return Verdict.PAGE_ARTICLE_SHORT
    if unlinked(article) < SPARSE * unlinked(page):
        return Verdict.PAGE_ARTICLE_SPARSE
    if _lost_headings(article, page):
        return Verdict.PAGE_HEADINGS_LOST
    return Verdict.ARTICLE


def _lost_headings(article: list[Block], page: list[Block]) -> bool:
    named, kept = headings(page), {block.text for block in article}
    lost = sum(heading not in kept for heading in named)
    return len(named) >= HEADINGS and lost > HEADINGS_LOST * len(named)
