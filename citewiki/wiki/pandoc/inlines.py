"""Runs of text that may name works by their keys."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from citewiki.domain.citations import FaultKind, Syntax
from citewiki.wiki.bare_urls import bare_urls
from citewiki.wiki.blocks import Page
from citewiki.wiki.inlines import Inlines
from citewiki.wiki.marks import Mark
from citewiki.wiki.pandoc.bibliography import Bibliography
from citewiki.wiki.pandoc.keys import KEY, OtherNames, key_of
from citewiki.wiki.places import ByteOffsets, Origin
from citewiki.wiki.works import Work

_SHORTCODE = re.compile(r"\{\{<[^{}\n]{0,500}>\}\}")


class KeyInlines(Inlines):
    """A key is resolved by the bibliography, unless it is one of the page's `other_names`."""

    def __init__(
        self,
        page: Page,
        text: str,
        origin: Origin,
        offsets: ByteOffsets,
        bibliography: Bibliography,
        other_names: OtherNames,
    ) -> None:
        super().__init__(page, text, origin, offsets)
        self._bibliography = bibliography
        self._other_names = other_names
        self._apart: list[tuple[int, int]] = []  # of a run: what holds no address of its own
        self._run_start = 0

    def listed(self, key: str, at: int) -> None:
        """A work that the front matter lists and no sentence cites."""
        work = self._work(key, at)
        if work is not None and work.url is not None:
            self.cite(Mark(Syntax.FRONT_MATTER, work.url, None, "nocite", at, 0, work.title))

    def run(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        keys = list(KEY.finditer(raw)) if "@" in raw else []
        codes = [found.span() for found in _SHORTCODE.finditer(raw)] if "{{<" in raw else []
        self._apart = sorted([*codes, *(found.span() for found in keys if found["braced"])])
        self._run_start = start
        super().run(start, end)
        ends = [(at, behind) for at, behind, _ in bare_urls(raw)] if "://" in raw else []
        self._read_keys(start, [key for key in keys if not _within(codes, key.start())], ends)

    def run_of_link(self, start: int, end: int) -> None:
        """A link's words are its own, but for the keys in them."""
        self._read_keys(start, [*KEY.finditer(self._text[start:end])], ())

    def open_image(self, _value: Any, _start: int, _end: int) -> None:
        """A figure's words are its caption, and cite as others do."""

    def close_image(self, _value: Any, _start: int, _end: int) -> None:
        pass

    def cite_run(self, mark: Mark) -> None:
        if not _within(self._apart, mark.offset - self._run_start):
            super().cite_run(mark)

    def _read_keys(
        self, start: int, keys: Sequence[re.Match[str]], addresses: Sequence[tuple[int, int]]
    ) -> None:
        """The keys of a run that begins at `start`, but for those in its addresses."""
        for found in keys:
            at = start + found.start()
            if not found["braced"] and _within(addresses, found.start()):
                continue
            if self._text[at - 1 : at] != "\\":  # may stand before this stretch of text
                self._on_key(key_of(found), at, self._page.position + found.start())

    def _on_key(self, key: str, at: int, position: int) -> None:
        work = self._work(key, at)
        if work is not None and work.url is not None:
            self.cite(Mark(Syntax.CITATION_KEY, work.url, None, key, at, position, work.title))

    def _work(self, key: str, at: int) -> Work | None:
        if key in self._bibliography:
            return self._bibliography.work(key)
        if key not in self._other_names:
            what = f"the citation key @{key[:80]} is in no bibliography"
            self._page.warn(FaultKind.NOTE_UNDEFINED, self._origin.of(at), what)
        return None


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether one of these spans, in order and apart from one another, holds this place."""
    above = bisect_right(spans, at, key=lambda span: span[0])
    return above > 0 and at < spans[above - 1][1]
