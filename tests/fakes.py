"""Stand-ins for the ports, written by hand."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from citewiki.domain.bodies import BlobRef
from citewiki.domain.errors import InputError, OutputError, StoreDamaged
from citewiki.domain.extraction import Extraction, MetadataValue, ReadOutcome, SavedFrom
from citewiki.domain.outcomes import Outcome
from citewiki.domain.page_syntax import Reading
from citewiki.domain.sources import Field
from citewiki.domain.web_archives import ArchivedPage
from citewiki.ports.fetching import FetchRequest, FetchResult
from citewiki.ports.folders import PageFile


class FakeClock:
    """Stands still until it is told to move."""

    def __init__(self, at: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, **parts: float) -> None:
        """E.g. `advance(days=3)`."""
        self.at += timedelta(**parts)


class FakeIds:
    """Counts: S000000001, S000000002, …"""

    def __init__(self) -> None:
        self._last = 0

    def stable_id(self) -> str:
        self._last += 1
        return f"S{self._last:09d}"


class MemoryBodies:
    """A SnapshotStore in a dict."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    def put(self, content: bytes) -> BlobRef:
        sha256 = hashlib.sha256(content).hexdigest()
        self.contents[sha256] = content
        return BlobRef(sha256, len(content))

    def get(self, sha256: str) -> bytes:
        content = self.contents.get(sha256)
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise StoreDamaged(f"body {sha256} is missing or damaged; restore it from a backup")
        return content

    def has(self, sha256: str) -> bool:
        return sha256 in self.contents

    def verify(self, expected: Iterable[str]) -> list[str]:
        found = []
        for sha256 in expected:
            try:
                self.get(sha256)
            except StoreDamaged as error:
                found.append(str(error))
        return found

    def stored_size(self, sha256: str) -> int:
        return len(self.contents.get(sha256, b""))

    def remove(self, sha256: str) -> int:
        return len(self.contents.pop(sha256, b""))

    def sweep(self) -> int:
        return 0


class FakeExtractor:
    """The body as UTF-8; the title is the first line. A body beginning "%BROKEN" is unreadable.
    `saved_from` is what every body says of itself, `pages` what every web archive holds."""

    def __init__(
        self, saved_from: SavedFrom | None = None, pages: tuple[ArchivedPage, ...] = ()
    ) -> None:
        self.saved_from = saved_from
        self.pages = pages

    def take_page(self, body: bytes, url: str, *, exactly: bool) -> ArchivedPage:
        for page in self.pages:
            if page.url == url or not exactly:
                return page
        raise InputError("holds no copy of the page")

    def version(self, media_type: str) -> str:
        return "1"

    def extract(self, body: bytes, media_type: str, url: str | None) -> Extraction:
        if body.startswith(b"%BROKEN"):
            return Extraction(
                ReadOutcome.UNREADABLE, "", (), (), media_type, "fake", "1", "said to be broken"
            )
        text = body.decode("utf-8", "replace")
        if not text.strip():
            return Extraction(ReadOutcome.NO_TEXT, "", (), (), media_type, "fake", "1")
        title = text.strip().splitlines()[0]
        metadata = (MetadataValue(Field.TITLE, title, "first line", 0.9),)
        found = Extraction(ReadOutcome.OK, text, (), metadata, media_type, "fake", "1")
        return replace(found, saved_from=self.saved_from)


class FakeFetcher:
    """Answers by URL from a script: a body, an outcome, or results to be given in turn (the last
    one again and again). An unknown URL is NOT_FOUND."""

    def __init__(
        self, answers: Mapping[str, bytes | Outcome | list[FetchResult]] | None = None
    ) -> None:
        self.answers: dict[str, bytes | Outcome | list[FetchResult]] = dict(answers or {})
        self.requests: list[FetchRequest] = []

    async def fetch(self, request: FetchRequest) -> FetchResult:
        self.requests.append(request)
        answer = self.answers.get(request.url, Outcome.NOT_FOUND)
        if isinstance(answer, list):
            return answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Outcome):
            status = {Outcome.NOT_FOUND: 404, Outcome.GONE: 410, Outcome.BLOCKED: 403}.get(answer)
            return FetchResult(answer, request.url, request.url, http_status=status)
        return FetchResult(
            Outcome.OK,
            request.url,
            request.url,
            http_status=200,
            media_type="text/plain",
            body=answer,
        )


class MemoryWiki:
    """A WikiFolder in a dict: page id -> text, of pages that end in `ending`."""

    def __init__(self, texts: Mapping[str, str] | None = None, ending: str = ".md") -> None:
        self.texts: dict[str, str] = dict(texts or {})
        self.ending = ending
        self.attachments: dict[str, str] = {}
        self.reading = Reading()
        self.unreadable: list[tuple[str, str]] = []

    @property
    def name(self) -> str:
        return "the wiki in memory"

    def page_ids(self) -> set[str]:
        return set(self.texts)

    def pages(self, only: Collection[str] | None = None) -> Iterator[PageFile]:
        for page_id in sorted(self.texts if only is None else only):
            yield PageFile(page_id, self.texts[page_id].encode(), f"{page_id}{self.ending}")

    def attachment(self, name: str) -> bytes | None:
        content = self.attachments.get(name)
        return content.encode() if content is not None else None

    def replace(self, old: PageFile, content: bytes) -> bool:
        same = self.texts.get(old.page_id, "").encode() == old.content
        if same:
            self.texts[old.page_id] = content.decode()
        return same


class MemoryOutput:
    """An OutputFolder in a dict: name -> content."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}

    def write(self, name: str, content: str) -> bool:
        if name.startswith("/") or ".." in name.split("/"):
            raise OutputError(f"{name} would leave the folder")
        if self.files.get(name) == content:
            return False
        self.files[name] = content
        return True


class RecordingNarrator:
    """Remembers what it was told; a fine silent narrator too."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int | None, str]] = []
        self.notes: list[str] = []

    def progress(self, what: str, done: int, total: int | None, item: str = "") -> None:
        self.steps.append((what, done, total, item))

    def note(self, text: str) -> None:
        self.notes.append(text)


class SilentNarrator:
    """Says nothing, keeps nothing."""

    def progress(self, what: str, done: int, total: int | None, item: str = "") -> None:
        pass

    def note(self, text: str) -> None:
        pass
