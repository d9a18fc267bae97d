"""What a hostile server costs: little memory, and no time of other hosts. See tests/web too."""

import asyncio
import time
import tracemalloc

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.ports.fetching import FetchRequest
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.conftest import MakeFetcher
from tests.web.behaviours import HEAD, HTML, flood, hang, packed_zeros, with_length
from tests.web.server import TestWeb

MEBIBYTE = 1024 * 1024
QUICK = FetchSettings(
    delay_s=0,
    deadline_s=0.6,
    concurrency=8,
    retries=0,
    max_html_bytes=MEBIBYTE,
    max_pdf_bytes=2 * MEBIBYTE,
)


@pytest.mark.parametrize("wbits", [31, 15, -15], ids=["gzip", "zlib", "raw deflate"])
async def test_a_bomb_is_never_held_unpacked(
    web: TestWeb, fetcher: MakeFetcher, wbits: int
) -> None:
    """100 MiB of zeros under a limit of 1 MiB; unpacked whole, the peak would be over 100 MiB."""
    coding = b"gzip" if wbits == 31 else b"deflate"
    web.raw("/bomb", with_length(packed_zeros(100, wbits), b"Content-Encoding: " + coding))
    async with fetcher(QUICK) as client:
        tracemalloc.start()
        try:
            result = await client.fetch(FetchRequest(web.url("/bomb")))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert result.outcome is Outcome.TOO_LARGE
    assert peak < 8 * MEBIBYTE


async def test_a_hanging_host_does_not_hold_up_another(web: TestWeb, fetcher: MakeFetcher) -> None:
    web.raw("/silent", hang())
    web.serve("/good", HTML)
    async with fetcher(QUICK) as client:
        hanging = asyncio.ensure_future(client.fetch(FetchRequest(web.url("/silent", "slow.test"))))
        quick = await client.fetch(FetchRequest(web.url("/good", "quick.test")))
        assert quick.outcome is Outcome.OK
        assert not hanging.done()
        assert (await hanging).outcome is Outcome.TIMEOUT


async def test_chunks_of_one_byte_do_not_hold_up_another_host(
    web: TestWeb, fetcher: MakeFetcher
) -> None:
    """They cost the parser a thousand times what other bytes do; 64 KiB of them, as httpcore
    would read at once, keep the loop for a second."""
    web.raw("/tiny", flood(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 500))
    web.serve("/good", HTML)
    longest = 0.0
    async with fetcher(QUICK) as client:
        hog = asyncio.ensure_future(client.fetch(FetchRequest(web.url("/tiny", "hog.test"))))
        before = time.perf_counter()
        while not hog.done():
            await asyncio.sleep(0)
            longest = max(longest, -before + (before := time.perf_counter()))
        quick = await client.fetch(FetchRequest(web.url("/good", "quick.test")))
    assert (await hog).outcome is Outcome.TIMEOUT
    assert quick.outcome is Outcome.OK
    assert longest < 0.25


async def test_cancelling_is_let_through(web: TestWeb, fetcher: MakeFetcher) -> None:
    web.raw("/silent", hang())
    async with fetcher(QUICK) as client:
        task = asyncio.ensure_future(client.fetch(FetchRequest(web.url("/silent"))))
        while len(web.requests) < 2:  # robots.txt, and the page
            await asyncio.sleep(0.005)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
