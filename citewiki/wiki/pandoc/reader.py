"""Markdown as Pandoc and Quarto have it: citation keys in running text."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

import pyromark

from citewiki.domain.citations import FaultKind, Syntax
from citewiki.wiki.bare_urls import bare_urls
from citewiki.wiki.blocks import Page
from citewiki.wiki.events import Handler, PageReader
from citewiki.wiki.indents import FILLER
from citewiki.wiki.jsx import TagUrl
from citewiki.wiki.marks import Mark
from citewiki.wiki.pandoc.bibliography import Bibliography
from citewiki.wiki.pandoc.keys import KEY, OtherNames, key_of
from citewiki.wiki.works import Work

_WORDLESS = re.compile(
    r"""
      [ ]?\[[^\[\]]{0,1000}?(?<![\w\\])@[^\[\]]{0,1000}\]   # [see @key, p. 3]
    | (?P<key>@[\w:.\#$%&+?<>~/{}-]{1,500})[ ]\[[^\[\]]{0,200}\]  # @key [p. 3]
    | \^\[[^\[\]]{0,2000}\]                                # ^[a note in the line]
    | \{[\#.][^{}\n]{0,200}\}                               # {#fig-one .wide}
    | [ ]?\{\{<[^{}]{0,500}>\}\}                            # {{< pagebreak >}}
    """,
    re.VERBOSE,
)
"""What stands in a sentence and is no word of it."""
_DEPTH = 3
"""A note in the line may hold brackets, and they a link's."""
_SHORTCODE = re.compile(r"\{\{<[^{}\n]{0,500}>\}\}")
_FENCE = re.compile(r"^[ \t]*:{3,}[^\n]*$", re.MULTILINE)
"""The lines between which a Div stands: its paragraphs are paragraphs like others."""


class PandocReader(PageReader):
    """Walks the same events; a key is resolved by the bibliography."""

    signs = (*PageReader.signs, "@")
    citing = (*PageReader.citing, b"@", b"{")
    _verbatim = (*PageReader._verbatim, "InlineMath", "DisplayMath")
    parser = pyromark.Markdown(
        options=pyromark.Options.ENABLE_TABLES
        | pyromark.Options.ENABLE_FOOTNOTES
        | pyromark.Options.ENABLE_STRIKETHROUGH
        | pyromark.Options.ENABLE_TASKLISTS
        | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
        | pyromark.Options.ENABLE_MATH
        | pyromark.Options.ENABLE_DEFINITION_LIST
    )

    def __init__(
        self,
        page: Page,
        text: str,
        tags: Sequence[TagUrl] = (),
        base: int = 0,
        *,
        bibliography: Bibliography,
        listed: Sequence[tuple[int, str]] = (),
    ) -> None:
        """`listed` are the characters and keys of the works that no sentence cites."""
        text = _FENCE.sub(lambda fence: " " * len(fence[0]), text)
        super().__init__(page, text, tags, base)
        self._bibliography = bibliography
        self._listed = listed
        self._other_names = OtherNames(text)
        self._apart: list[tuple[int, int]] = []  # of a run: what holds no address of its own
        self._run_start = 0

    def read(self) -> None:
        for at, key in self._listed:
            work = self._work(key, at)
            if work is not None and work.url is not None:
                front = Syntax.FRONT_MATTER
                self._cite(Mark(front, work.url, None, "nocite", at, 0, work.title))
        super().read()

    def _again(self, text: str, base: int) -> PageReader:
        return PandocReader(self._page, text, (), base, bibliography=self._bibliography)

    def _inlines(self) -> Mapping[str, Handler]:
        math = {"InlineMath": self._on_code, "DisplayMath": self._on_code}
        return {**super()._inlines(), **math}

    def _openings(self) -> Mapping[str, Handler]:
        blocks = ("DefinitionListTitle", "DefinitionListDefinition")
        return {**super()._openings(), **dict.fromkeys(blocks, self._open_text)}

    def _closings(self) -> Mapping[str, Handler]:
        blocks = ("DefinitionListTitle", "DefinitionListDefinition")
        return {**super()._closings(), **dict.fromkeys(blocks, self._close)}

    def _on_text(self, value: str, start: int, end: int) -> None:
        if self._tags and self._tags[0].offset < end:
            self._cite_tags(self._char(start), self._char(end))
        if self._deep:
            return
        if self._signs.within(start, end):
            at, behind = self._char(start), self._char(end)
            if self._link is None:
                self._read_run(at, behind)
            else:  # its words are its own, but for the keys
                self._read_keys(at, [*KEY.finditer(self._text[at:behind])], ())
        self._page.add_text(value)

    def _close(self, value: Any, start: int, end: int) -> None:
        self._page.reword(_without_marks)
        super()._close(value, start, end)

    def _close_cell(self, value: Any, start: int, end: int) -> None:
        self._page.reword(_without_marks)
        super()._close_cell(value, start, end)

    def _read_run(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        keys = list(KEY.finditer(raw)) if "@" in raw else []
        codes = [found.span() for found in _SHORTCODE.finditer(raw)] if "{{<" in raw else []
        self._apart = sorted([*codes, *(found.span() for found in keys if found["braced"])])
        self._run_start = start
        super()._read_run(start, end)
        ends = [(at, behind) for at, behind, _ in bare_urls(raw)] if "://" in raw else []
        self._read_keys(start, [key for key in keys if not _within(codes, key.start())], ends)

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

    def _cite_run(self, mark: Mark) -> None:
        if not _within(self._apart, mark.offset - self._run_start):  # an address that is a key
            super()._cite_run(mark)

    def _on_key(self, key: str, at: int, position: int) -> None:
        work = self._work(key, at)
        if work is not None and work.url is not None:
            self._cite(Mark(Syntax.CITATION_KEY, work.url, None, key, at, position, work.title))

    def _work(self, key: str, at: int) -> Work | None:
        if key in self._bibliography:
            return self._bibliography.work(key)
        if key not in self._other_names:
            what = f"the citation key @{key[:80]} is in no bibliography"
            self._page.warn(FaultKind.NOTE_UNDEFINED, self._base + at, what)
        return None


def _without_marks(text: str) -> str:
    """The text, as long as before, with fillers for what is no word of its sentences."""
    for _ in range(_DEPTH if "[" in text or "{" in text else 0):
        before = text
        text = _WORDLESS.sub(lambda found: f"{found['key'] or '':{FILLER}<{len(found[0])}}", text)
        if text == before:
            break
    return text


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether one of these spans, in order and apart from one another, holds this place."""
    above = bisect_right(spans, at, key=lambda span: span[0])
    return above > 0 and at < spans[above - 1][1]
