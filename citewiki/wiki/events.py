"""The events of one CommonMark pass, whose offsets come from the parser, told to a page.

The parser is pulldown-cmark by way of pyromark (Rust).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import takewhile
from typing import Any

import pyromark

from citewiki.domain.citations import FaultKind
from citewiki.wiki.blocks import Page
from citewiki.wiki.indented_lines import IndentedLines, Insides
from citewiki.wiki.indents import FILLER
from citewiki.wiki.inlines import DANGLING, Inlines
from citewiki.wiki.places import WHOLE, ByteOffsets, Origin
from citewiki.wiki.plain_blocks import BREAKS, plain_cells, plain_text
from citewiki.wiki.references import contradicted, definitions, wanted
from citewiki.wiki.signs import CITING, Signs
from citewiki.wiki.tags import TagsAhead, TagUrl

_PARSER = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
Handler = Callable[[Any, int, int], None]
"""Takes an event's value (its name where it has none) and its bytes, from and to."""

_CODE_END = {"End": "CodeBlock"}
_NESTED = 8
"""How often what is indented in what was indented is read as text."""


class PageReader:
    """Walks the parser's events and tells the page what stands in which block.

    A page has thousands of events: what nothing is done for must cost next to nothing. So
    handlers get the parser's byte offsets, and make characters of them where they need them; and
    a block that cites nothing, as most, is read to its end at once.
    """

    parser = _PARSER
    signs: tuple[str, ...] = ("://", "<R", "[^")
    """Without any of these what is left of a row cites nothing."""

    citing: tuple[bytes, ...] = CITING
    _verbatim: tuple[str, ...] = ("Code",)

    def __init__(
        self, page: Page, text: str, tags: Sequence[TagUrl] = (), origin: Origin = WHOLE
    ) -> None:
        """`origin` tells where in the page this text stands; `tags` are those in it, with their
        offsets in it."""
        self._page = page
        self._text = text
        self._origin = origin
        self._insides = Insides(())
        self._nested = 0  # how many texts this one is in
        raw = text.encode()
        offsets = ByteOffsets(text, raw)
        self._char = offsets.char
        self._signs = Signs(raw, self.citing)
        self._inlines = self._inlines_of(offsets)
        self._events: Iterator[tuple[Any, Any]] = iter(
            self.parser.events_with_range(text, merge_text=True)
        )
        self._tags = TagsAhead(tags)
        self._openings = self._when_opened()
        self._cell_end = 0
        self._deep = 0  # inside a code block or raw HTML

    def read(self, insides: Sequence[tuple[int, int]] = ()) -> None:
        """`insides` are where elements of JSX have their children: no indented code, there."""
        self._insides = Insides(insides)
        inline, openings, closings = self._when_inline(), self._openings, self._when_closed()
        ahead, tags = self._signs.ahead, self._tags
        add_text = self._page.add_text
        name: str
        value: Any
        for event, span in self._events:
            if event.__class__ is str:
                if event in BREAKS:
                    add_text(" ")
                continue
            name, value = event.popitem()
            if name == "Text":
                end = span["end"]
                if end <= ahead[-1] and end <= tags.at and not self._deep:
                    add_text(value)
                else:
                    self._on_text(value, span["start"], end)
                continue
            if name == "Start":
                if value.__class__ is str:
                    handler = openings.get(value)
                else:
                    name, value = value.popitem()
                    handler = openings.get(name)
            elif name == "End":
                handler = closings.get(value if value.__class__ is str else next(iter(value)))
            else:
                handler = inline.get(name)
            if handler is not None:
                handler(value, span["start"], span["end"])
        for tag in tags.before(len(self._text) + 1):
            self._cite_apart(tag)
        for at, label in contradicted(self._text, self.parser, self._char):
            what = f"the reference [{label}] is given another target than before"
            self._page.warn(FaultKind.LABEL_TWICE, self._origin.of(at), what)

    def _inlines_of(self, offsets: ByteOffsets) -> Inlines:
        return Inlines(self._page, self._text, self._origin, offsets)

    def _when_inline(self) -> Mapping[str, Handler]:
        inlines = self._inlines
        return {
            "Code": self._on_code,
            "FootnoteReference": inlines.footnote,
            "InlineHtml": inlines.inline_html,
            "Html": inlines.html,
        }

    def _when_opened(self) -> Mapping[str, Handler]:
        return {
            "Heading": self._open_heading,
            "Paragraph": self._open_paragraph,
            "Item": self._open_item,
            "List": self._open_list,
            "TableHead": partial(self._open_row, True),
            "TableRow": partial(self._open_row, False),
            "TableCell": self._open_cell,
            "FootnoteDefinition": self._open_definition,
            "CodeBlock": self._open_code,
            "HtmlBlock": self._enter,
            "MetadataBlock": self._enter,
            "Link": self._inlines.open_link,
            "Image": self._inlines.open_image,
        }

    def _when_closed(self) -> Mapping[str, Handler]:
        return {
            "Heading": self._close,
            "Paragraph": self._close,
            "Item": self._close,
            "List": self._close_list,
            "Table": self._close_table,
            "TableCell": self._close_cell,
            "TableHead": self._close_row,
            "TableRow": self._close_row,
            "FootnoteDefinition": self._close_definition,
            "CodeBlock": self._leave,
            "HtmlBlock": self._leave,
            "MetadataBlock": self._leave,
            "Link": self._inlines.close_link,
            "Image": self._inlines.close_image,
        }

    def _on_text(self, value: str, start: int, end: int) -> None:
        if self._tags.at < end:
            self._cite_tags(self._char(start), self._char(end))
        if self._deep:
            return
        if not self._inlines.in_link and self._signs.within(start, end):
            self._inlines.run(self._char(start), self._char(end))
        self._page.add_text(self._words_of(value))

    def _words_of(self, value: str) -> str:
        """A run's text, as long as before, without what is no word of its sentence: the mark of a
        footnote that is defined outside of this part of the page."""
        if not self._nested or "[^" not in value:
            return value
        return DANGLING.sub(lambda mark: FILLER * len(mark[0]), value)

    def _cite_tags(self, start: int, end: int) -> None:
        """The tags that stand in this text, where it is no code, or stood above it."""
        for tag in self._tags.before(end):
            if tag.offset < start:
                self._cite_apart(tag)
            elif not self._deep:
                self._inlines.cite(tag.mark(self._page.position + tag.offset - start))

    def _on_code(self, value: str, _start: int, _end: int) -> None:
        self._page.add_text(value)

    def _may_cite(self, start: int, end: int) -> bool:
        """Whether anything in these bytes may be a citation, or end one."""
        return self._inlines.is_open or self._tags.at < end or self._signs.within(start, end)

    def _plain(self) -> str:
        """The text of a block that cites nothing, read to its end."""
        return "".join(plain_text(self._events, self._verbatim)[0])

    def _open_text(self, _value: Any, _start: int, _end: int) -> None:
        self._page.open_text()

    def _open_paragraph(self, _value: Any, start: int, end: int) -> None:
        if self._may_cite(start, end):
            self._page.open_text()
        else:
            self._page.plain_text(self._plain())

    def _open_item(self, _value: Any, start: int, end: int) -> None:
        if self._may_cite(start, end):
            self._page.open_text()
            return
        parts, block = plain_text(self._events, self._verbatim)
        text = "".join(parts)
        if block is None:
            self._page.plain_text(text)
            return
        self._page.open_text()
        self._page.add_text(text)
        name, span = block
        value = name
        if name.__class__ is not str:
            name, value = name.popitem()
        handler = self._openings.get(name)
        if handler is not None:
            handler(value, span["start"], span["end"])

    def _open_heading(self, value: Any, start: int, end: int) -> None:
        level = int(value["level"][1])
        if self._may_cite(start, end):
            self._page.open_heading(level, self._origin.of(self._char(start)))
        else:
            text = self._plain()
            self._page.plain_heading(text, level, self._origin.of(self._char(start)))

    def _close(self, _value: Any, _start: int, _end: int) -> None:
        self._inlines.end()
        self._page.close()

    def _open_list(self, _value: Any, _start: int, _end: int) -> None:
        self._page.open_list()

    def _close_list(self, _value: Any, _start: int, _end: int) -> None:
        self._page.close_list()

    def _close_table(self, _value: Any, _start: int, _end: int) -> None:
        self._page.close_table()

    def _open_row(self, head: bool, _value: Any, start: int, end: int) -> None:
        if self._may_cite(start, end):
            self._page.open_row(head=head)
        else:
            self._page.plain_row(plain_cells(self._events, self._verbatim), head=head)

    def _open_cell(self, _value: Any, start: int, end: int) -> None:
        if self._may_cite(start, end):
            self._page.open_cell()
        else:
            self._page.plain_cell(self._plain())
            self._cell_end = end

    def _close_cell(self, _value: Any, _start: int, end: int) -> None:
        self._inlines.end()
        self._page.close_cell()
        self._cell_end = end

    def _close_row(self, _value: Any, _start: int, end: int) -> None:
        self._page.close_row()
        if end - self._cell_end > 1:
            self._read_spare_cells(self._char(self._cell_end), self._char(end))

    def _read_spare_cells(self, start: int, end: int) -> None:
        """CommonMark drops the cells beyond the table's head; what they cite was meant."""
        spare = self._text[start:end]
        if any(sign in spare for sign in self.signs):
            what = "the row has more cells than its table's head"
            self._page.warn(FaultKind.MARKUP, self._origin.of(start), what)
            self._again(spare, Origin(self._origin.of(start))).read()

    def _again(self, text: str, origin: Origin, tags: Sequence[TagUrl] = ()) -> "PageReader":
        """A reader of the same kind for a part of the page."""
        return PageReader(self._page, text, tags, origin)

    def _open_definition(self, label: str, start: int, _end: int) -> None:
        self._page.open_definition(label, self._origin.of(self._char(start)))

    def _close_definition(self, _value: Any, _start: int, _end: int) -> None:
        self._page.close_definition()

    def _open_code(self, value: Any, start: int, end: int) -> None:
        char = self._char(start)
        if value == "Indented" and self._nested < _NESTED and self._insides.hold(char):
            self._read_indented(char, self._char(end))
        else:
            self._enter(value, start, end)

    def _read_indented(self, start: int, end: int) -> None:
        """What CommonMark takes for code and MDX does not, up to where it ends."""
        events = takewhile(lambda one: one[0] != _CODE_END, self._events)
        text = "".join(event["Text"] for event, _ in events)
        lines = IndentedLines(text, self._text[:end], start)
        tags = [lines.moved(tag) for tag in self._tags.before(end)]
        whole = f"{text}\n\n{wanted(text, self._defined)}"
        part = self._again(whole, lines.origin(self._origin), tags)
        part._nested = self._nested + 1
        part.read([(0, len(text))])

    @cached_property
    def _defined(self) -> Mapping[str, str]:
        return definitions(self._text)

    def _cite_apart(self, tag: TagUrl) -> None:
        self._page.cite_tag(replace(tag, offset=self._origin.of(tag.offset)))

    def _enter(self, _value: Any, _start: int, _end: int) -> None:
        self._deep += 1

    def _leave(self, _value: Any, _start: int, _end: int) -> None:
        self._deep -= 1
