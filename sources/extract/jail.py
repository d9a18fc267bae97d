"""Reading untrusted documents in a process each, bounded in memory, time and answer.

This module imports no parser: the program's own process never runs one.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType
from typing import Self

from citewiki.domain import media
from citewiki.domain.errors import InputError
from citewiki.domain.extraction import Extraction, ReadOutcome
from citewiki.domain.web_archives import ArchivedPage
from sources.extract import archive_answer
from sources.extract.fork_server import ForkServer, Parsers, ServerGone
from sources.extract.limits import Limits
from sources.extract.ocr_program import Ocr
from sources.extract.result_json import decode
from sources.extract.version import EXTRACTOR, version

__all__ = ["JailedExtractor", "Limits"]

_GRACE_S = 15.0  # beyond the child's time: the server's start, and its own report
_CHUNK = 1 << 16
_SERVER = "sources.extract.jail_server"
_FATAL = ("parser died", "needed more than")  # what `_why` says of a death worth a second try


class JailedExtractor:
    """An Extractor whose parsers run elsewhere. Starts its servers when first asked."""

    def __init__(self, limits: Limits = Limits(), ocr: Ocr | None = None) -> None:  # noqa: B008 - frozen
        """With `ocr` the PDFs that hold no letters, only pictures of them, are read too."""
        self._limits = limits
        self._ocr = ocr
        self._recognising = threading.Lock()  # minutes of every core: one at a time
        self._lock = threading.Lock()
        self._servers: dict[Parsers, ForkServer] = {}
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the servers and every parser that still runs; a later `extract` is UNREADABLE."""
        with self._lock:
            self._closed = True
            for server in self._servers.values():
                server.stop()

    def version(self, media_type: str) -> str:
        """That of our own reader and the libraries that it rests on."""
        return version()

    def extract(self, body: bytes, media_type: str, url: str | None) -> Extraction:
        """Blocks until the parse ends or its time is up; never raises for any input.

        Where PDFium takes its process down, pypdf alone has what is left of the time.
        """
        request: dict[str, object] = {
            "task": "read",
            "media_type": media_type[:300],
            "url": _short(url),
        }
        start = time.monotonic()
        data, why = self._run(body, request, self._limits.result_bytes)
        left = self._limits.wall_s - (time.monotonic() - start)
        pdf = media.essence(media_type) == media.PDF
        if data is None and pdf and left > 1 and why.startswith(_FATAL):
            request |= {"pypdf_alone": True, "wall_s": left}
            data, _ = self._run(body, request, self._limits.result_bytes)
        if data is None:
            return self._unreadable(media_type, why)
        try:
            found = decode(data, EXTRACTOR, version())
        except ValueError:
            return self._unreadable(media_type, "the parser answered nonsense")
        if self._ocr is not None and pdf and found.outcome is ReadOutcome.NO_TEXT:
            return self._recognised(self._ocr, body, found)
        return found

    def _recognised(self, ocr: Ocr, body: bytes, scan: Extraction) -> Extraction:
        """What OCR makes of a scan; the scan's own reading, with the reason, where it fails."""
        if ocr.program is None:
            return replace(scan, detail=f"{scan.detail} {ocr.missing}")
        request: dict[str, object] = {
            "task": "recognise",
            "url": None,
            "program": ocr.program,
            "languages": ocr.languages,
            "budget_s": ocr.budget_s,
            "memory_bytes": ocr.limits.memory_bytes,
            "cpu_s": ocr.limits.cpu_s,
            "wall_s": ocr.limits.wall_s,
        }
        with self._recognising:
            data, why = self._run(body, request, ocr.limits.result_bytes)
        try:
            found = None if data is None else decode(data, EXTRACTOR, version())
        except ValueError:
            found, why = None, "the parser answered nonsense"
        if found is not None and found.outcome is not ReadOutcome.UNREADABLE:
            return found
        return replace(scan, detail=f"{scan.detail} OCR: {why if found is None else found.detail}.")

    def take_page(self, body: bytes, url: str, *, exactly: bool) -> ArchivedPage:
        """See `citewiki.ports.fetching.Extractor`. Raises InputError."""
        request = {"task": "take", "url": _short(url), "exactly": exactly}
        data, why = self._run(body, request, self._limits.page_bytes)
        if data is None:
            raise InputError(f"cannot be read ({why})")
        try:
            return archive_answer.decode(data)
        except ValueError:
            raise InputError("cannot be read (the parser answered nonsense)") from None

    def _run(
        self, body: bytes, request: Mapping[str, object], limit: int
    ) -> tuple[bytes | None, str]:
        """The child's answer of at most `limit` bytes, or None and what became of the child."""
        for _ in range(2):  # a server that died is started again, once
            server: ForkServer | None = None
            try:
                server, answer, status = self._ask(body, request)
                return self._read(answer, status, limit, request)
            except (ServerGone, subprocess.SubprocessError):
                if server is not None:
                    with self._lock:
                        server.stop()
            except OSError as error:
                return None, f"the parser did not start ({error.strerror})"
        return None, "the parser's server died twice"

    def _ask(self, body: bytes, request: Mapping[str, object]) -> tuple[ForkServer, int, int]:
        """Send one request; the server asked, and the ends to read its answer from."""
        with contextlib.ExitStack() as ours, contextlib.ExitStack() as theirs:
            memory = os.memfd_create("body")
            theirs.callback(os.close, memory)
            view = memoryview(body)
            while view:
                view = view[os.write(memory, view) :]
            answer, answer_in = os.pipe()
            ours.callback(os.close, answer)
            theirs.callback(os.close, answer_in)
            status, status_in = os.pipe()
            ours.callback(os.close, status)
            theirs.callback(os.close, status_in)
            message = json.dumps({**self._allowed(), **request}).encode()
            with self._lock:
                server = self._started(_parsers(request))
                try:
                    server.send(message, [memory, answer_in, status_in])
                except ServerGone:
                    server.stop()
                    raise
            ours.pop_all()
        return server, answer, status

    def _read(
        self, answer: int, status: int, limit: int, request: Mapping[str, object]
    ) -> tuple[bytes | None, str]:
        """Take the child's answer and the server's word on how the child ended."""
        allowed = {**self._allowed(), **request}
        deadline = time.monotonic() + float(str(allowed["wall_s"])) + _GRACE_S
        data = bytearray()
        try:
            while chunk := _next(answer, deadline):
                data += chunk
                if len(data) > limit:
                    break
            os.close(answer)  # a child that still writes gets a broken pipe
            answer = -1
            end = _next(status, deadline).decode("ascii", "replace")
        finally:
            os.close(status)
            if answer >= 0:
                os.close(answer)
        if len(data) > limit:
            return None, f"the text is over {limit:,} bytes"
        if not end:
            raise ServerGone
        if end == "exit 0" and data[:1] == b"R":
            del data[:1]
            return bytes(data), ""
        return None, _why(end, bytes(data), allowed)

    def _allowed(self) -> dict[str, object]:
        """What a child may cost, unless its request says otherwise."""
        return {
            "memory_bytes": self._limits.memory_bytes,
            "cpu_s": self._limits.cpu_s,
            "wall_s": self._limits.wall_s,
        }

    def _unreadable(self, media_type: str, detail: str) -> Extraction:
        essence = media.essence(media_type)[:100]
        return Extraction(ReadOutcome.UNREADABLE, "", (), (), essence, EXTRACTOR, version(), detail)

    def _started(self, parsers: Parsers) -> ForkServer:
        """The server for them. The lock is held."""
        if self._closed:
            raise OSError(0, "the reader is closed")
        server = self._servers.get(parsers)
        if server is None or server.stopped:
            server = self._servers[parsers] = ForkServer(parsers)
        return server


def _parsers(request: Mapping[str, object]) -> Parsers:
    """The server whose children can do it."""
    is_page = media.essence(str(request.get("media_type", ""))) in media.PAGES
    return "pages" if is_page else "files"


def _why(end: str, data: bytes, allowed: Mapping[str, object]) -> str:
    """What became of a child, by the server's word and what the child said before."""
    if data == b"M":
        return f"needed more than {int(str(allowed['memory_bytes'])) >> 20:,} MB of memory"
    if end == "timeout":
        return f"took longer than {allowed['wall_s']:g} s"
    if end == f"signal {int(signal.SIGXCPU)}":
        return f"took more than {allowed['cpu_s']} s of processor time"
    return f"parser died ({end})"


def _short(url: str | None) -> str | None:
    return None if url is None else url[:4000]


def _next(descriptor: int, deadline: float) -> bytes:
    """The next bytes; b"" at the end. Raises ServerGone where the deadline passes first."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise ServerGone
    return os.read(descriptor, _CHUNK)
