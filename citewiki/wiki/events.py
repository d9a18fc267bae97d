"""The events of one CommonMark pass, whose offsets come from the parser, told to a page.

The parser is pulldown-cmark by way of pyromark (Rust).
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pyromark

from citewiki.domain.citations import FaultKind, Syntax
from citewiki.domain.link_targets import why_bad
from citewiki.wiki.blocks import Page
from citewiki.wiki.claims import tidy
from citewiki.wiki.identifiers import named_in
from citewiki.wiki.marks import Mark
from citewiki.wiki.places import ByteOffsets
from citewiki.wiki.references import contradicted, is_running
from citewiki.wiki.signs import CITING, Signs
from citewiki.wiki.tags import TagUrl

_PARSER = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
_RESOURCE = re.compile(r"<R\b[^<>]*?\bid\s*=\s*(?:\{\s*)?[\"']([^\"'<>]{1,80})[\"']")
Handler = Callable[[Any, int, int], None]
"""Takes an event's value (its name where it has none) and its bytes, from and to."""

_NESTED = 10
"""How many resources may be open at once: each one's words are put together when it ends."""

_BREAKS = ("SoftBreak", "HardBreak")
_ROWS = ("TableRow", "TableHead")

_DANGLING = re.compile(r"\[\^([^\]\s\[\\]{1,80})\]")


