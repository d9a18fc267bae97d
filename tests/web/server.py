"""The server: HTTP/1.1 over asyncio streams, in a thread of its own."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal
from urllib.parse import urlsplit

ADDRESS = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as the server saw it. Header names are lower-case; `at` is by `clock`.

    `in_flight` counts the requests to the same Host that were under way, this one included.
    """

    method: str
    path: str
    host: str
    headers: Mapping[str, str]
    at: float
    in_flight: int
    body: bytes = b""


@dataclass(slots=True)
class Answer:
    """What to send; `Content-Length` is added unless the headers say something of the body."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Raw = Callable[[asyncio.StreamWriter], Awaitable[None]]
"""Writes whatever it likes; the connection is closed afterwards."""

Handler = Callable[[Seen], Answer | Raw]
"""Called in the server's thread for each request."""


class TestWeb:
    """A web server on an ephemeral port while its context is open; may be used from any thread.

    A path (query and all) is answered by what was given to `serve` for it, on any host name or
    only on one; others get 404. Connections are kept alive as HTTP/1.1 has it.
    """

    __test__ = False  # not a test case, whatever its name

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.requests: list[Seen] = []
        self.connections = 0
        self.port = 0
        self._clock = clock
        self._handlers: dict[tuple[str | None, str], Handler] = {}
        self._in_flight: dict[str, int] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="test-web", daemon=True)
        self._ready = threading.Event()
        self._stop: asyncio.Event | None = None

    def __enter__(self) -> "TestWeb":
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the test web did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        stop = self._stop
        assert stop is not None
        self._loop.call_soon_threadsafe(stop.set)
        self._thread.join(10)

    @property
    def address(self) -> tuple[str, int]:
        """For the fetcher's `allow`."""
        return ADDRESS, self.port

    def url(self, path: str, host: str = ADDRESS) -> str:
        """The URL of a path that begins with "/"."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths asked for, in their order."""
        return [seen.path for seen in self.requests]

    def serve(
        self,
        path: str,
        answer: Handler | bytes | str = b"",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        *,
        host: str | None = None,
    ) -> None:
        """From now on: a fixed body, or what a handler says to each request."""
        if callable(answer):
            self._handlers[host, path] = answer
            return
        body = answer.encode() if isinstance(answer, str) else answer
        fixed = Answer(body, status, dict(headers or {}))
        self._handlers[host, path] = lambda _: fixed

    def raw(self, path: str, writes: Raw | bytes, *, host: str | None = None) -> None:
        """From now on: these very bytes, or what `writes` does with the connection."""
        if isinstance(writes, bytes):
            content = writes

            async def send(writer: asyncio.StreamWriter) -> None:
                writer.write(content)
                await writer.drain()

            self._handlers[host, path] = lambda _: send
        else:
            given = writes
            self._handlers[host, path] = lambda _: given

    def redirect(
        self,
        path: str,
        to: str,
        status: Literal[301, 302, 303, 307, 308] = 302,
        *,
        host: str | None = None,
    ) -> None:
        """From now on: a redirect to any Location."""
        self.serve(path, b"", status, {"Location": to}, host=host)

    def versioned(
        self,
        path: str,
        body: bytes | str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """From now on: a body with validators, and 304 to a request that knows them."""
        content = body.encode() if isinstance(body, str) else body
        known = {"ETag": etag, "Last-Modified": last_modified}
        sent = {name: value for name, value in known.items() if value is not None}

        def answer(seen: Seen) -> Answer:
            if etag is not None and "if-none-match" in seen.headers:
                fresh = seen.headers["if-none-match"] == etag
            else:
                fresh = (
                    last_modified is not None
                    and seen.headers.get("if-modified-since") == last_modified
                )
            if fresh:
                return Answer(b"", 304, sent)
            return Answer(content, 200, {**(headers or {}), **sent})

        self.serve(path, answer)

    def sequence(self, path: str, *answers: Answer) -> None:
        """From now on: one answer after the other, the last one for good."""
        left = list(answers)

        def answer(_: Seen) -> Answer:
            return left.pop(0) if len(left) > 1 else left[0]

        self.serve(path, answer)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._main())
        finally:
            self._loop.close()

    async def _main(self) -> None:
        self._stop = asyncio.Event()
        talks: set[asyncio.Task[None]] = set()

        def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections += 1
            talk = asyncio.ensure_future(self._talk(reader, writer))
            talks.add(talk)
            talk.add_done_callback(talks.discard)

        server = await asyncio.start_server(accept, ADDRESS, 0, backlog=256)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for talk in list(talks):
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await server.wait_closed()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                seen = await self._request(reader)
                if seen is None or not await self._respond(seen, writer):
                    break
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the client went away, as clients of hostile servers should
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _request(self, reader: asyncio.StreamReader) -> Seen | None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except asyncio.IncompleteReadError:
            return None
        first, *rest = head.split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {}
        for each in rest:
            name, found, value = each.partition(":")
            if found:
                headers[name.strip().lower()] = value.strip()
        size = headers.get("content-length", "")
        body = await reader.readexactly(int(size)) if size.isdigit() else b""
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        self._in_flight[host] = self._in_flight.get(host, 0) + 1
        seen = Seen(method, path, host, headers, self._clock(), self._in_flight[host], body)
        self.requests.append(seen)
        return seen

    async def _respond(self, seen: Seen, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection may be used again."""
        try:
            handler = self._handlers.get((seen.host, seen.path)) or self._handlers.get(
                (None, seen.path)
            )
            answer = Answer(b"no such page", 404) if handler is None else handler(seen)
            if not isinstance(answer, Answer):
                await answer(writer)
                return False
            lines = [f"HTTP/1.1 {answer.status} Whatever"]
            lines += [f"{name}: {value}" for name, value in answer.headers.items()]
            named = {name.lower() for name in answer.headers}
            if not named & {"content-length", "transfer-encoding"} and answer.status != 304:
                lines.append(f"Content-Length: {len(answer.body)}")
            head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
            writer.write(head + (b"" if answer.status == 304 else answer.body))
            await writer.drain()
            return seen.headers.get("connection", "").lower() != "close"
        finally:
            self._in_flight[seen.host] -= 1
