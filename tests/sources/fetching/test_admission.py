"""Whoever reads the bodies sets the pace."""

import asyncio

from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Validators
from citewiki.ports.fetching import FetchRequest
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.conftest import MakeFetcher
from tests.web.behaviours import HTML
from tests.web.server import Answer, TestWeb

ONE_SLOT = FetchSettings(delay_s=0, concurrency=1, obey_robots=False, retries=0)


class Door:
    """Notes the sizes, and lets nobody in before it is opened."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.asked = asyncio.Event()
        self.opened = asyncio.Event()

    async def admit(self, size: int) -> None:
        self.sizes.append(size)
        self.asked.set()
        await self.opened.wait()


async def test_no_other_site_is_asked_before_a_body_is_admitted(
    web: TestWeb, fetcher: MakeFetcher
) -> None:
    web.serve("/p", HTML)
    door = Door()
    async with fetcher(ONE_SLOT) as client:
        first = FetchRequest(web.url("/p", "a.test"), admit=door.admit)
        one = asyncio.create_task(client.fetch(first))
        await asyncio.wait_for(door.asked.wait(), 5)
        two = asyncio.create_task(client.fetch(FetchRequest(web.url("/p", "b.test"))))
        await asyncio.sleep(0)
        assert [seen.host for seen in web.requests] == ["a.test"]
        door.opened.set()
        results = await asyncio.gather(one, two)
    assert [result.outcome for result in results] == [Outcome.OK, Outcome.OK]
    body = results[0].body
    assert body is not None
    assert door.sizes == [len(body)]


async def test_only_a_good_body_asks_to_be_admitted_and_only_once(
    web: TestWeb, fetcher: MakeFetcher
) -> None:
    web.serve("/p", HTML)
    web.redirect("/r", "/p")
    web.sequence("/missing", Answer(HTML, 404))
    door = Door()
    door.opened.set()
    async with fetcher(ONE_SLOT) as client:
        await client.fetch(FetchRequest(web.url("/missing"), admit=door.admit))
        assert door.sizes == []
        await client.fetch(FetchRequest(web.url("/r"), admit=door.admit))
    assert len(door.sizes) == 1


async def test_an_unchanged_page_leaves_its_connection_for_the_next(
    web: TestWeb, fetcher: MakeFetcher
) -> None:
    web.serve("/p", lambda seen: Answer(b"", 304, {"ETag": '"1"'}))
    async with fetcher(ONE_SLOT) as client:
        for _ in range(5):
            request = FetchRequest(web.url("/p"), Validators('"1"'))
            assert (await client.fetch(request)).outcome is Outcome.NOT_MODIFIED
    assert web.connections == 1
