"""What stands inside of a block and cites: links, resource tags, footnotes, runs of text."""

import re
from typing import Any

from citewiki.domain.citations import FaultKind, Syntax
from citewiki.domain.link_targets import why_bad
from citewiki.wiki.blocks import Page
from citewiki.wiki.claims import tidy
from citewiki.wiki.identifiers import named_in
from citewiki.wiki.indents import BREAK, FILLER
from citewiki.wiki.marks import Mark
from citewiki.wiki.places import WHOLE, ByteOffsets, Origin

_RESOURCE = re.compile(r"<R\b[^<>]*?\bid\s*=\s*(?:\{\s*)?[\"']([^\"'<>]{1,80})[\"']")
_TAG = re.compile(f"[{FILLER}{BREAK}]")
_NESTED = 10
"""How many resources may be open at once: each one's words are put together when it ends."""

DANGLING = re.compile(r"\[\^([^\]\s\[\\]{1,80})\]")
"""A footnote's mark that the parser takes for words."""


class Inlines:
    """Tells the page what the block cites that is open. Events are given with their value and
    their bytes, from and to."""

    def __init__(self, page: Page, text: str, origin: Origin, offsets: ByteOffsets) -> None:
        """`origin` tells where in the page this text stands."""
        self._page = page
        self._text = text
        self._origin = origin
        self._char = offsets.char
        self._link: tuple[str, Syntax, str | None, int, int] | None = None
        self._resources: list[tuple[str, int, int]] = []  # those that are open
        self._images = 0  # around this place
        self._named: list[Mark] = []  # addresses in the resource's text, which only name it

    @property
    def is_open(self) -> bool:
        """Whether a link or a resource's tag has begun and not ended."""
        return self._link is not None or len(self._resources) > 0

    @property
    def in_link(self) -> bool:
        return self._link is not None

    def cite(self, mark: Mark) -> None:
        """`mark.offset` is a character of this text."""
        if self._images:  # an image's words are shown as plain text, or not at all
            return
        if self._origin is not WHOLE:
            mark = mark._replace(offset=self._origin.of(mark.offset))
        self._page.cite(mark)

    def footnote(self, label: str, start: int, _end: int) -> None:
        at = self._char(start)
        self.cite(Mark(Syntax.FOOTNOTE, None, None, label, at, self._page.position, ""))

    def inline_html(self, value: str, start: int, _end: int) -> None:
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

    def html(self, value: str, start: int, _end: int) -> None:
        """A block of raw HTML."""
        start = self._char(start)
        for found in _RESOURCE.finditer(value):
            after = value[value.find(">", found.end()) + 1 :]
            text = tidy(after.split("<", 1)[0])
            at = start + found.start()
            self.cite(Mark(Syntax.RESOURCE_TAG, None, found[1].strip(), None, at, 0, text))

    def end(self) -> None:
        """The block ends, and with it whatever resources' tags are open."""
        while self._resources:
            self._end_resource()

    def _end_resource(self) -> None:
        if self._resources:
            resource, start, position = self._resources.pop()
            text = self._page.text_since(position)
            self.cite(Mark(Syntax.RESOURCE_TAG, None, resource, None, start, position, text))
        for mark in self._named:  # its end was never written
            self.cite(mark)
        self._named = []

    def open_image(self, _value: Any, _start: int, _end: int) -> None:
        self._images += 1

    def close_image(self, _value: Any, _start: int, _end: int) -> None:
        self._images -= 1

    def open_link(self, value: Any, start: int, _end: int) -> None:
        syntax = Syntax.AUTOLINK if value["link_type"] == "Autolink" else Syntax.LINK
        at = self._char(start)
        self._link = (value["dest_url"], syntax, value["id"] or None, at, self._page.position)

    def close_link(self, _value: Any, _start: int, _end: int) -> None:
        if self._link is None:
            return
        url, syntax, label, at, position = self._link
        url = _TAG.split(url)[0].rstrip("*")  # of emphasis meant to end behind the link
        text = self._page.text_since(position) if syntax is Syntax.LINK else ""
        if url.lower().startswith(("http://", "https://")):
            self.cite(Mark(syntax, url, None, label, at, position, text))
        elif (why := why_bad(url)) is not None:
            what = f"the link to {url[:80]} {why}"
            self._page.warn(FaultKind.BAD_URL, self._origin.of(at), what)
        self._link = None

    def run(self, start: int, end: int) -> None:
        """What a run of plain text cites, given by its characters."""
        raw = self._text[start:end]
        for syntax, at, url in named_in(raw):
            self.cite_run(Mark(syntax, url, None, None, start + at, at, ""))
        for found in DANGLING.finditer(raw):
            at = start + found.start()
            if self._text[at - 1 : at] != "\\":
                self.cite_run(Mark(Syntax.FOOTNOTE, None, None, found[1], at, found.start(), ""))

    def cite_run(self, mark: Mark) -> None:
        """`mark.position` is counted from where the run begins, as the text before it ends."""
        mark = mark._replace(position=self._page.position + mark.position)
        if self._resources and mark.syntax is not Syntax.FOOTNOTE:
            self._named.append(mark)
        else:
            self.cite(mark)
