"""The jailed reader for a store that is open: most commands read no document."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from citewiki.domain.extraction import Extraction
    from citewiki.domain.web_archives import ArchivedPage
    from sources.extract.jail import JailedExtractor


class ExtractorWhenAsked:
    """Implements `citewiki.ports.fetching.Extractor`: loads and opens the jail when it is first
    asked for anything. `ocr` is the setting of that name."""

    def __init__(self, ocr: str = "") -> None:
        self._ocr = ocr
        self._lock = threading.Lock()
        self._opened: JailedExtractor | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._closed = True
            if self._opened is not None:
                self._opened.close()

    def version(self, media_type: str) -> str:
        return self._jail().version(media_type)

    def extract(self, body: bytes, media_type: str, url: str | None) -> Extraction:
        return self._jail().extract(body, media_type, url)

    def take_page(self, body: bytes, url: str, *, exactly: bool) -> ArchivedPage:
        return self._jail().take_page(body, url, exactly=exactly)

    def _jail(self) -> JailedExtractor:
        from sources.extract.jail import JailedExtractor
        from sources.extract.ocr_program import installed

        with self._lock:
            if self._opened is None:
                self._opened = JailedExtractor(ocr=installed(self._ocr))
                if self._closed:
                    self._opened.close()  # who asks too late is told so, as by the jail
            return self._opened
