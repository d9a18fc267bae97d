"""Walks the parser's nodes and tells the page what stands in which block."""

import re

import mwparserfromhell
from mwparserfromhell.nodes import (
    Argument,
    ExternalLink,
    Heading,
    HTMLEntity,
    Node,
    Tag,
    Template,
    Text,
    Wikilink,
)
from mwparserfromhell.wikicode import Wikicode

from citewiki.domain.citations import FaultKind, Syntax
from citewiki.wiki.blocks import Page
from citewiki.wiki.identifiers import identifiers
from citewiki.wiki.indents import BREAK, FILLER
from citewiki.wiki.marks import Mark
from citewiki.wiki.mediawiki.cites import identified, is_cite
from citewiki.wiki.mediawiki.places import Places
from citewiki.wiki.mediawiki.refs import Refs
from citewiki.wiki.mediawiki.short_cites import CitedWorks, is_short, short_cites
from citewiki.wiki.mediawiki.tables import Tables
from citewiki.wiki.mediawiki.templates import character, is_shown, name_of
from citewiki.wiki.paragraphs import Block, Paragraphs
from citewiki.wiki.works import url_of

_SILENT = frozenset(
    {"nowiki", "pre", "syntaxhighlight", "source", "math", "chem", "code", "score", "timeline",
     "templatedata", "graph", "style", "script", "includeonly"}
)  # fmt: skip
"""Tags in which nothing is read: code, formulas, what is shown on other pages alone."""
_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "center", "hr", "section"}
)
_FILLED = re.compile(f"[{FILLER}{BREAK}]")
_QUOTES = re.compile(r"'{2,}")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_MARKS = ("[", "{", "<", "://")
_FILE = re.compile(r":?\s*(?:file|image|media)\s*:", re.IGNORECASE)
_UNSEEN = re.compile(r"category\s*:", re.IGNORECASE)
_INTERWIKI = re.compile(r"(doi|arxiv|pmid)\s*:\s*(.+)", re.IGNORECASE)


