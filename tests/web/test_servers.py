"""The servers that others test and demonstrate with."""

import httpx
import pytest

from citewiki.demo.server import DemoServer
from tests.web.server import Answer, TestWeb


def _get(url: str, **headers: str) -> httpx.Response:
    with httpx.Client(
        trust_env=False, headers={k.replace("_", "-"): v for k, v in headers.items()}
    ) as client:
        return client.get(url)


def test_the_test_web() -> None:
    with TestWeb() as web:
        web.serve("/page", "words", headers={"Content-Type": "text/plain"})
        web.redirect("/old", "/page")
        web.versioned("/kept", b"v1", etag='"1"')
        web.sequence("/moody", Answer(b"no", 500), Answer(b"yes"))
        assert _get(web.url("/page")).text == "words"
        assert _get(web.url("/old")).headers["location"] == "/page"
        assert _get(web.url("/kept")).content == b"v1"
        assert _get(web.url("/kept"), if_none_match='"1"').status_code == 304
        assert [_get(web.url("/moody")).status_code for _ in range(3)] == [500, 200, 200]
        assert _get(web.url("/none")).status_code == 404
        assert web.paths()[:2] == ["/page", "/old"]
        assert web.requests[0].method == "GET"


def test_the_demo_server() -> None:
    pages = {"/page": (200, {"ETag": '"1"', "Content-Type": "text/html"}, b"<html>")}
    with DemoServer(pages) as server:
        assert _get(server.url("/page")).content == b"<html>"
        assert _get(server.url("/page"), if_none_match='"1"').status_code == 304
        assert _get(server.url("/none")).status_code == 404
        server.pages["/page"] = (200, {}, b"new")
        assert _get(server.url("/page")).content == b"new"
        port = server.port
    with pytest.raises(RuntimeError, match="not running"):
        _ = server.port
    with pytest.raises(httpx.ConnectError):
        _get(f"http://127.0.0.1:{port}/page")
