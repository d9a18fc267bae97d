"""Hostile servers, all at once: each ends in a typed outcome, and nothing else suffers."""

import asyncio
import tracemalloc

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.ports import FetchRequest, FetchResult
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.conftest import MakeFetcher
from tests.web.behaviours import HTML, packed_zeros, serve_hostile, with_length
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
EXPECTED: dict[str, set[Outcome]] = {
    "gzip bomb": {Outcome.TOO_LARGE},
    "deflate bomb": {Outcome.TOO_LARGE},
    "raw deflate bomb": {Outcome.TOO_LARGE},
    "gzip twice": {Outcome.ENCODING_REFUSED},
    "gzip twice in two headers": {Outcome.ENCODING_REFUSED},
    "brotli": {Outcome.ENCODING_REFUSED},
    "zstd": {Outcome.ENCODING_REFUSED},
    "made-up coding": {Outcome.ENCODING_REFUSED, Outcome.PROTOCOL_ERROR},
    "gzip cut short": {Outcome.TRUNCATED},
    "gzip damaged": {Outcome.ENCODING_REFUSED, Outcome.TRUNCATED},
    "gzip only in the header": {Outcome.ENCODING_REFUSED},
    "deflate only in the header": {Outcome.ENCODING_REFUSED},
    "a million gzip members": {Outcome.ENCODING_REFUSED},
    "gzip of nothing": {Outcome.EMPTY},
    "empty": {Outcome.EMPTY},
    "blank": {Outcome.EMPTY},
    "no content": {Outcome.EMPTY},
    "body in drips": {Outcome.TIMEOUT},
    "packed body in drips": {Outcome.TIMEOUT, Outcome.ENCODING_REFUSED},
    "headers in drips": {Outcome.TIMEOUT},
    "silent": {Outcome.TIMEOUT},
    "silent after the head": {Outcome.TIMEOUT},
    "refusal that drips": {Outcome.TIMEOUT, Outcome.BLOCKED},
    "endless chunks": {Outcome.TOO_LARGE, Outcome.TIMEOUT},
    "endless tiny chunks": {Outcome.TIMEOUT, Outcome.TOO_LARGE},
    "endless body": {Outcome.TOO_LARGE, Outcome.TIMEOUT},
    "endless early hints": {Outcome.TIMEOUT},
    "endless headers": {Outcome.PROTOCOL_ERROR},
    "endless trailers": {Outcome.PROTOCOL_ERROR, Outcome.TIMEOUT},
    "one endless header": {Outcome.PROTOCOL_ERROR},
    "length of a petabyte": {Outcome.TOO_LARGE},
    "length that is too long": {Outcome.TRUNCATED},
    "chunk cut short": {Outcome.TRUNCATED},
    "partial content": {Outcome.UNEXPECTED_STATUS},
    "not modified unasked": {Outcome.UNEXPECTED_STATUS},
    "hangs up at once": {Outcome.CONNECT_FAILED},
    "resets": {Outcome.CONNECT_FAILED},
    "another protocol": {Outcome.CONNECT_FAILED, Outcome.PROTOCOL_ERROR},
    "HTTP/0.9": {Outcome.CONNECT_FAILED, Outcome.PROTOCOL_ERROR},
    "redirect of a megabyte": {Outcome.PROTOCOL_ERROR},
}
"""Those not named are PROTOCOL_ERROR, or BAD_REDIRECT where they redirect."""


async def test_all_at_once_end_typed(web: TestWeb, fetcher: MakeFetcher) -> None:
    paths = serve_hostile(web)
    web.serve("/good", HTML)
    assert len(paths) >= 50
    loop = asyncio.get_running_loop()

    async with fetcher(QUICK) as client:

        async def one(number: int, path: str) -> FetchResult:
            return await client.fetch(FetchRequest(web.url(path, f"h{number}.test")))

        start = loop.time()
        results = await asyncio.gather(*(one(n, p) for n, p in enumerate(paths.values())))
        took = loop.time() - start
        after = await client.fetch(FetchRequest(web.url("/good", "good.test")))

    wrong = {}
    for name, result in zip(paths, results, strict=True):
        usual = Outcome.BAD_REDIRECT if name.startswith("redirect") else Outcome.PROTOCOL_ERROR
        if result.outcome not in EXPECTED.get(name, {usual}):
            wrong[name] = (result.outcome, result.detail)
        assert result.body is None, name
        assert result.detail, name
        assert result.detail.isprintable(), name
        assert "unforeseen" not in result.detail, name
    assert wrong == {}
    assert took < 10
    assert (after.outcome, after.body) == (Outcome.OK, HTML)


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
    paths = serve_hostile(web)
    web.serve("/good", HTML)
    async with fetcher(QUICK) as client:
        hanging = asyncio.ensure_future(
            client.fetch(FetchRequest(web.url(paths["silent"], "slow.test")))
        )
        quick = await client.fetch(FetchRequest(web.url("/good", "quick.test")))
        assert quick.outcome is Outcome.OK
        assert not hanging.done()
        assert (await hanging).outcome is Outcome.TIMEOUT


async def test_cancelling_is_let_through(web: TestWeb, fetcher: MakeFetcher) -> None:
    paths = serve_hostile(web)
    async with fetcher(QUICK) as client:
        task = asyncio.ensure_future(client.fetch(FetchRequest(web.url(paths["silent"]))))
        while len(web.requests) < 2:  # robots.txt, and the page
            await asyncio.sleep(0.005)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