class WikitextReader:
    """Reads one page's nodes, once."""

    def __init__(self, page: Page, code: Wikicode) -> None:
        self._page = page
        self._code = code
        self._text = str(code)
        self._flow = Paragraphs(page)
        self._places = Places()
        self._refs = Refs(page, self._flow, self._places, self._walk)
        self._works = CitedWorks(code)
        self._tables = Tables(page, self._flow, self._places, self._walk)
        self._item = False
        self._in_list = False
        self._linked = 0  # in a link's words, which name what it leads to

    def read(self) -> None:
        self._walk(self._code, 0)
        self._flow.part()
        self._end_list()
        self._refs.read_notes()

    def _walk(self, code: Wikicode, at: int) -> None:
        for node, start, length in self._places.children(code, at):
            self._node(node, start, length)

    def _begin_item(self) -> None:
        self._flow.part()
        self._item = True
        if not self._in_list:
            self._in_list = True
            self._page.open_list()

    def _end_list(self) -> None:
        """What is no item comes, or nothing."""
        if self._in_list and not self._item:
            self._in_list = False
            self._page.close_list()

    def _node(self, node: Node, at: int, length: int) -> None:
        if not self._flow.inside and not isinstance(node, Text) and not _is_item(node):
            self._end_list()
        if isinstance(node, Text):
            self._on_text(node.value, at)
        elif isinstance(node, Tag):
            self._tag(node, at, length)
        elif isinstance(node, Template):
            self._template(node, at)
        elif isinstance(node, ExternalLink):
            self._external(node, at, length)
        elif isinstance(node, Wikilink):
            self._wikilink(node, at, length)
        elif isinstance(node, HTMLEntity):
            self._flow.add(node.normalize())
        elif isinstance(node, Heading):
            self._flow.part()
            with self._flow.within(Block.HEADING, node.level, at):
                self._walk(node.title, at + node.level)
        elif isinstance(node, Argument) and node.default is not None:
            self._walk(node.default, at + length - 3 - self._places.length(node.default))

    def _on_text(self, text: str, at: int) -> None:
        text = _QUOTES.sub(lambda quotes: "\x01" * len(quotes[0]), text)
        last = 0
        for blank in _BLANK_LINE.finditer(text):
            self._lines(text[last : blank.start()], at + last)
            self._flow.part()
            self._item = False
            last = blank.end()
        self._lines(text[last:], at + last)

    def _lines(self, text: str, at: int) -> None:
        """A list item ends with its line."""
        if self._item and "\n" in text:
            line, _, text = text.partition("\n")
            self._words(line, at)
            self._flow.part()
            self._item = False
            at += len(line) + 1
        if text.strip() and not self._flow.inside:
            self._end_list()
        self._words(text, at)

    def _words(self, text: str, at: int) -> None:
        if not self._linked and text.strip():
            self._flow.begin()
            position = self._flow.position
            for start, url in identifiers(text):
                mark = Mark(Syntax.IDENTIFIER, url, None, None, at + start, position + start, "")
                self._flow.cite(mark)
        self._flow.add(text)

    def _tag(self, tag: Tag, at: int, length: int) -> None:
        name = str(tag.tag).strip().lower()
        inner, start = tag.contents, self._places.inside(tag, at, length)
        if name == "ref":
            self._refs.tag(tag, at, length)
        elif name == "references" and inner is not None:
            self._refs.definitions(inner, start)
        elif name == "gallery" and inner is not None:
            self._gallery(str(inner), start)
        elif name in _SILENT:
            self._flow.add(str(inner) if name == "code" and inner is not None else " ")
        elif name == "table" and inner is not None:
            self._table(inner, start)
        elif _is_item(tag):
            if not self._flow.inside:
                self._begin_item()
        elif name == "br":
            self._flow.add(" ")
        elif name in _BLOCKS:
            self._flow.part()
            if inner is not None:
                self._walk(inner, start)
                self._flow.part()
        elif inner is not None:
            self._walk(inner, start)

    def _table(self, inner: Wikicode, start: int) -> None:
        if self._flow.inside:  # a table within a cell or a note is its text
            self._walk(inner, start)
            return
        self._flow.part()
        self._item = False
        self._end_list()
        self._tables.read(inner, start)

    def _template(self, template: Template, at: int) -> None:
        name = name_of(template)
        work = self._works.of(template) if is_cite(name) else identified(name, template)
        if work is not None:
            self._flow.begin()
            position = self._flow.position
            self._flow.add(work.line)
            if work.url is not None:
                mark = Mark(Syntax.CITE_TEMPLATE, work.url, None, None, at, position, work.title)
                self._flow.cite(mark)
        elif is_short(name):
            self._short(name, template, at)
        elif (text := character(name)) is not None:
            self._flow.add(text)
        elif not self._refs.template(name, template, at):
            self._other_template(name, template, at)

    def _other_template(self, name: str, template: Template, at: int) -> None:
        """Each named parameter is a line of a box, and so is all of one that stands alone; a
        parameter without a name is running text."""
        end = at + self._places.length(template)
        is_box = not self._flow.is_open and self._text[end : end + 1] in ("", "\n")
        for one, start in self._places.parameters(template, at):
            key = str(one.name).strip()
            is_named = one.showkey and not key.isdigit()
            if is_named or is_box:
                with self._flow.within(Block.BOX):
                    self._flow.add(f"{key}: " if is_named else "")
                    self._walk(one.value, start)
            elif is_shown(name, one):
                if one is not template.params[0]:
                    self._flow.add(" ")  # {{convert|5|km}}
                self._walk(one.value, start)

    def _short(self, name: str, template: Template, at: int) -> None:
        for anchor, label in short_cites(name, template):
            self._flow.begin()
            position = self._flow.position
            if name.startswith("harv"):  # stands in the text; {{sfn}} is a note
                self._flow.add(label)
            works = self._works.meant(anchor)
            if not works or len({work.url or work.title for work in works}) > 1:
                why = "means more than one work" if works else "names no work of this page"
                what = f"{{{{{name}}}}} of {label} {why}"
                self._page.warn(FaultKind.NOTE_UNDEFINED, at, what)
                continue
            (work, *_) = works
            if work.url is not None:
                mark = Mark(Syntax.SHORT_CITE, work.url, None, label, at, position, work.title)
                self._flow.cite(mark)

    def _external(self, link: ExternalLink, at: int, length: int) -> None:
        url = url_of({"url": _FILLED.split(str(link.url), maxsplit=1)[0]})
        self._flow.begin()
        position = self._flow.position
        if link.brackets and link.title is not None:
            self._linked += 1
            self._walk(link.title, at + length - 1 - self._places.length(link.title))
            self._linked -= 1
        elif not link.brackets:
            self._flow.add(str(link.url))
        if url is None or "{{" in url:
            return
        syntax = Syntax.LINK if link.brackets else Syntax.BARE_URL
        text = self._page.text_since(position) if link.brackets else ""
        self._flow.cite(Mark(syntax, url, None, None, at, position, text))

    def _wikilink(self, link: Wikilink, at: int, length: int) -> None:
        title = str(link.title).strip()
        shown = link.text
        start = at + length - 2 - self._places.length(shown)
        if _FILE.match(title):
            if shown is not None:
                self._caption(shown, start)
            return
        if _UNSEEN.match(title):
            return
        other = _INTERWIKI.fullmatch(title)
        self._flow.begin()
        position = self._flow.position
        if shown is not None:
            self._walk(shown, start)
        else:
            self._flow.add(title)
        url = url_of({other[1].lower(): other[2]}) if other is not None else None
        if url is not None:
            text = self._page.text_since(position)
            self._flow.cite(Mark(Syntax.LINK, url, None, None, at, position, text))

    def _caption(self, shown: Wikicode, start: int) -> None:
        """The words below a picture stand behind the last "|"."""
        with self._flow.within(Block.TEXT):
            for node, at, length in self._places.children(shown, start):
                if isinstance(node, Text):
                    words = node.value.rpartition("|")[2]
                    self._on_text(words, at + length - len(words))
                else:
                    self._node(node, at, length)

    def _gallery(self, text: str, start: int) -> None:
        """Each line is a picture's file and the words below it; the parser leaves them alone."""
        for line in text.splitlines(keepends=True):
            _, bar, words = line.partition("|")
            if bar and any(mark in words for mark in _MARKS):  # parsing each would take long
                self._flow.part()
                code = mwparserfromhell.parse(words.rstrip(), skip_style_tags=True)
                self._caption(code, start + len(line) - len(words))
            start += len(line)


def _is_item(node: Node) -> bool:
    """Whether a node is the mark with which a list's item begins: "*", "#", ";" or ":"."""
    return isinstance(node, Tag) and bool(node.wiki_markup) and str(node.tag) in ("li", "dt", "dd")
