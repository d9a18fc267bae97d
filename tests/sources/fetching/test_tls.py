"""TLS asks for the name although an address is dialled."""

import asyncio
import gc
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest
import uvloop

from citewiki.domain.outcomes import Outcome
from citewiki.ports.fetching import FetchRequest
from sources.fetching.client import HttpFetcher
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.world import loopback

SETTINGS = FetchSettings(delay_s=0, retries=0, obey_robots=False, deadline_s=10)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for good.test, signed by itself, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        (
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
            " -subj /CN=good.test -addext subjectAltName=DNS:good.test"
            f" -keyout {key} -out {cert}"
        ).split(),
        check=True,
        capture_output=True,
    )
    return cert, key


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")
        await writer.drain()
    except (OSError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


@pytest.mark.parametrize(
    ("host", "trusted", "outcome"),
    [
        ("good.test", True, Outcome.OK),
        ("other.test", True, Outcome.TLS_FAILED),
        ("127.0.0.1", True, Outcome.TLS_FAILED),
        ("good.test", False, Outcome.TLS_FAILED),
    ],
)
async def test_certificates(
    certificate: tuple[Path, Path], host: str, trusted: bool, outcome: Outcome
) -> None:
    cert, key = certificate
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(cert, key)
    asking = ssl.create_default_context(cafile=str(cert)) if trusted else None
    server = await asyncio.start_server(_answer, "127.0.0.1", 0, ssl=serving)
    port = server.sockets[0].getsockname()[1]
    async with (
        server,
        HttpFetcher(
            SETTINGS, allow=frozenset({("127.0.0.1", port)}), resolver=loopback, tls=asking
        ) as client,
    ):
        result = await client.fetch(FetchRequest(f"https://{host}:{port}/"))
    assert result.outcome is outcome
    assert result.detail


async def test_a_server_that_speaks_no_tls_and_one_that_says_nothing() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        writer.close()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.read()
        finally:
            writer.close()

    quick = FetchSettings(delay_s=0, retries=0, obey_robots=False, deadline_s=0.3)
    for handler, outcome in ((plain, Outcome.TLS_FAILED), (silent, Outcome.TIMEOUT)):
        server = await asyncio.start_server(handler, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server:
            allow = frozenset({("127.0.0.1", port)})
            async with HttpFetcher(quick, allow=allow, resolver=loopback) as client:
                result = await client.fetch(FetchRequest(f"https://good.test:{port}/"))
        assert result.outcome is outcome
        gc.collect()  # a connection left open would warn here, and warnings are errors


@pytest.mark.parametrize(
    ("host", "trusted", "outcome"),
    [("good.test", True, Outcome.OK), ("other.test", True, Outcome.TLS_FAILED)],
)
def test_certificates_on_uvloop(
    certificate: tuple[Path, Path], host: str, trusted: bool, outcome: Outcome
) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(test_certificates(certificate, host, trusted, outcome))


def test_no_tls_and_silence_on_uvloop() -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(test_a_server_that_speaks_no_tls_and_one_that_says_nothing())
