"""What a template is called, what it is given, and what a reader sees of it."""

import re
from collections.abc import Iterator

from mwparserfromhell.nodes import Comment, ExternalLink, HTMLEntity, Tag, Template, Wikilink
from mwparserfromhell.nodes.extras import Parameter
from mwparserfromhell.wikicode import Wikicode

from citewiki.wiki.claims import tidy

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKUP = re.compile(r"<[^<>]*>|'{2,}|\[\[(?:[^\[\]|]*\|)?|\]\]")
_NODES = ("{{", "&")
"""What a value has in it that is read as nodes."""

_CHARACTERS = {
    "!": "|", "=": "=", "'": "'", "'s": "'s", "·": " · ", "•": " • ",
    "nbsp": " ", "space": " ", "sp": " ", "zwsp": "", "ndash": "–", "mdash": "—",
    "snd": " – ", "spnd": " – ", "spaced ndash": " – ", "smd": " — ", "spaced mdash": " — ",
}  # fmt: skip
_UNSEEN = frozenset({"rp", "anchor", "refbegin", "refend", "ref label", "use dmy dates"})
"""Of these no word is one of the sentence that they stand in."""
_FIRST = frozenset({"abbr", "tooltip", "ill", "interlanguage link"})
_LAST = frozenset({"lang", "transl", "transliteration"})


def name_of(template: Template) -> str:
    """The template's name in lower case: its other spellings are redirects to it."""
    name = tidy(_COMMENT.sub("", str(template.name)).replace("_", " ")).lower()
    return name.removeprefix("template:").strip()


def values_of(template: Template) -> dict[str, str]:
    """Its parameters by lower-case name, plain; the last of a name counts, as in MediaWiki."""
    return {str(one.name).strip().lower(): plain(one.value) for one in template.params}


def raw_value(template: Template, name: str) -> str:
    """A parameter as it is written, or ""."""
    found = (one for one in template.params if str(one.name).strip().lower() == name)
    return next((str(one.value).strip() for one in found), "")


def plain(value: Wikicode) -> str:
    """A value as its reader sees it, on one line."""
    text = str(value)
    if any(mark in text for mark in _NODES):
        text = "".join(_shown(value))
    return tidy(_MARKUP.sub("", text))


def character(name: str) -> str | None:
    """The text that a template stands for, whatever it is given; None for others."""
    return "" if name in _UNSEEN else _CHARACTERS.get(name)


def is_shown(name: str, parameter: Parameter) -> bool:
    """Whether a parameter without a name is running text: of {{lang|fr|mot}} the second is."""
    key = str(parameter.name).strip()
    if name in _FIRST:
        return key == "1"
    if name in _LAST:
        return key != "1"
    return not (name.startswith("lang-") and key != "1")


def _shown(code: Wikicode) -> Iterator[str]:
    for node in code.nodes:
        if isinstance(node, Template):
            name = name_of(node)
            text = character(name)
            if text is not None:
                yield text
                continue
            for one in node.params:
                if not one.showkey and is_shown(name, one):
                    yield from _shown(one.value)
        elif isinstance(node, HTMLEntity):
            yield node.normalize()
        elif isinstance(node, Wikilink):
            yield from _shown(node.text if node.text is not None else node.title)
        elif isinstance(node, ExternalLink):
            yield from _shown(node.title if node.title is not None else node.url)
        elif isinstance(node, Tag):
            if str(node.tag).lower() != "ref":
                yield from _shown(node.contents)
        elif not isinstance(node, Comment):
            yield str(node)
