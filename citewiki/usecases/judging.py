"""Is what a site gave the page that was asked for? Asked between the reading and the record."""

import asyncio
from collections import defaultdict
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from citewiki.domain import media
from citewiki.domain.errors import StoreDamaged
from citewiki.domain.extraction import Extraction
from citewiki.domain.outcomes import Outcome
from citewiki.domain.refusals import Nowhere, Reading, same_as_nowhere, soft_404, suspicion
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import Field
from citewiki.ports import Ports
from citewiki.ports.fetching import Fetcher, FetchRequest, FetchResult
from citewiki.usecases.room import Room
from citewiki.usecases.texts import text_of

_PAGES = frozenset({media.HTML, "application/xhtml+xml"})
"""What a "not found" page is made of; a PDF or a plain text is never one."""

READERS = 4
"""Bodies read at one time; fewer than asyncio has threads, so that recording never waits."""

PROBE_BYTES = 8 * 1024 * 1024
"""Room for the answers to our questions for pages that cannot exist. It is not the pages' own: one
that waits in there for such an answer would keep the answer out."""

PATIENCE_S = 60.0
"""For such an answer. Its turn may come after a page that waits for the room of the very page
that is judged by it: then this one is judged without."""


class Judge:
    """For one run: each host is asked for a page that cannot exist once at most, and only where
    one of its pages gives reason to."""

    def __init__(self, ports: Ports, fetcher: Fetcher) -> None:
        self._ports = ports
        self._fetcher = fetcher
        self._readers = asyncio.Semaphore(READERS)
        self._room = Room(PROBE_BYTES)
        self._nowhere: dict[str, Nowhere] = {}
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def judge(
        self, result: FetchResult, last: Snapshot | None, behind: int = 0
    ) -> tuple[FetchResult, Extraction | None]:
        """The result, turned into SOFT_404 without a body where the page is none; and what was
        read of a body, None where there is none (any more). `last` is the source's current
        snapshot, `behind` how many more sources of its host wait until this one is judged."""
        if result.outcome is not Outcome.OK or result.body is None:
            return result, None
        read = await self._read(result)
        reading = await asyncio.to_thread(self._reading, result, read, last)
        if reading is None:
            return result, read
        why = await self._why_none(reading, behind)
        if why is None:
            return result, read
        return replace(result, outcome=Outcome.SOFT_404, body=None, detail=why), None

    async def _read(self, result: FetchResult) -> Extraction:
        assert result.body is not None
        kind = result.media_type or media.BINARY
        extract = self._ports.extractor.extract
        async with self._readers:
            return await asyncio.to_thread(extract, result.body, kind, result.final_url)

    def _reading(
        self, result: FetchResult, read: Extraction, last: Snapshot | None
    ) -> Reading | None:
        """None where there is nothing to judge: no page, or no text."""
        if read.media_type not in _PAGES or not read.readable:
            return None
        titles = [one.value for one in read.metadata if one.field is Field.TITLE]
        return Reading(
            result.requested_url,
            result.final_url,
            tuple(title for title in titles if isinstance(title, str)),
            read.text,
            self._text(last),
        )

    def _text(self, last: Snapshot | None) -> str | None:
        try:
            return text_of(self._ports, last) if last is not None else None
        except StoreDamaged:
            return None  # a text that is lost is no reason to refuse a new one

    async def _why_none(self, page: Reading, behind: int) -> str | None:
        why, reason = await asyncio.to_thread(lambda: (soft_404(page), suspicion(page)))
        if why is not None or reason is None:
            return why
        nowhere = await self._nowhere_on(page.asked, behind)
        same = await asyncio.to_thread(same_as_nowhere, page, nowhere)
        return f"{same} ({reason})" if same is not None else None

    async def _nowhere_on(self, url: str, behind: int) -> Nowhere:
        parts = urlsplit(url)
        async with self._asking[parts.netloc]:
            if parts.netloc not in self._nowhere:
                name = self._ports.ids.stable_id()
                asked = urlunsplit((parts.scheme, parts.netloc, f"/citewiki-{name}", "", ""))
                self._nowhere[parts.netloc] = await self._ask(asked, behind)
            return self._nowhere[parts.netloc]

    async def _ask(self, url: str, behind: int) -> Nowhere:
        place = self._room.place()
        try:
            async with asyncio.timeout(PATIENCE_S):
                request = FetchRequest(url, behind=behind, admit=place.take)
                result = await self._fetcher.fetch(request)
            if result.outcome is not Outcome.OK or result.body is None:
                return Nowhere(url, result.final_url, None)
            await place.take(len(result.body))  # a fetcher that does not wait for it
            read = await self._read(result)
            return Nowhere(url, result.final_url, read.text if read.readable else None)
        except TimeoutError:
            return Nowhere(url, url, None)
        finally:
            place.leave()
