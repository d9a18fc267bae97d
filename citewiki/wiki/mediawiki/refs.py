"""The notes of a page of wikitext: <ref>, the templates that stand for it, and lists of them."""

import re
from collections import deque
from collections.abc import Callable

from mwparserfromhell.nodes import Tag, Template
from mwparserfromhell.wikicode import Wikicode

from citewiki.domain.citations import Syntax
from citewiki.wiki.blocks import Page
from citewiki.wiki.marks import Mark
from citewiki.wiki.mediawiki.places import Places, attribute
from citewiki.wiki.mediawiki.templates import name_of, values_of
from citewiki.wiki.notes import UNNAMED
from citewiki.wiki.paragraphs import Block, Paragraphs

_NOTES = frozenset({"efn", "refn", "efn-ua", "efn-lr", "note", "notetag", "#tag:ref"})
"""Templates that stand for a <ref>: their first parameter is the note."""
_LISTS = {
    **dict.fromkeys(("reflist", "references", "notelist", "notelist-ua", "notelist-lr"), "refs"),
    "#tag:references": "1",
}
"""Templates that show the notes, by the parameter that may define some."""
_AGAIN = frozenset({"r"})
"""Templates that use named notes: {{r|a|b}}."""
_NAME = re.compile(r"\d|name\d?")

Walk = Callable[[Wikicode, int], None]
"""Reads nodes, the first of which stands at a character."""


class Refs:
    """Marks are cited where they stand; the words of the notes are read last."""

    def __init__(self, page: Page, flow: Paragraphs, places: Places, walk: Walk) -> None:
        self._page = page
        self._flow = flow
        self._places = places
        self._walk = walk
        self._inside = False
        self._waiting: deque[tuple[str, int, Wikicode, int]] = deque()
        self._unnamed = 0
        self._defined: dict[str, str] = {}

    def read_notes(self) -> None:
        """The page's text has been read."""
        while self._waiting:
            key, offset, code, start = self._waiting.popleft()
            self._page.open_definition(key, offset)
            self._inside = True
            with self._flow.within(Block.TEXT):
                self._walk(code, start)
            self._inside = False
            self._page.close_definition()

    def tag(self, tag: Tag, at: int, length: int, *, used: bool = True) -> None:
        """A <ref>; one without a name is used where it stands."""
        label = _label(attribute(tag, "name"), attribute(tag, "group"))
        code = tag.contents if str(tag.contents or "").strip() else None
        self._note(
            label, at, code, self._places.inside(tag, at, length), used=used or label is None
        )

    def template(self, name: str, template: Template, at: int, *, used: bool = True) -> bool:
        """Read a template that is about notes; whether it is one."""
        if name in _LISTS:
            for one, start in self._places.parameters(template, at):
                if str(one.name).strip().lower() == _LISTS[name]:
                    self.definitions(one.value, start)
        elif name in _NOTES:
            self._stands_for_ref(template, at, used=used)
        elif name in _AGAIN:
            values = values_of(template)
            group = values.get("group") or values.get("g", "")
            for key, value in values.items():
                if value and _NAME.fullmatch(key):
                    self._note(_label(value, group), at, None, at, used=True)
        else:
            return False
        return True

    def _stands_for_ref(self, template: Template, at: int, *, used: bool) -> None:
        values = values_of(template)
        label = _label(values.get("name", "").strip("\"'"), values.get("group", "").strip("\"'"))
        words = (
            (one.value, start)
            for one, start in self._places.parameters(template, at)
            if one.name == "1"
        )
        code, start = next(words, (None, at))
        self._note(label, at, code, start, used=used or label is None)

    def definitions(self, code: Wikicode, start: int) -> None:
        """The list of a <references> or a {{reflist|refs=}}: notes that are used elsewhere."""
        for node, at, length in self._places.children(code, start):
            if isinstance(node, Tag) and str(node.tag).strip().lower() == "ref":
                self.tag(node, at, length, used=False)
            elif isinstance(node, Template):
                self.template(name_of(node), node, at, used=False)

    def _note(
        self, label: str | None, at: int, code: Wikicode | None, start: int, *, used: bool
    ) -> None:
        """A note's mark (where it is `used`) and its words (where `code` has them)."""
        if self._inside:  # a note in a note: what it cites is cited there
            if code is not None:
                self._walk(code, start)
            elif label is not None and used:
                self._mark(label, label, at)
            return
        key = label
        if label is None:
            if code is None:
                return
            self._unnamed += 1
            key = f"{UNNAMED}{self._unnamed}"
        assert key is not None
        if used:
            self._mark(label, key, at)
        if code is not None:
            words = str(code).strip()
            if self._defined.get(key) != words:  # the same twice is one note to MediaWiki too
                self._defined.setdefault(key, words)
                self._waiting.append((key, at, code, start))

    def _mark(self, label: str | None, key: str, at: int) -> None:
        position = self._flow.position
        self._flow.cite(Mark(Syntax.FOOTNOTE, None, None, label, at, position, "", key))


def _label(name: str, group: str) -> str | None:
    return (f"{group}:{name}" if group else name) if name else None
