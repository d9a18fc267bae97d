"""One HTTP/1.1 connection, over whatever stream the guard dialled.

h11 knows the protocol; what is here moves its bytes. httpcore's own connection does the same
behind locks for any number of tasks and two async libraries, which costs more than the request:
ours is used by one task at a time, on asyncio (benchmarks/fetching.py).
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress

import h11
import httpcore
import httpx

MAX_HEAD = 100 * 1024
"""Bytes of an answer's head, as httpcore has it; more is an error of the protocol."""

READ_BYTES = 4_096
"""At most so much is read at once, and parsed before another host has its turn: 64 KiB of chunks of
one byte would keep the loop for a second, and every other fetch with it."""

IDLE_S = 15.0
"""A connection that lay unused for longer is not used again."""


class Connection:
    """Asks one thing after another. What goes wrong is raised as httpx's transports do."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        self._state = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEAD)
        self._idle_from = 0.0

    @property
    def usable(self) -> bool:
        """Whether it may serve another request: what comes in between two is the end."""
        fresh = time.monotonic() - self._idle_from < IDLE_S
        return fresh and not self._stream.get_extra_info("is_readable")

    async def ask(
        self, request: httpx.Request, over: Callable[["Connection"], Awaitable[None]]
    ) -> httpx.Response:
        """The head of the answer; its body is read by and by. `over` is awaited once, when the
        response is closed, and decides by `next_cycle` what becomes of the connection."""
        with as_httpx():
            await self._send(request)
            while True:
                event = await self._next()
                if isinstance(event, h11.Response):
                    break
                if isinstance(event, h11.InformationalResponse) and event.status_code == 101:
                    break  # it speaks something else from here on
        return httpx.Response(
            event.status_code,
            headers=event.headers.raw_items(),
            stream=_Body(self, over),
            extensions={"http_version": b"HTTP/" + event.http_version},
        )

    async def body(self) -> AsyncIterator[bytes]:
        """The body's chunks as they come, without the transfer coding."""
        with as_httpx():
            while True:
                event = await self._next()
                if isinstance(event, h11.Data):
                    yield bytes(event.data)
                elif isinstance(event, h11.EndOfMessage | h11.PAUSED):
                    return

    def next_cycle(self) -> bool:
        """Whether the last answer was read to its end, so that another request may follow."""
        if self._state.our_state is not h11.DONE or self._state.their_state is not h11.DONE:
            return False
        self._state.start_next_cycle()
        self._idle_from = time.monotonic()
        return True

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def _send(self, request: httpx.Request) -> None:
        head = h11.Request(
            method=request.method.encode("ascii"),
            target=request.url.raw_path,
            headers=request.headers.raw,
        )
        said = bytearray(self._state.send(head) or b"")
        said += self._state.send(h11.Data(request.content)) or b""
        said += self._state.send(h11.EndOfMessage()) or b""
        with suppress(httpcore.WriteError):  # a site may answer before it has read everything
            await self._stream.write(bytes(said))

    async def _next(self) -> h11.Event | type[h11.PAUSED]:
        while True:
            event = self._state.next_event()
            if event is not h11.NEED_DATA:
                return event  # type: ignore[return-value]  # it is none of h11's other marks
            data = await self._stream.read(READ_BYTES)
            if not data and self._state.their_state is h11.SEND_RESPONSE:
                raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
            self._state.receive_data(data)


class _Body(httpx.AsyncByteStream):
    def __init__(
        self, connection: Connection, over: Callable[[Connection], Awaitable[None]]
    ) -> None:
        self._connection = connection
        self._over = over
        self._closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._connection.body():
            yield chunk

    async def aclose(self) -> None:
        if not self._closed:
            self._closed = True
            await self._over(self._connection)


@contextmanager
def as_httpx() -> Iterator[None]:
    """h11's and httpcore's errors as httpx's of the same name."""
    try:
        yield
    except h11.LocalProtocolError as error:
        raise httpx.LocalProtocolError(str(error)) from error
    except h11.RemoteProtocolError as error:
        raise httpx.RemoteProtocolError(str(error)) from error
    except (httpcore.NetworkError, httpcore.TimeoutException) as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error
