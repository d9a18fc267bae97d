"""Markdown and MDX pages: one CommonMark pass whose offsets come from the parser.

The parser is pulldown-cmark by way of pyromark (Rust). JSX is blanked out before (jsx.py), except
`<R>`, which comes through as inline HTML.
"""

import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pyromark

from citewiki.domain.citations import ParsedPage, Syntax
from citewiki.wiki.bare_urls import bare_urls
from citewiki.wiki.blocks import Block, Mark, Page
from citewiki.wiki.front_matter import read_front_matter
from citewiki.wiki.indents import BREAK, FILLER
from citewiki.wiki.jsx import TagUrl, blank_tags

_PARSER = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
_RESOURCE = re.compile(r"<R\b[^<>]*?\bid\s*=\s*(?:\{\s*)?[\"']([^\"'<>]{1,80})[\"']")
_PLAIN = ("Strong", "Emphasis", "Strikethrough")
"""Parts of a text that change nothing but its looks."""

_DANGLING = re.compile(r"\[\^([^\]\s\[\\]{1,80})\]")


def parse_page(page_id: str, text: str) -> ParsedPage:
    """Everything that a page cites; never raises. Line ends may be of any kind."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace(FILLER, "\ufffd").replace(BREAK, "\ufffd")
    # lone surrogates cannot be handed to the parser; one for one keeps every offset
    text = text.encode("utf-8", "replace").decode("utf-8") if _has_surrogates(text) else text
    front = read_front_matter(text)
    blanked = blank_tags(_blank(text, front.length))
    page = Page(text)
    _Reader(page, blanked.text, blanked.urls).read()
    citations, problems = page.finish()
    if front.problem is not None:
        problems.insert(0, front.problem)
    importance = front.number("readerImportance")
    return ParsedPage(
        title=front.text("title") or page.first_heading or page_id.rsplit("/", 1)[-1],
        entity_type=front.text("entityType") or front.text("type"),
        entity_id=front.text("entityId"),
        quality=front.number("quality"),
        importance=importance if importance is not None else front.number("importance"),
        last_edited=front.text("lastEdited"),
        citations=tuple(citations),
        problems=tuple(problems),
    )


def _has_surrogates(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _blank(text: str, length: int) -> str:
    return re.sub(r"[^\n]", " ", text[:length]) + text[length:]


class _Reader:
    """Walks the parser's events and tells the page what stands in which block."""

    def __init__(self, page: Page, text: str, tags: Sequence[TagUrl] = (), base: int = 0) -> None:
        """`base` is where in the page this text begins."""
        self._page = page
        self._text = text
        self._base = base
        self._char = page.places_of(text).char
        self._tags = deque(tags)  # those still to come, in their order
        self._cell_end = 0
        self._run: tuple[int, int] | None = None  # source of the text events being gathered
        self._run_at = 0  # where that text begins in the block's plain text
        self._link: tuple[str, Syntax, str | None, int, int] | None = None
        self._resource: tuple[str, int, int] | None = None
        self._deep = 0  # inside a code block or raw HTML

    def read(self) -> None:
        # a page has thousands of events: what nothing is done for must cost next to nothing
        char, handlers = self._char, self._handlers()
        for event, span in _PARSER.events_with_range(self._text):
            if isinstance(event, str):
                self._flush()
                if event in ("SoftBreak", "HardBreak"):
                    self._page.add_text(" ")
                continue
            name: str
            value: Any
            ((name, value),) = event.items()
            if name == "Text":
                self._on_Text(value, char(span["start"]), char(span["end"]))
                continue
            if self._run is not None:
                self._flush()
            handler = handlers.get(name)
            if handler is not None and (name == "Code" or value not in _PLAIN):
                handler(value, char(span["start"]), char(span["end"]))
        self._flush()
        for tag in self._tags:
            self._page.cite_tag(tag)

    def _cite(self, mark: Mark) -> None:
        self._page.cite(replace(mark, offset=mark.offset + self._base) if self._base else mark)

    def _handlers(self) -> dict[str, Callable[[Any, int, int], None]]:
        return {
            "Code": self._on_Code,
            "FootnoteReference": self._on_FootnoteReference,
            "InlineHtml": self._on_InlineHtml,
            "Html": self._on_Html,
            "Start": self._on_Start,
            "End": self._on_End,
        }

    def _on_Text(self, value: str, start: int, end: int) -> None:
        if self._tags and self._tags[0].offset < end:
            self._cite_tags(start, end)
        if self._deep:
            return
        if self._run is not None and start - self._run[1] <= 1:
            self._run = (self._run[0], end)
        else:
            self._flush()
            self._run, self._run_at = (start, end), self._page.position
        self._page.add_text(value)

    def _cite_tags(self, start: int, end: int) -> None:
        """The tags that stand in this text, where it is no code, or stood above it."""
        while self._tags and self._tags[0].offset < end:
            tag = self._tags.popleft()
            if tag.offset < start:
                self._page.cite_tag(tag)
            elif not self._deep:
                syntax = Syntax.PROPERTY if tag.in_object else Syntax.ATTRIBUTE
                position = self._page.position + tag.offset - start
                self._cite(Mark(syntax, tag.url, None, None, tag.offset, position, tag.text))

    def _on_Code(self, value: str, start: int, end: int) -> None:
        self._page.add_text(value)

    def _on_FootnoteReference(self, label: str, start: int, end: int) -> None:
        self._cite(Mark(Syntax.FOOTNOTE, None, None, label, start, self._page.position, ""))

    def _on_InlineHtml(self, value: str, start: int, end: int) -> None:
        found = _RESOURCE.match(value)
        if found is not None:
            self._resource = (found[1].strip(), start, self._page.position)
            if value.rstrip().endswith("/>"):
                self._end_resource()
        elif value.startswith("</R"):
            self._end_resource()

    def _on_Html(self, value: str, start: int, end: int) -> None:
        for found in _RESOURCE.finditer(value):
            after = value[value.find(">", found.end()) + 1 :]
            text = after.split("<", 1)[0]
            mark = Mark(
                Syntax.RESOURCE_TAG, None, found[1].strip(), None, start + found.start(), 0, text
            )
            self._cite(mark)

    def _end_resource(self) -> None:
        if self._resource is not None:
            resource, start, position = self._resource
            text = self._page.text_since(position)
            self._cite(Mark(Syntax.RESOURCE_TAG, None, resource, None, start, position, text))
        self._resource = None

    def _on_Start(self, tag: Any, start: int, end: int) -> None:
        name, value = (tag, {}) if isinstance(tag, str) else next(iter(tag.items()))
        match name:
            case "Heading":
                self._page.open(Block.HEADING, int(value["level"][1]), start)
            case "Paragraph" | "Item":
                self._page.open(Block.TEXT)
            case "TableHead" | "TableRow":
                self._page.open_row(head=name == "TableHead")
            case "TableCell":
                self._page.open(Block.CELL)
            case "FootnoteDefinition":
                self._page.open_definition(value, start)
            case "CodeBlock" | "HtmlBlock" | "MetadataBlock":
                self._deep += 1
            case "Link":
                self._link = self._opened_link(value, start)

    def _opened_link(self, value: Any, start: int) -> tuple[str, Syntax, str | None, int, int]:
        kind = value["link_type"]
        syntax = Syntax.AUTOLINK if kind == "Autolink" else Syntax.LINK
        label = value["id"] or None
        return value["dest_url"], syntax, label, start, self._page.position

    def _on_End(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        match name:
            case "Heading" | "Paragraph" | "Item" | "TableCell":
                self._end_resource()
                self._page.close()
                self._cell_end = end
            case "TableHead" | "TableRow":
                self._page.close_row()
                self._read_spare_cells(self._cell_end, end)
            case "FootnoteDefinition":
                self._page.close_definition()
            case "CodeBlock" | "HtmlBlock" | "MetadataBlock":
                self._deep -= 1
            case "Link" if self._link is not None:
                url, syntax, label, at, position = self._link
                text = self._page.text_since(position) if syntax is Syntax.LINK else ""
                if url.lower().startswith(("http://", "https://")):
                    self._cite(Mark(syntax, url, None, label, at, position, text))
                self._link = None

    def _read_spare_cells(self, start: int, end: int) -> None:
        """CommonMark drops the cells beyond the table's head; what they cite was meant."""
        spare = self._text[start:end]
        if "://" in spare or "<R" in spare or "[^" in spare:
            self._page.warn(self._base + start, "the row has more cells than its table's head")
            _Reader(self._page, spare, (), self._base + start).read()

    def _flush(self) -> None:
        """What a finished run of plain text cites."""
        if self._run is None:
            return
        start, end = self._run
        self._run = None
        if self._link is not None:
            return
        raw = self._text[start:end]
        if "://" in raw:
            for at, _, url in bare_urls(raw):
                position = self._run_at + at
                self._cite(Mark(Syntax.BARE_URL, url, None, None, start + at, position, ""))
        if "[^" in raw:
            for found in _DANGLING.finditer(raw):
                at = start + found.start()
                if self._text[at - 1 : at] != "\\":
                    position = self._run_at + found.start()
                    self._cite(Mark(Syntax.FOOTNOTE, None, None, found[1], at, position, ""))
