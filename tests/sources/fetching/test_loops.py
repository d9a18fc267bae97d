"""The fetcher on either event loop that a command may run on."""

import asyncio
from collections.abc import Callable

import pytest
import uvloop

from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Validators
from citewiki.ports.fetching import FetchRequest, FetchResult
from sources.fetching.client import HttpFetcher
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.world import loopback
from tests.web.behaviours import HTML
from tests.web.server import Answer, TestWeb

LOOPS = [asyncio.new_event_loop, uvloop.new_event_loop]
SETTINGS = FetchSettings(delay_s=0, retries=0, deadline_s=10)


@pytest.mark.parametrize("loop", LOOPS, ids=["asyncio", "uvloop"])
@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("/page", Outcome.OK),
        ("/large", Outcome.OK),
        ("/same", Outcome.NOT_MODIFIED),
        ("/none", Outcome.NOT_FOUND),
    ],
)
def test_on_both_loops(
    loop: Callable[[], asyncio.AbstractEventLoop], url: str, outcome: Outcome
) -> None:
    with TestWeb() as web:
        web.serve("/page", HTML)
        web.serve("/large", HTML + b"x" * 3_000_000)  # more than is held unread
        web.serve("/same", lambda seen: Answer(b"", 304))

        async def fetch() -> FetchResult:
            async with HttpFetcher(
                SETTINGS,
                allow=frozenset({web.address}),
                resolver=loopback,
            ) as client:
                return await client.fetch(FetchRequest(web.url(url, "a.test"), Validators('"1"')))

        with asyncio.Runner(loop_factory=loop) as runner:
            result = runner.run(fetch())
    assert result.outcome is outcome, result.detail
    if url == "/large":
        assert result.body is not None
        assert len(result.body) == len(HTML) + 3_000_000
