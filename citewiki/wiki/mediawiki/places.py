"""Where a node stands. The parser gives no offsets, but loses no character either: a node begins
where the lengths of those before it end."""

from collections.abc import Iterator

from mwparserfromhell.nodes import Node, Tag, Template, Text
from mwparserfromhell.nodes.extras import Parameter
from mwparserfromhell.wikicode import Wikicode

from citewiki.wiki.claims import tidy


class Places:
    """Of one page. The parser's trees tell no length but by writing themselves out: what stands
    in twenty templates would be written out for each of them, so each length is kept."""

    def __init__(self) -> None:
        self._lengths: dict[int, int] = {}
        self._kept: list[Node | Parameter | Wikicode] = []  # or another might get its id

    def children(self, code: Wikicode, start: int) -> Iterator[tuple[Node, int, int]]:
        """Each node with its character and its length; `start` is the first one's character."""
        for node in code.nodes:
            length = self.length(node)
            yield node, start, length
            start += length

    def parameters(self, template: Template, at: int) -> Iterator[tuple[Parameter, int]]:
        """Each parameter with the character of its value; `at` is the template's."""
        at += 2 + self.length(template.name)
        for one in template.params:
            at += self.length(one) + 1
            yield one, at - self.length(one.value)

    def inside(self, tag: Tag, at: int, length: int) -> int:
        """The character at which a tag's contents begin."""
        if tag.self_closing:
            return at + length
        given: str | None = tag.closing_wiki_markup if tag.wiki_markup else f"</{tag.closing_tag}>"
        return at + length - len(given or "") - self.length(tag.contents)

    def length(self, part: Node | Parameter | Wikicode | None) -> int:
        if isinstance(part, Text):
            return len(part.value)
        if part is None:
            return 0
        known = self._lengths.get(id(part))
        if known is None:
            known = self._lengths[id(part)] = self._counted(part)
            self._kept.append(part)
        return known

    def _counted(self, part: Node | Parameter | Wikicode) -> int:
        if isinstance(part, Wikicode):
            return sum(map(self.length, part.nodes))
        if isinstance(part, Template):
            return 4 + self.length(part.name) + sum(1 + self.length(one) for one in part.params)
        if isinstance(part, Parameter):
            return self.length(part.value) + (1 + self.length(part.name) if part.showkey else 0)
        return len(str(part))


def attribute(tag: Tag, name: str) -> str:
    """A tag's attribute, or ""."""
    found = (one for one in tag.attributes if str(one.name).strip().lower() == name)
    return next((tidy(str(one.value or "")) for one in found), "")
