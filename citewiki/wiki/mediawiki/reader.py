"""Walks the parser's nodes and tells the page what stands in which block."""

import re
from collections import deque

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
from citewiki.wiki.mediawiki import templates
from citewiki.wiki.mediawiki.places import attribute, children, inside
from citewiki.wiki.mediawiki.tables import read_table
from citewiki.wiki.notes import UNNAMED
from citewiki.wiki.paragraphs import Block, Paragraphs
from citewiki.wiki.works import Work, url_of

_SILENT = frozenset(
    {"nowiki", "pre", "syntaxhighlight", "source", "math", "chem", "code", "score", "timeline",
     "templatedata", "graph", "gallery", "style", "script"}
)  # fmt: skip
_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "center", "hr", "section"}
)
_FILLED = re.compile(f"[{FILLER}{BREAK}]")
_QUOTES = re.compile(r"'{2,}")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
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
        self._in_note = False
        self._notes: deque[tuple[str, int, Wikicode, int]] = deque()
        self._unnamed = 0
        self._defined: dict[str, str] = {}
        self._works: dict[str, list[Work]] = {}
        self._item = False
        self._in_list = False
        self._linked = 0  # in a link's words, which name what it leads to

    def read(self) -> None:
        for template in self._code.filter_templates(recursive=True, matches=_is_cite):
            work = templates.work_of(template)
            for anchor in set(templates.anchors_of(template, work)):
                self._works.setdefault(_folded(anchor), []).append(work)
        self._walk(self._code, 0)
        self._flow.part()
        self._end_list()
        while self._notes:
            key, offset, code, start = self._notes.popleft()
            self._page.open_definition(key, offset)
            self._apart(code, start, in_note=True)
            self._page.close_definition()

    def _walk(self, code: Wikicode, at: int) -> None:
        for node, start, length in children(code, at):
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
            self._walk(node.default, at + length - 3 - len(str(node.default)))

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
        inner, start = tag.contents, inside(tag, at, length)
        if name == "ref":
            self._ref(tag, at, inner, start)
        elif name == "references" and inner is not None:
            self._definitions(inner, start)
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
        read_table(self._page, self._flow, inner, start, self._walk)

    def _ref(self, tag: Tag, at: int, inner: Wikicode | None, start: int) -> None:
        label = _label(attribute(tag, "name"), attribute(tag, "group"))
        has_content = inner is not None and bool(str(inner).strip())
        self._note(label, at, inner if has_content else None, start, used=True)

    def _note(
        self, label: str | None, at: int, code: Wikicode | None, start: int, *, used: bool
    ) -> None:
        """A note's mark (where it is `used`) and its words (where `code` has them)."""
        if self._in_note:  # a note in a note: what it cites is cited there
            if code is not None:
                self._walk(code, start)
            return
        key = label
        if label is None:
            if code is None:
                return
            self._unnamed += 1
            key = f"{UNNAMED}{self._unnamed}"
        assert key is not None
        if used:
            position = self._flow.position
            self._flow.cite(Mark(Syntax.FOOTNOTE, None, None, label, at, position, "", key))
        if code is not None:
            words = str(code).strip()
            if self._defined.get(key) != words:  # the same twice is one note to MediaWiki too
                self._defined.setdefault(key, words)
                self._notes.append((key, at, code, start))

    def _definitions(self, code: Wikicode, start: int) -> None:
        """The list of a <references> or a {{reflist|refs=}}: notes that are used elsewhere."""
        for node, at, length in children(code, start):
            if isinstance(node, Tag) and str(node.tag).strip().lower() == "ref":
                label = _label(attribute(node, "name"), attribute(node, "group"))
                begin = inside(node, at, length)
                self._note(label, at, node.contents, begin, used=label is None)
            elif isinstance(node, Template):
                self._template(node, at)

    def _template(self, template: Template, at: int) -> None:
        name = templates.name_of(template)
        work = (
            templates.work_of(template)
            if templates.is_cite(name)
            else templates.identified(name, template)
        )
        if work is not None:
            self._flow.begin()
            position = self._flow.position
            self._flow.add(work.line)
            if work.url is not None:
                mark = Mark(Syntax.CITE_TEMPLATE, work.url, None, None, at, position, work.title)
                self._flow.cite(mark)
        elif name in templates.SHORT:
            self._short(name, template, at)
        else:
            self._other_template(name, template, at)

    def _other_template(self, name: str, template: Template, at: int) -> None:
        """Each named parameter is a line of a box, and so is all of one that stands alone; a
        parameter without a name is running text."""
        end = at + len(str(template))
        is_box = not self._flow.is_open and self._text[end : end + 1] in ("", "\n")
        opening, at = at, at + 2 + len(str(template.name))
        is_note = name in templates.NOTES
        label = _label(_value(template, "name"), _value(template, "group")) if is_note else None
        for one in template.params:
            whole, value = len(str(one)) + 1, str(one.value)
            start = at + whole - len(value)
            key = str(one.name).strip()
            if is_note and (key == "1" or not one.showkey):
                self._note(label, opening, one.value, start, used=True)
            elif name in templates.LISTS:
                if key.lower() == "refs":
                    self._definitions(one.value, start)
            elif not is_note:
                is_named = one.showkey and not key.isdigit()
                if is_named or is_box:
                    self._apart(one.value, start, head=key if is_named else "")
                else:
                    self._walk(one.value, start)
            at += whole

    def _apart(self, code: Wikicode, start: int, *, head: str = "", in_note: bool = False) -> None:
        """Nodes that are a block of their own within what stands around them."""
        before, self._in_note = self._in_note, self._in_note or in_note
        with self._flow.within(Block.TEXT):
            if head:
                self._flow.add(f"{head}: ")
            self._walk(code, start)
        self._in_note = before

    def _short(self, name: str, template: Template, at: int) -> None:
        for anchor, label in templates.short_cites(name, template):
            self._flow.begin()
            position = self._flow.position
            if name.startswith("harv"):  # stands in the text; {{sfn}} is a note
                self._flow.add(label)
            works = self._works.get(_folded(anchor), [])
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
            self._walk(link.title, at + length - 1 - len(str(link.title)))
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
        start = at + length - 2 - len(str(shown or ""))
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
            for node, at, length in children(shown, start):
                if isinstance(node, Text):
                    words = node.value.rpartition("|")[2]
                    self._on_text(words, at + length - len(words))
                else:
                    self._node(node, at, length)


def _is_item(node: Node) -> bool:
    """Whether a node is the mark with which a list's item begins: "*", "#", ";" or ":"."""
    return isinstance(node, Tag) and bool(node.wiki_markup) and str(node.tag) in ("li", "dt", "dd")


def _is_cite(node: Template) -> bool:
    return templates.is_cite(templates.name_of(node))


def _folded(anchor: str) -> str:
    return "".join(anchor.split()).casefold()


def _label(name: str, group: str) -> str | None:
    return (f"{group}:{name}" if group else name) if name else None


def _value(template: Template, name: str) -> str:
    return templates.values_of(template).get(name, "")
