"""Which of two readings of a page to believe, by what they say and not by the kind of page.

The article is trafilatura's reading: precise, but it stops early where a page is no article, or
an article in several parts. The page is our own reading (page_reader.py): it has everything that
is not boilerplate. The thresholds were chosen on the development halves of two public corpora
(benchmarks/extraction.py); the scores move by less than 0.002 when one is moved by a tenth.
"""

from enum import StrEnum

from sources.extract.blocks import Block
from sources.extract.signals import characters, prose, repeated

SHORT = 0.85
"""An article with less than this share of the page's prose has left out a part of it."""
NOTHING_TO_READ = 250
"""Characters of prose under which an article is no article: the page may be a list."""
LIST_PROSE = 0.5
"""A page with at most this share of prose is a list of short things."""
LONGER = 1.3
"""A list must hold so many times the article's text to be worth its noise."""
BROKEN = 0.2
"""With this share of its sentences said before, a reading has caught copies of one text."""


class Verdict(StrEnum):
    """Which reading is believed, and why."""

    ARTICLE = "the article has the page's prose"
    ARTICLE_PAGE_REPEATS = "the page says the same things twice"
    PAGE_ARTICLE_SHORT = "the article left out prose"
    PAGE_IS_LIST = "the page is a list of short things"

    @property
    def is_page(self) -> bool:
        return self in (Verdict.PAGE_ARTICLE_SHORT, Verdict.PAGE_IS_LIST)


def judge(article: list[Block], page: list[Block]) -> Verdict:
    """Compare two readings of one page; either may be empty."""
    article_prose, page_prose = prose(article), prose(page)
    if article_prose >= NOTHING_TO_READ and repeated(page) > max(BROKEN, repeated(article)):
        return Verdict.ARTICLE_PAGE_REPEATS
    if article_prose < SHORT * page_prose:
        return Verdict.PAGE_ARTICLE_SHORT
    page_length = characters(page)
    is_list = page_prose <= LIST_PROSE * page_length
    if (
        article_prose < NOTHING_TO_READ
        and is_list
        and page_length >= LONGER * characters(article)
        and page_length
    ):
        return Verdict.PAGE_IS_LIST
    return Verdict.ARTICLE
