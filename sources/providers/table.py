"""The providers. Of several that recognise a URL the first is asked, and the next one where it
gave no answer."""

from citewiki.ports.providers import Provider
from sources.providers.arxiv import Arxiv
from sources.providers.arxiv_page import ArxivPage
from sources.providers.doi import Doi
from sources.providers.forums import Forums
from sources.providers.openreview import OpenReview
from sources.providers.pubmed import PubMed
from sources.providers.youtube import YouTube

PROVIDERS: tuple[Provider, ...] = (
    Arxiv(),
    ArxivPage(),
    Doi(),
    OpenReview(),
    PubMed(),
    Forums(),
    YouTube(),
)
