"""From a URL to a body, and from a body to text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from citewiki.domain.snapshots import Redirect, Validators

if TYPE_CHECKING:
    from citewiki.domain.extraction import Extraction
    from citewiki.domain.outcomes import Outcome
    from citewiki.domain.web_archives import ArchivedPage

Admit = Callable[[int], Awaitable[None]]
"""Waits until so many bytes of a body may be held."""


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What to fetch; with validators the request is conditional.

    `accept` is a header's value, in place of what a reader of pages would say. With a
    `json_body` the question is put by POST: it must be one that may be put twice, and a redirect
    is not followed.

    `behind` is how many more requests to the same host wait for this one: of the hosts whose
    turn has come, the one with the longest queue goes first. `admit` is awaited with the size of
    a good body before the fetcher asks another site in its place, so that whoever reads the
    bodies sets the pace; the time that it takes is not counted against the fetch.
    """

    url: str
    validators: Validators = Validators()
    accept: str | None = None
    json_body: bytes | None = None
    behind: int = 0
    admit: Admit | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """How it went. `body` is set exactly where the outcome is OK: decoded (no content coding),
    whole, and of the type `media_type`, judged by its bytes and not only by its header; of a text
    the header's charset follows ("text/html; charset=koi8-r").

    `original_at` is when an archive took this body from its site (the header Memento-Datetime,
    RFC 7089); None from everybody else.
    """

    outcome: Outcome
    requested_url: str
    final_url: str
    redirects: tuple[Redirect, ...] = ()
    http_status: int | None = None
    validators: Validators = Validators()
    media_type: str | None = None
    body: bytes | None = None
    retry_after_s: int | None = None
    detail: str = ""
    original_at: datetime | None = None


class Fetcher(Protocol):
    """A polite, guarded client. Every failure is a result with an outcome, never an exception."""

    async def fetch(self, request: FetchRequest) -> FetchResult: ...


class Extractor(Protocol):
    """Text and metadata out of bytes, in a jail. `extract` never raises for any input."""

    def version(self, media_type: str) -> str:
        """The `version` that an extraction of such a body would bear: where it is known to have
        read the very same bytes, they need not be read again."""
        ...

    def extract(self, body: bytes, media_type: str, url: str | None) -> Extraction:
        """Blocks until the parse ends or its time is up; safe to call from several threads."""
        ...

    def take_page(self, body: bytes, url: str, *, exactly: bool) -> ArchivedPage:
        """One page out of a web archive (WARC, WACZ): the newest good capture of this address,
        else, unless it must be `exactly` this one, the only HTML or PDF page that it holds.

        Raises InputError, whose message is a clause about the file ("holds no copy …").
        """
        ...
