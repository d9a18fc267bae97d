"""Markdown as Pandoc and Quarto have it: citation keys in running text."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pyromark

from citewiki.wiki.blocks import Page
from citewiki.wiki.events import Handler, PageReader
from citewiki.wiki.indents import FILLER
from citewiki.wiki.pandoc.bibliography import Bibliography
from citewiki.wiki.pandoc.inlines import KeyInlines
from citewiki.wiki.pandoc.keys import OtherNames
from citewiki.wiki.places import WHOLE, ByteOffsets, Origin
from citewiki.wiki.tags import TagUrl

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
        other_names: OtherNames | None = None,
        listed: Sequence[tuple[int, str]] = (),
    ) -> None:
        """`other_names` are those of the page, where this text is a part of it; `listed` the
        characters and keys of the works that no sentence cites."""
        self._bibliography = bibliography
        self._other_names = other_names or OtherNames(text)
        self._listed = listed
        text = _FENCE.sub(lambda fence: " " * len(fence[0]), text)
        super().__init__(page, text, tags, origin)

    def read(self, insides: Sequence[tuple[int, int]] = ()) -> None:
        for at, key in self._listed:
            self._keys.listed(key, at)
        super().read(insides)

    def _again(self, text: str, origin: Origin, tags: Sequence[TagUrl] = ()) -> PageReader:
        return PandocReader(
            self._page,
            text,
            tags,
            origin,
            bibliography=self._bibliography,
            other_names=self._other_names,
        )

    def _inlines_of(self, offsets: ByteOffsets) -> KeyInlines:
        self._keys = KeyInlines(
            self._page, self._text, self._origin, offsets, self._bibliography, self._other_names
        )
        return self._keys

    def _when_inline(self) -> Mapping[str, Handler]:
        math = {"InlineMath": self._on_code, "DisplayMath": self._on_code}
        return {**super()._when_inline(), **math}

    def _when_opened(self) -> Mapping[str, Handler]:
        blocks = ("DefinitionListTitle", "DefinitionListDefinition")
        return {**super()._when_opened(), **dict.fromkeys(blocks, self._open_text)}

    def _when_closed(self) -> Mapping[str, Handler]:
        blocks = ("DefinitionListTitle", "DefinitionListDefinition")
        return {**super()._when_closed(), **dict.fromkeys(blocks, self._close)}

    def _on_text(self, value: str, start: int, end: int) -> None:
        if self._keys.in_link and "@" in value and not self._deep:
            self._keys.run_of_link(self._char(start), self._char(end))
        super()._on_text(value, start, end)

    def _close(self, value: Any, start: int, end: int) -> None:
        self._page.reword(_without_marks)
        super()._close(value, start, end)

    def _close_cell(self, value: Any, start: int, end: int) -> None:
        self._page.reword(_without_marks)
        super()._close_cell(value, start, end)


def _without_marks(text: str) -> str:
    """The text, as long as before, with fillers for what is no word of its sentences."""
    for _ in range(_DEPTH if "[" in text or "{" in text else 0):
        before = text
        text = _WORDLESS.sub(lambda found: f"{found['key'] or '':{FILLER}<{len(found[0])}}", text)
        if text == before:
            break
    return text
