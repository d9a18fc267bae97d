"""Markdown as Pandoc and Quarto have it: citation keys in running text."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import partial

import pyromark

from citewiki.domain.citations import FaultKind, Syntax
from citewiki.wiki.bare_urls import bare_urls
from citewiki.wiki.blocks import Block, Mark, Page
from citewiki.wiki.events import Handler, PageReader
from citewiki.wiki.indents import FILLER
from citewiki.wiki.jsx import TagUrl
from citewiki.wiki.pandoc.bibliography import Bibliography

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
    ) -> None:
        text = _FENCE.sub(lambda fence: " " * len(fence[0]), text)
        super().__init__(page, text, tags, base)
        self._bibliography = bibliography

    def _again(self, text: str, base: int) -> PageReader:
        return PandocReader(self._page, text, (), base, bibliography=self._bibliography)

    def _inlines(self) -> Mapping[str, Handler]:
        math = {"InlineMath": self._on_code, "DisplayMath": self._on_code}
        return {**super()._inlines(), **math}

    def _openings(self) -> Mapping[str, Handler]:
        text = partial(self._open, Block.TEXT)
        return {
            **super()._openings(),
            "DefinitionListTitle": text,
            "DefinitionListDefinition": text,
        }

    def _closings(self) -> Mapping[str, Handler]:
        return {
            **super()._closings(),
            "DefinitionListTitle": self._close,
            "DefinitionListDefinition": self._close,
        }

    def _on_text(self, value: str, start: int, end: int) -> None:
        super()._on_text(value, start, end)
        if ("@" in value or "{" in value) and not self._deep:
            self._run_tells = True

    def _on_run(self, raw: str, start: int) -> None:
        if "[" in raw or "{" in raw:
            self._page.rewrite_since(self._run_at, _without_marks)
        keys = list(_KEY.finditer(raw)) if "@" in raw else []
        braced = [found.span() for found in keys if found["braced"]]
        if braced:  # an address that is a key stands in no text
            raw = _blanked(raw, braced)
        super()._on_run(raw, start)
        if not keys:
            return
        ends = [(at, end) for at, end, _ in bare_urls(raw)] if "://" in raw else []
        for found in keys:
            above = bisect_right(ends, (found.start(), len(raw)))
            if not above or ends[above - 1][1] <= found.start():
                self._on_key(found, start)

    def _on_key(self, found: re.Match[str], start: int) -> None:
        key = found["braced"] or found["key"]
        at = start + found.start()
        if self._text[at - 1 : at] == "\\":  # stands before this stretch of text
            return
        if key not in self._bibliography:
            if not _CROSS_REFERENCE.match(key):
                what = f"the citation key @{key[:80]} is in no bibliography"
                self._page.warn(FaultKind.NOTE_UNDEFINED, self._base + at, what)
            return
        work = self._bibliography.work(key)
        if work.url is not None:
            position = self._run_at + found.start()
            mark = Mark(Syntax.CITATION_KEY, work.url, None, key, at, position, work.title)
            self._cite(mark)


def _without_marks(text: str) -> str:
    """The text, as long as before, with fillers for what is no word of its sentences."""
    return _WORDLESS.sub(lambda found: f"{found['key'] or '':{FILLER}<{len(found[0])}}", text)


def _blanked(raw: str, spans: Sequence[tuple[int, int]]) -> str:
    out: list[str] = []
    last = 0
    for start, end in spans:
        out += (raw[last:start], " " * (end - start))
        last = end
    out.append(raw[last:])
    return "".join(out)
