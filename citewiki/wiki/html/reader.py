"""Walks the tags of an HTML page and tells the page what stands in which block."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from html import unescape

from citewiki.domain.citations import FaultKind, Syntax
from citewiki.domain.link_targets import why_bad
from citewiki.wiki.blocks import Page
from citewiki.wiki.claims import tidy
from citewiki.wiki.html.elements import Elements, End, is_void, nothing
from citewiki.wiki.html.notes import Notes
from citewiki.wiki.html.surroundings import (
    has_main,
    is_around,
    is_articles_head,
    is_main,
    is_never_read,
)
from citewiki.wiki.html.tables import Tables
from citewiki.wiki.html.tags import Tag
from citewiki.wiki.identifiers import named_in
from citewiki.wiki.marks import Mark
from citewiki.wiki.paragraphs import Block, Paragraphs

_PARTING = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "section", "article", "main",
     "figure", "figcaption", "caption", "address", "details", "summary", "table", "thead", "tbody",
     "tfoot", "hr", "pre", "body", "header", "footer", "nav", "aside", "form", "center"}
)  # fmt: skip
_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
_HEADING = re.compile(r"h[1-6]")
_LISTS = frozenset({"ul", "ol", "dl"})
_CITED_BY = frozenset({"blockquote", "q", "ins", "del"})


class _In(Enum):
    """What the text being read stands in."""

    UNREAD = auto()  # menus, code blocks
    ARTICLES_HEAD = auto()  # unread but for its headings
    CODE = auto()
    NOTE = auto()


@dataclass(slots=True)
class _Link:
    url: str
    start: int
    position: int


class HtmlReader:
    """Reads one page's tags, once."""

    def __init__(self, page: Page, text: str, tags: list[Tag], notes: Notes) -> None:
        self._page = page
        self._text = text
        self._tags = tags
        self._notes = notes
        self._flow = Paragraphs(page)
        self._tables = Tables(page, self._flow)
        self._elements = Elements()
        self._in: Counter[_In] = Counter()
        self._link: _Link | None = None
        self._pending: dict[int, Mark] = {}  # of quotations whose text is still to come
        self._outside = has_main(tags)  # of <main>, where the page has one

    def read(self) -> None:
        at = 0
        for tag in self._tags:
            if tag.start > at:
                self._run(at, tag.start)
            at = max(at, tag.end)
            if tag.closes:
                self._closing(tag)
            else:
                self._opening(tag)
        self._run(at, len(self._text))
        self._elements.end_all()
        self._flow.part()

    def _run(self, start: int, end: int) -> None:
        """A stretch of text between two tags."""
        if self._is_unread():
            return
        raw = self._text[start:end]
        if not self._flow.is_open:
            blank = len(raw) - len(raw.lstrip())
            raw, start = raw[blank:], start + blank
            if not raw:
                return
        self._begin()
        position = self._flow.position
        self._flow.add(unescape(raw) if "&" in raw else raw)
        if self._link is None and not self._in[_In.CODE]:
            for syntax, at, url in named_in(raw):
                self._flow.cite(Mark(syntax, url, None, None, start + at, position + at, ""))

    def _begin(self) -> None:
        self._flow.begin()
        for mark in self._pending.values():
            self._flow.cite(mark._replace(position=self._flow.position))
        self._pending.clear()

    def _opening(self, tag: Tag) -> None:
        name = tag.name
        self._elements.before(name)
        if name == "br":
            self._flow.add(" ")
        if name in _PARTING:
            self._part()
        if not is_void(name):
            self._elements.begin(name, self._entered(tag))

    def _closing(self, tag: Tag) -> None:
        self._elements.end(tag.name)
        if tag.name in _PARTING:
            self._part()

    def _is_unread(self) -> bool:
        return self._in[_In.UNREAD] > 0 or (self._outside and not self._in[_In.NOTE])

    def _part(self) -> None:
        """A paragraph ends, and with it what goes beyond none: code, and a link with a text."""
        self._tell()
        self._flow.part()
        if self._link is not None:
            self._link.position = self._flow.position
        self._in[_In.CODE] = 0

    def _tell(self, *, ends: bool = False) -> None:
        """Cite the link that is open, if it has a text by now or ends without."""
        if (link := self._link) is None:
            return
        text = self._page.text_since(link.position) if self._flow.is_open else ""
        if text or ends:
            self._link = None
            mark = Mark(Syntax.LINK, link.url, None, None, link.start, link.position, text)
            self._flow.cite(mark)

    def _entered(self, tag: Tag) -> End:
        """Begin an element; what is to be done at its end."""
        note = self._notes.holders.get(tag.start)
        if note is not None and not self._in[_In.NOTE] and not self._flow.inside:
            return self._enter_note(note, tag)
        is_heading = _HEADING.fullmatch(tag.name) is not None and not self._flow.inside
        if is_never_read(tag):
            return self._count(_In.UNREAD)
        if not self._in[_In.NOTE] and is_around(tag, self._elements):
            return self._enter_around(tag)
        if is_main(tag):
            return self._enter_main()
        if is_heading and self._in[_In.UNREAD] == self._in[_In.ARTICLES_HEAD] > 0:
            return self._read_again(self._enter_heading(tag))
        if self._is_unread():
            return nothing
        if is_heading:
            return self._enter_heading(tag)
        if tag.name in _CITED_BY and "://" in tag.attributes.get("cite", ""):
            return self._quotation(tag)
        if tag.name == "a":
            return self._enter_link(tag)
        if tag.name in _CODE:
            return self._count(_In.CODE)
        if tag.name in _LISTS and not self._flow.inside:
            self._page.open_list()
            return self._end_list
        return self._tables.entered(tag) or nothing

    def _enter_around(self, tag: Tag) -> End:
        unread = self._count(_In.UNREAD)
        if not is_articles_head(tag, self._elements):
            return unread
        head = self._count(_In.ARTICLES_HEAD)

        def end() -> None:
            head()
            unread()

        return end

    def _read_again(self, inner: End) -> End:
        """Read a part of what is else unread; `inner` ends it."""
        unread, self._in[_In.UNREAD] = self._in[_In.UNREAD], 0

        def end() -> None:
            inner()
            self._in[_In.UNREAD] = unread

        return end

    def _quotation(self, tag: Tag) -> End:
        url = tag.attributes["cite"].strip()
        self._pending[tag.start] = Mark(Syntax.ATTRIBUTE, url, None, None, tag.start, 0, "")
        if tag.name == "q" or self._flow.is_open:
            self._begin()

        def end() -> None:
            mark = self._pending.pop(tag.start, None)
            if mark is not None:  # a picture, or nothing, is quoted
                self._page.cite(mark)

        return end

    def _end_list(self) -> None:
        self._part()
        self._page.close_list()

    def _enter_link(self, tag: Tag) -> End:
        note = self._notes.marks.get(tag.start)
        href = tag.attributes.get("href", "").strip()
        if note is not None and not self._in[_In.NOTE]:
            position = self._flow.position
            self._flow.cite(Mark(Syntax.FOOTNOTE, None, None, note, tag.start, position, ""))
            if "biblioref" in tag.attributes.get("role", ""):  # "as Doe (2020) says"
                return nothing
            return self._count(_In.UNREAD)  # its number is no word of the sentence
        if tag.start in self._notes.anchors:
            return self._count(_In.UNREAD)
        if href.startswith("//"):
            href = f"https:{href}"
        if not href.lower().startswith(("http://", "https://")):
            if href and (why := why_bad(href)) is not None:
                self._page.warn(
                    FaultKind.BAD_URL, tag.start, f"the link to {tidy(href[:80])} {why}"
                )
            return nothing
        if tag.attributes.get("role", "") == "doc-backlink":
            return nothing
        self._begin()
        self._link = _Link(href, tag.start, self._flow.position)
        return lambda: self._tell(ends=True)

    def _enter_heading(self, tag: Tag) -> End:
        self._part()
        self._flow.enter(Block.HEADING, int(tag.name[1]), tag.start)

        def end() -> None:
            self._tell()
            self._flow.leave()

        return end

    def _enter_main(self) -> End:
        was, self._outside = self._outside, False

        def end() -> None:
            self._outside = was

        return end

    def _enter_note(self, name: str, tag: Tag) -> End:
        self._flow.part()
        self._page.open_definition(name, tag.start)
        unread, self._in[_In.UNREAD] = self._in[_In.UNREAD], 0
        self._in[_In.NOTE] += 1

        def end() -> None:
            self._part()
            self._page.close_definition()
            self._in[_In.NOTE] -= 1
            self._in[_In.UNREAD] = unread

        return end

    def _count(self, what: _In) -> End:
        """One more of something, until its element ends."""
        self._in[what] += 1

        def end() -> None:
            self._in[what] = max(0, self._in[what] - 1)

        return end
