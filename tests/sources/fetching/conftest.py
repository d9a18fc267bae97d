"""A web, a resolver that knows only it, and a clock that moves when somebody sleeps."""

from collections.abc import Callable, Iterator

import pytest

from sources.fetching.client import HttpFetcher
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.world import SleepingClock, loopback
from tests.web.server import TestWeb


@pytest.fixture
def seconds() -> SleepingClock:
    """The clock of `web` and of the fetchers that `fetcher` makes."""
    return SleepingClock()


@pytest.fixture
def web(seconds: SleepingClock) -> Iterator[TestWeb]:
    """An empty web; every name ending in .test leads to it."""
    with TestWeb(seconds) as server:
        yield server


MakeFetcher = Callable[[FetchSettings], HttpFetcher]


@pytest.fixture
def fetcher(web: TestWeb, seconds: SleepingClock) -> MakeFetcher:
    """Makes fetchers that may reach the web and nothing else."""

    def make(settings: FetchSettings) -> HttpFetcher:
        return HttpFetcher(
            settings,
            allow=frozenset({web.address}),
            resolver=loopback,
            clock=seconds,
            sleep=seconds.sleep,
        )

    return make
