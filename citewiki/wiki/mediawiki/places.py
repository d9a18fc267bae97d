"""Where a node stands. The parser gives no offsets, but loses no character either: a node begins
where the lengths of those before it end."""

from collections.abc import Iterator

from mwparserfromhell.nodes import Node, Tag, Template
from mwparserfromhell.nodes.extras import Parameter
from mwparserfromhell.wikicode import Wikicode

from citewiki.wiki.claims import tidy


def children(code: Wikicode, start: int) -> Iterator[tuple[Node, int, int]]:
    """Each node with its character and its length; `start` is the first one's character."""
    for node in code.nodes:
        length = len(str(node))
        yield node, start, length
        start += length


def parameters(template: Template, at: int) -> Iterator[tuple[Parameter, int]]:
    """Each parameter with the character of its value; `at` is the template's."""
    at += 2 + len(str(template.name))
    for one in template.params:
        at += len(str(one)) + 1
        yield one, at - len(str(one.value))


def inside(tag: Tag, at: int, length: int) -> int:
    """The character at which a tag's contents begin."""
    if tag.self_closing:
        return at + length
    given: str | None = tag.closing_wiki_markup if tag.wiki_markup else f"</{tag.closing_tag}>"
    return at + length - len(given or "") - len(str(tag.contents))


def attribute(tag: Tag, name: str) -> str:
    """A tag's attribute, or ""."""
    found = (one for one in tag.attributes if str(one.name).strip().lower() == name)
    return next((tidy(str(one.value or "")) for one in found), "")
