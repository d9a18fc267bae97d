"""The providers, in the order in which they are asked whether a URL is theirs."""

from citewiki.ports import Provider
from sources.providers.arxiv import Arxiv
from sources.providers.doi import Doi
from sources.providers.forums import Forums
from sources.providers.openreview import OpenReview
from sources.providers.pubmed import PubMed
from sources.providers.youtube import YouTube

PROVIDERS: tuple[Provider, ...] = (Arxiv(), Doi(), OpenReview(), PubMed(), Forums(), YouTube())
