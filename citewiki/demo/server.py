"""A tiny web server on this machine, so that the demonstration needs no network."""

from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType

Page = tuple[int, Mapping[str, str], bytes]
"""Status, headers, body."""

ADDRESS = "127.0.0.1"


class DemoServer:
    """Serves fixed pages by path (query and all) from a thread while its context is open.

    `pages` may be changed meanwhile. Where a page has an ETag and the request names it, the
    answer is 304; for a path that is not there, 404.
    """

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self.pages = dict(pages)
        self._server: ThreadingHTTPServer | None = None
        self._thread: Thread | None = None

    def __enter__(self) -> "DemoServer":
        server = ThreadingHTTPServer((ADDRESS, 0), _handler(self.pages))
        server.daemon_threads = True
        self._server = server
        self._thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
        self._server = self._thread = None

    @property
    def port(self) -> int:
        """Chosen by the system; only while the context is open."""
        if self._server is None:
            raise RuntimeError("the demo server is not running: open it with `with`")
        return self._server.server_port

    @property
    def address(self) -> tuple[str, int]:
        """For the fetcher's `allow`."""
        return ADDRESS, self.port

    def url(self, path: str) -> str:
        """The URL of a path that begins with "/"."""
        return f"http://{ADDRESS}:{self.port}{path}"


def _handler(pages: Mapping[str, Page]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5  # an idle connection must not outlive the demonstration by much

        def do_GET(self) -> None:
            status, headers, body = pages.get(self.path, (404, {}, b"no such page\n"))
            etag = next((value for name, value in headers.items() if name.lower() == "etag"), None)
            if etag is not None and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Silent: the program's own output tells what is fetched."""

    return Handler
