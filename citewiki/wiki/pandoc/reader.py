"""Markdown as Pandoc and Quarto have it: citation keys in running text."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import pyromark

from citewiki.domain.citations import FaultKind, Syntax
from citewiki.wiki.bare_urls import bare_urls
from citewiki.wiki.blocks import Page
from citewiki.wiki.events import Handler, PageReader
from citewiki.wiki.indents import FILLER
from citewiki.wiki.inlines import Inlines
from citewiki.wiki.marks import Mark
from citewiki.wiki.pandoc.bibliography import Bibliography
from citewiki.wiki.places import WHOLE, ByteOffsets, Origin
from citewiki.wiki.tags import TagUrl

# Pandoc's manual, "Citation syntax": no letter before the @; punctuation inside a key alone
_KEY = re.compile(
    r"(?<![\w\\/])@(?:\{(?P<braced>[^{}\s]{1,500})\}|(?P<key>\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))"
)
_CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau|vid)-",
    re.IGNORECASE,
)
"""How the names begin that Quarto keeps for figures, tables, sections …"""


_WORDLESS = re.compile(
    r"""
      [ ]?\[[^\[\]]{0,1000}?(?<![\w\\])@[^\[\]]{0,1000}\]   # [see @key, p. 3]
    | (?P<key>@[\w:.\#$%&+?<>~/{}-]{1,500})[ ]\[[^\[\]]{0,200}\]  # @key [p. 3]
    | \^\[[^\[\]]{0,2000}\]                                # ^[a note in the line]
    | \{[\#.][^{}\n]{0,200}\}                               # {#fig-one .wide}
    """,
    re.VERBOSE,
)
"""What stands in a sentence and is no word of it."""
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
        origin: Origin = WHOLE,
        *,
        bibliography: Bibliography,
    ) -> None:
        self._bibliography = bibliography
        text = _FENCE.sub(lambda fence: " " * len(fence[0]), text)
        super().__init__(page, text, tags, origin)

    def _again(self, text: str, origin: Origin, tags: Sequence[TagUrl] = ()) -> PageReader:
        return PandocReader(self._page, text, tags, origin, bibliography=self._bibliography)

    def _inlines_of(self, offsets: ByteOffsets) -> Inlines:
        return _KeyInlines(self._page, self._text, self._origin, offsets, self._bibliography)

    def _when_inline(self) -> Mapping[str, Handler]:
        math = {"InlineMath": self._on_code, "DisplayMath": self._on_code}
        return {**super()._when_inline(), **math}

    def _when_opened(self) -> Mapping[str, Handler]:
        blocks = ("DefinitionListTitle", "DefinitionListDefinition")
        return {**super()._when_opened(), **dict.fromkeys(blocks, self._open_text)}

    def _when_closed(self) -> Mapping[str, Handler]:
        blocks = ("DefinitionListTitle", "DefinitionListDefinition")
        return {**super()._when_closed(), **dict.fromkeys(blocks, self._close)}

    def _words_of(self, value: str) -> str:
        value = super()._words_of(value)
        return _without_marks(value) if "[" in value or "{" in value else value


class _KeyInlines(Inlines):
    """Runs of text that may name keys."""

    def __init__(
        self,
        page: Page,
        text: str,
        origin: Origin,
        offsets: ByteOffsets,
        bibliography: Bibliography,
    ) -> None:
        super().__init__(page, text, origin, offsets)
        self._bibliography = bibliography
        self._braced: list[tuple[int, int]] = []
        self._run_start = 0

    def run(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        keys = list(_KEY.finditer(raw)) if "@" in raw else []
        self._braced = [found.span() for found in keys if found["braced"]]
        self._run_start = start
        super().run(start, end)
        ends = [(at, behind) for at, behind, _ in bare_urls(raw)] if "://" in raw else []
        for found in keys:
            if found["braced"] or not _within(ends, found.start()):
                self._on_key(found, start)

    def cite_run(self, mark: Mark) -> None:
        if not _within(self._braced, mark.offset - self._run_start):  # an address that is a key
            super().cite_run(mark)

    def _on_key(self, found: re.Match[str], start: int) -> None:
        key = found["braced"] or found["key"]
        at = start + found.start()
        if self._text[at - 1 : at] == "\\":  # stands before this stretch of text
            return
        if key not in self._bibliography:
            if not _CROSS_REFERENCE.match(key):
                what = f"the citation key @{key[:80]} is in no bibliography"
                self._page.warn(FaultKind.NOTE_UNDEFINED, self._origin.of(at), what)
            return
        work = self._bibliography.work(key)
        if work.url is not None:
            position = self._page.position + found.start()
            mark = Mark(Syntax.CITATION_KEY, work.url, None, key, at, position, work.title)
            self.cite(mark)


def _without_marks(text: str) -> str:
    """The text, as long as before, with fillers for what is no word of its sentences."""
    return _WORDLESS.sub(lambda found: f"{found['key'] or '':{FILLER}<{len(found[0])}}", text)


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether one of these spans, in order and apart from one another, holds this place."""
    above = bisect_right(spans, at, key=lambda span: span[0])
    return above > 0 and at < spans[above - 1][1]