class PageReader:
    """Walks the parser's events and tells the page what stands in which block.

    A page has thousands of events: what nothing is done for must cost next to nothing. So
    handlers get the parser's byte offsets, and make characters of them where they need them.
    """

    parser = _PARSER
    signs: tuple[str, ...] = ("://", "<R", "[^")
    """Without any of these what is left of a row cites nothing."""

    citing: tuple[bytes, ...] = CITING
    _verbatim: tuple[str, ...] = ("Code",)

    def __init__(self, page: Page, text: str, tags: Sequence[TagUrl] = (), base: int = 0) -> None:
        """`base` is where in the page this text begins."""
        self._page = page
        self._text = text
        self._base = base
        raw = text.encode()
        self._char = ByteOffsets(text, raw).char
        self._signs = Signs(raw, self.citing)
        self._events: Iterator[tuple[Any, Any]] = iter(
            self.parser.events_with_range(text, merge_text=True)
        )
        self._tags = deque(tags)  # those still to come, in their order
        self._cell_end = 0
        self._link: tuple[str, Syntax, str | None, int, int] | None = None
        self._resources: list[tuple[str, int, int]] = []  # those that are open
        self._named: list[Mark] = []  # addresses in the resource's text, which only name it
        self._images = 0  # around this place
        self._deep = 0  # inside a code block or raw HTML

    def read(self) -> None:
        inline, openings, closings = self._inlines(), self._openings(), self._closings()
        add_text = self._page.add_text
        name: str
        value: Any
        for event, span in self._events:
            if isinstance(event, str):
                if event in _BREAKS:
                    add_text(" ")
                continue
            name, value = event.popitem()
            if name == "Start":
                if isinstance(value, str):
                    handler = openings.get(value)
                else:
                    ((name, value),) = value.items()
                    handler = openings.get(name)
            elif name == "End":
                handler = closings.get(value if isinstance(value, str) else next(iter(value)))
            else:
                handler = inline.get(name)
            if handler is not None:
                handler(value, span["start"], span["end"])
        for tag in self._tags:
            self._page.cite_tag(tag)
        for at, label in contradicted(self._text, self._running):
            what = f"the reference [{label}] is given another target than before"
            self._page.warn(FaultKind.LABEL_TWICE, self._base + at, what)

    def _running(self) -> Iterator[tuple[int, int]]:
        """The characters of the blocks of text and code."""
        for event, span in self.parser.events_with_range(self._text):
            if isinstance(event, dict) and is_running(event.get("Start")):
                yield self._char(span["start"]), self._char(span["end"])

    def _inlines(self) -> Mapping[str, Handler]:
        return {
            "Text": self._on_text,
            "Code": self._on_code,
            "FootnoteReference": self._on_footnote,
            "InlineHtml": self._on_inline_html,
            "Html": self._on_html,
        }

    def _openings(self) -> Mapping[str, Handler]:
        return {
            "Heading": self._open_heading,
            "Paragraph": self._open_paragraph,
            "Item": self._open_text,
            "List": self._open_list,
            "TableHead": partial(self._open_row, True),
            "TableRow": partial(self._open_row, False),
            "TableCell": self._open_cell,
            "FootnoteDefinition": self._open_definition,
            "CodeBlock": self._enter,
            "HtmlBlock": self._enter,
            "MetadataBlock": self._enter,
            "Link": self._open_link,
            "Image": self._open_image,
        }

    def _closings(self) -> Mapping[str, Handler]:
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
            "Link": self._close_link,
            "Image": self._close_image,
        }

    def _cite(self, mark: Mark) -> None:
        if self._images:  # an image's words are shown as plain text, or not at all
            return
        self._page.cite(replace(mark, offset=mark.offset + self._base) if self._base else mark)

    def _on_text(self, value: str, start: int, end: int) -> None:
        if self._tags and self._tags[0].offset < end:
            self._cite_tags(self._char(start), self._char(end))
        if self._deep:
            return
        if self._link is None and self._signs.within(start, end):
            self._read_run(self._char(start), self._char(end))
        self._page.add_text(value)

    def _cite_tags(self, start: int, end: int) -> None:
        """The tags that stand in this text, where it is no code, or stood above it."""
        while self._tags and self._tags[0].offset < end:
            tag = self._tags.popleft()
            if tag.offset < start:
                self._page.cite_tag(tag)
            elif not self._deep:
                self._cite(tag.mark(self._page.position + tag.offset - start))

    def _on_code(self, value: str, _start: int, _end: int) -> None:
        self._page.add_text(value)

    def _on_footnote(self, label: str, start: int, _end: int) -> None:
        at = self._char(start)
        self._cite(Mark(Syntax.FOOTNOTE, None, None, label, at, self._page.position, ""))

    def _on_inline_html(self, value: str, start: int, _end: int) -> None:
        found = _RESOURCE.match(value)
        if found is not None:
            if len(self._resources) == _NESTED:
                self._end_resource()
            self._resources.append((found[1].strip(), self._char(start), self._page.position))
            if value.rstrip().endswith("/>"):
                self._end_resource()
        elif value.startswith("</R"):
            self._named = []
            self._end_resource()

    def _on_html(self, value: str, start: int, _end: int) -> None:
        start = self._char(start)
        for found in _RESOURCE.finditer(value):
            after = value[value.find(">", found.end()) + 1 :]
            text = tidy(after.split("<", 1)[0])
            mark = Mark(
                Syntax.RESOURCE_TAG, None, found[1].strip(), None, start + found.start(), 0, text
            )
            self._cite(mark)

    def _end_resource(self) -> None:
        if self._resources:
            resource, start, position = self._resources.pop()
            text = self._page.text_since(position)
            self._cite(Mark(Syntax.RESOURCE_TAG, None, resource, None, start, position, text))
        for mark in self._named:  # its end was never written
            self._cite(mark)
        self._named = []

    def _open_text(self, _value: Any, _start: int, _end: int) -> None:
        self._page.open_text()

    def _open_paragraph(self, _value: Any, start: int, end: int) -> None:
        if self._may_cite(start, end):
            self._page.open_text()
        else:
            self._page.plain_text("".join(self._pieces()))

    def _open_cell(self, _value: Any, _start: int, _end: int) -> None:
        self._page.open_cell()

    def _open_list(self, _value: Any, _start: int, _end: int) -> None:
        self._page.open_list()

    def _close_list(self, _value: Any, _start: int, _end: int) -> None:
        self._page.close_list()

    def _close_table(self, _value: Any, _start: int, _end: int) -> None:
        self._page.close_table()

    def _open_heading(self, value: Any, start: int, _end: int) -> None:
        self._page.open_heading(int(value["level"][1]), self._char(start))

    def _close(self, _value: Any, _start: int, _end: int) -> None:
        while self._resources:
            self._end_resource()
        self._page.close()

    def _close_cell(self, _value: Any, _start: int, end: int) -> None:
        while self._resources:
            self._end_resource()
        self._page.close_cell()
        self._cell_end = end

    def _open_row(self, head: bool, _value: Any, start: int, end: int) -> None:
        if self._may_cite(start, end):
            self._page.open_row(head=head)
        else:
            self._page.plain_row(self._cells(), head=head)

    def _may_cite(self, start: int, end: int) -> bool:
        """Whether anything in these bytes may be a citation, or end one."""
        return (
            len(self._resources) > 0
            or self._link is not None
            or self._signs.within(start, end)
            or (len(self._tags) > 0 and self._tags[0].offset < end)
        )

    def _pieces(self) -> Iterator[str]:
        """The text of the paragraph that has begun, which is read to its end."""
        for event, _ in self._events:
            if isinstance(event, str):
                yield " " if event in _BREAKS else ""
                continue
            name, value = event.popitem()
            if name == "Text":
                yield value
            elif name == "End":
                if value == "Paragraph":
                    return
            elif name in self._verbatim:
                yield value

    def _cells(self) -> list[list[str]]:
        """The cells of the row that has begun, which is read to its end."""
        cells: list[list[str]] = []
        parts: list[str] = []
        for event, _ in self._events:
            name, value = event.popitem()
            if name == "Text":
                parts.append(value)
            elif name == "End":
                if value == "TableCell":
                    cells.append(parts)
                    parts = []
                elif value in _ROWS:
                    break
            elif name in self._verbatim:
                parts.append(value)
        return cells

    def _close_row(self, _value: Any, _start: int, end: int) -> None:
        self._page.close_row()
        if end - self._cell_end > 1:
            self._read_spare_cells(self._char(self._cell_end), self._char(end))

    def _open_definition(self, label: str, start: int, _end: int) -> None:
        self._page.open_definition(label, self._char(start))

    def _close_definition(self, _value: Any, _start: int, _end: int) -> None:
        self._page.close_definition()

    def _enter(self, _value: Any, _start: int, _end: int) -> None:
        self._deep += 1

    def _leave(self, _value: Any, _start: int, _end: int) -> None:
        self._deep -= 1

    def _open_link(self, value: Any, start: int, _end: int) -> None:
        syntax = Syntax.AUTOLINK if value["link_type"] == "Autolink" else Syntax.LINK
        at = self._char(start)
        self._link = (value["dest_url"], syntax, value["id"] or None, at, self._page.position)

    def _open_image(self, _value: Any, _start: int, _end: int) -> None:
        self._images += 1

    def _close_image(self, _value: Any, _start: int, _end: int) -> None:
        self._images -= 1

    def _close_link(self, _value: Any, _start: int, _end: int) -> None:
        if self._link is None:
            return
        url, syntax, label, at, position = self._link
        url = url.rstrip("*")  # of emphasis that was meant to end behind the link
        text = self._page.text_since(position) if syntax is Syntax.LINK else ""
        if url.lower().startswith(("http://", "https://")):
            self._cite(Mark(syntax, url, None, label, at, position, text))
        elif (why := why_bad(url)) is not None:
            self._page.warn(FaultKind.BAD_URL, self._base + at, f"the link to {url[:80]} {why}")
        self._link = None

    def _read_spare_cells(self, start: int, end: int) -> None:
        """CommonMark drops the cells beyond the table's head; what they cite was meant."""
        spare = self._text[start:end]
        if any(sign in spare for sign in self.signs):
            what = "the row has more cells than its table's head"
            self._page.warn(FaultKind.MARKUP, self._base + start, what)
            self._again(spare, self._base + start).read()

    def _again(self, text: str, base: int) -> "PageReader":
        """A reader of the same kind for a part of the page."""
        return PageReader(self._page, text, (), base)

    def _read_run(self, start: int, end: int) -> None:
        """What a run of plain text cites."""
        raw = self._text[start:end]
        for syntax, at, url in named_in(raw):
            self._cite_run(Mark(syntax, url, None, None, start + at, at, ""))
        for found in _DANGLING.finditer(raw):
            at = start + found.start()
            if self._text[at - 1 : at] != "\\":
                mark = Mark(Syntax.FOOTNOTE, None, None, found[1], at, found.start(), "")
                self._cite_run(mark)

    def _cite_run(self, mark: Mark) -> None:
        """`mark.position` is counted from where the run begins, as the text before it ends."""
        mark = replace(mark, position=self._page.position + mark.position)
        if self._resources and mark.syntax is not Syntax.FOOTNOTE:
            self._named.append(mark)
        else:
            self._cite(mark)
