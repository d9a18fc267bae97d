"""The power of the other tests here: a plain httpx client fails on the same web.

A sample that spares the machine: no endless floods, and a bomb of 16 MiB.
"""

import asyncio
from collections.abc import Iterator
from enum import StrEnum

import httpx
import pytest

from tests.web.behaviours import MEBIBYTE, packed_zeros, with_length
from tests.web.cases import PAGE, put_up
from tests.web.server import TestWeb
from tests.web.test_hostile_web import HOSTILE, NORMAL

CLOCK_S = 0.6


class End(StrEnum):
    """Of a plain fetch; all but the first are failures of the client."""

    TYPED = "an error of httpx's, or a status that says no"
    PAGE = "taken for a page"
    HANGS = "outlives the clock"
    CRASHES = "an exception of some other kind"


HOW_IT_FAILS = {
    "body in drips": End.HANGS,
    "chunks in drips": End.HANGS,
    "headers in drips": End.HANGS,
    "endless early hints": End.HANGS,
    "endless 100": End.HANGS,
    "gzip cut short": End.PAGE,
    "gzip with a false checksum": End.TYPED,
    "blank": End.PAGE,
    "robot check under 200": End.PAGE,
    "brotli": End.PAGE,
    "empty": End.PAGE,
    "robots.txt: disallows": End.PAGE,
    "charset: 'hex'": End.CRASHES,
    "charset: 'zlib'": End.CRASHES,
    "charset: 'undefined'": End.CRASHES,
    "two lengths": End.TYPED,
}


@pytest.fixture(scope="module")
def web() -> Iterator[TestWeb]:
    with TestWeb() as server:
        yield server


async def _end(client: httpx.AsyncClient, web: TestWeb, host: str) -> End:
    try:
        async with asyncio.timeout(CLOCK_S):
            response = await client.get(web.url(PAGE), headers={"Host": host})
        said = response.text
    except TimeoutError:
        return End.HANGS
    except httpx.HTTPError:
        return End.TYPED
    except Exception:  # noqa: BLE001 - any other kind is what is looked for
        return End.CRASHES
    return End.PAGE if response.status_code == 200 and said is not None else End.TYPED


async def test_a_plain_client_fails(web: TestWeb) -> None:
    chosen = [case for case in (*HOSTILE, *NORMAL) if case.name in HOW_IT_FAILS]
    assert {case.name for case in chosen} == set(HOW_IT_FAILS)
    put_up(web, chosen)
    async with httpx.AsyncClient(trust_env=False, follow_redirects=True) as client:
        ends = await asyncio.gather(
            *(_end(client, web, f"c{number}.test") for number in range(len(chosen)))
        )
    assert dict(zip((case.name for case in chosen), ends, strict=True)) == HOW_IT_FAILS
    assert sum(end is not End.TYPED for end in ends) >= 10


async def test_a_plain_client_holds_a_whole_bomb(web: TestWeb) -> None:
    bomb = with_length(packed_zeros(16), b"Content-Encoding: gzip")
    web.raw("/bomb", bomb)
    async with httpx.AsyncClient(trust_env=False) as client:
        response = await client.get(web.url("/bomb"))
    assert len(response.content) == 16 * MEBIBYTE > 500 * len(bomb)
