"""Walks the tags of an HTML page and tells the page what stands in which block."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from html import unescape

from citewiki.domain.citations import FaultKind, Syntax
from citewiki.domain.link_targets import why_bad
from citewiki.wiki.blocks import Page
from citewiki.wiki.claims import tidy
from citewiki.wiki.html.notes import Notes
from citewiki.wiki.html.tables import head_rows
from citewiki.wiki.html.tags import Tag
from citewiki.wiki.identifiers import named_in
from citewiki.wiki.marks import Mark
from citewiki.wiki.paragraphs import Block, Paragraphs

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr"}
)  # fmt: skip
_PARTING = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "section", "article", "main",
     "figure", "figcaption", "caption", "address", "details", "summary", "table", "thead", "tbody",
     "tfoot", "hr", "pre", "body", "header", "footer", "nav", "aside", "form", "center"}
)  # fmt: skip
_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
_UNREAD = frozenset(
    {"pre", "title", "head", "select", "button", "audio", "video", "canvas", "object", "map"}
)
_AROUND = frozenset({"nav", "aside", "form", "header", "footer", "menu", "dialog"})
_AROUND_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "toolbar"}
)
_NOTES = re.compile(r"footnote|endnote|reference|bibliograph", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]")
_ENDS = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "p": ({"p"}, {"div", "li", "td", "blockquote", "section", "article", "body"}),
}
"""Which open elements an opening tag ends, and beyond which it ends none (HTML 13.1.2.4)."""
_NEAR = 20
"""How many open elements such an end is looked for in."""
_LISTS = frozenset({"ul", "ol", "dl"})
_CITED_BY = frozenset({"blockquote", "q", "ins", "del"})


class _In(Enum):
    """What the text being read stands in."""

    UNREAD = auto()  # menus, code blocks
    CODE = auto()
    NOTE = auto()
    TABLE = auto()
    ROW = auto()


@dataclass(slots=True)
class _Link:
    url: str
    start: int
    position: int
    told: bool = False


class HtmlReader:
    """Reads one page's tags, once."""

    def __init__(self, page: Page, text: str, tags: list[Tag], notes: Notes) -> None:
        self._page = page
        self._text = text
        self._tags = tags
        self._notes = notes
        self._flow = Paragraphs(page)
        self._stack: list[tuple[str, Callable[[], None]]] = []
        self._open: dict[str, int] = {}
        self._in: Counter[_In] = Counter()
        self._links: list[_Link] = []
        self._heads = head_rows(tags)
        self._pending: list[Mark] = []
        has_main = any(tag.name == "main" or tag.attributes.get("role") == "main" for tag in tags)
        self._outside = has_main  # of <main>, where the page has one

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
        while self._stack:
            self._pop()
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
        if not self._links and not self._in[_In.CODE]:
            for syntax, at, url in named_in(raw):
                self._flow.cite(Mark(syntax, url, None, None, start + at, position + at, ""))

    def _begin(self) -> None:
        self._flow.begin()
        for mark in self._pending:
            self._flow.cite(mark)
        self._pending.clear()

    def _opening(self, tag: Tag) -> None:
        name = tag.name
        if name in _ENDS:
            self._end_before(*_ENDS[name])
        if name == "br":
            self._flow.add(" ")
        if name in _PARTING:
            self._part()
        if name in _VOID:
            return
        undo = self._entered(tag)
        self._stack.append((name, undo))
        self._open[name] = self._open.get(name, 0) + 1

    def _closing(self, tag: Tag) -> None:
        if self._open.get(tag.name):
            while self._pop() != tag.name:
                pass
        if tag.name in _PARTING:
            self._part()

    def _is_unread(self) -> bool:
        return self._in[_In.UNREAD] > 0 or (self._outside and not self._in[_In.NOTE])

    def _part(self) -> None:
        """A paragraph ends, and with it what goes beyond none: code, and a link with a text."""
        for link in self._links:
            self._tell(link)
        self._links = [link for link in self._links if not link.told]
        self._flow.part()
        for link in self._links:
            link.position = self._flow.position
        self._in[_In.CODE] = 0

    def _tell(self, link: _Link, *, ends: bool = False) -> None:
        """Cite a link that has a text by now, or ends without."""
        text = self._page.text_since(link.position) if self._flow.is_open else ""
        if not link.told and (text or ends):
            link.told = True
            mark = Mark(Syntax.LINK, link.url, None, None, link.start, link.position, text)
            self._flow.cite(mark)

    def _pop(self) -> str:
        name, undo = self._stack.pop()
        self._open[name] -= 1
        undo()
        return name

    def _end_before(self, ended: set[str], beyond: set[str]) -> None:
        for n in range(1, min(_NEAR, len(self._stack)) + 1):
            name = self._stack[-n][0]
            if name in beyond:
                return
            if name in ended:
                for _ in range(n):
                    self._pop()
                self._end_before(ended, beyond)
                return

    def _entered(self, tag: Tag) -> Callable[[], None]:
        """Begin an element; what is to be done at its end."""
        note = self._notes.holders.get(tag.start)
        if note is not None and not self._in[_In.NOTE] and not self._flow.inside:
            return self._enter_note(note, tag)
        if tag.name in _UNREAD or (not self._in[_In.NOTE] and _is_around(tag)):
            return self._count(_In.UNREAD)
        if tag.name == "main" or tag.attributes.get("role") == "main":
            return self._enter_main()
        if self._is_unread():
            return _nothing
        if tag.name in _CITED_BY and "://" in tag.attributes.get("cite", ""):
            url = tag.attributes["cite"].strip()
            self._pending.append(Mark(Syntax.ATTRIBUTE, url, None, None, tag.start, 0, ""))
            if tag.name == "q" or self._flow.inside:
                self._begin()
            return _nothing
        if tag.name == "a":
            return self._link(tag)
        if tag.name in _CODE:
            return self._count(_In.CODE)
        if _HEADING.fullmatch(tag.name) and not self._flow.inside:
            return self._enter_heading(tag)
        if tag.name in _LISTS and not self._flow.inside:
            self._page.open_list()
            return self._end_list
        return self._table(tag)

    def _end_list(self) -> None:
        self._part()
        self._page.close_list()

    def _table(self, tag: Tag) -> Callable[[], None]:
        if tag.name == "table":
            if not self._in[_In.TABLE] and not self._flow.inside:
                self._page.open_row(head=True)
                self._page.close_row()  # the table above has no heads for this one
            return self._count(_In.TABLE, then=self._page.close_table)
        if tag.name == "tr" and not self._in[_In.ROW] and not self._flow.inside:
            self._part()
            self._page.open_row(head=tag.start in self._heads)
            undo = self._count(_In.ROW)

            def end_row() -> None:
                undo()
                self._page.close_row()

            return end_row
        if tag.name in ("td", "th") and self._in[_In.ROW] and not self._flow.inside:
            self._flow.enter(Block.CELL)
            given = tag.attributes.get("colspan", "").strip()
            span = min(int(given), 100) if given.isascii() and given.isdigit() else 1

            def end_cell() -> None:
                self._flow.leave()
                for _ in range(span - 1):
                    self._page.open_cell()
                    self._page.close_cell()

            return end_cell
        return _nothing

    def _link(self, tag: Tag) -> Callable[[], None]:
        note = self._notes.marks.get(tag.start)
        href = tag.attributes.get("href", "").strip()
        if note is not None and not self._in[_In.NOTE]:
            position = self._flow.position
            self._flow.cite(Mark(Syntax.FOOTNOTE, None, None, note, tag.start, position, ""))
            return self._count(_In.UNREAD)  # its number is no word of the sentence
        if href.startswith("//"):
            href = f"https:{href}"
        if not href.lower().startswith(("http://", "https://")):
            if href and (why := why_bad(href)) is not None:
                self._page.warn(
                    FaultKind.BAD_URL, tag.start, f"the link to {tidy(href[:80])} {why}"
                )
            return _nothing
        if tag.attributes.get("role", "") == "doc-backlink":
            return _nothing
        self._begin()
        link = _Link(href, tag.start, self._flow.position)
        self._links.append(link)

        def end() -> None:
            self._tell(link, ends=True)
            self._links = [one for one in self._links if one is not link]

        return end

    def _enter_heading(self, tag: Tag) -> Callable[[], None]:
        self._part()
        self._flow.enter(Block.HEADING, int(tag.name[1]), tag.start)

        def end() -> None:
            for link in self._links:
                self._tell(link)
            self._flow.leave()

        return end

    def _enter_main(self) -> Callable[[], None]:
        was, self._outside = self._outside, False

        def end() -> None:
            self._outside = was

        return end

    def _enter_note(self, name: str, tag: Tag) -> Callable[[], None]:
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

    def _count(self, what: _In, then: Callable[[], None] | None = None) -> Callable[[], None]:
        """One more of something, until its element ends; `then` is done where it was the last."""
        self._in[what] += 1

        def end() -> None:
            self._in[what] = max(0, self._in[what] - 1)
            if then is not None and not self._in[what]:
                then()

        return end


def _is_around(tag: Tag) -> bool:
    """Whether an element is around the text, not of it: menus, a site's head and foot. One that
    says that it holds notes is of the text."""
    said = f"{tag.attributes.get('class', '')} {tag.attributes.get('role', '')}"
    if "hidden" in tag.attributes:
        return True
    around = tag.name in _AROUND or tag.attributes.get("role", "").lower() in _AROUND_ROLES
    return around and not _NOTES.search(said)


def _nothing() -> None:
    """At the end of an element that changes nothing."""
