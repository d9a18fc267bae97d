"""Sources that a page names in its front matter: source: https://…, references: [{url: …}]."""

from collections.abc import Collection, Iterator

import yaml

from citewiki.domain.citations import Syntax
from citewiki.domain.front_matter import FrontMatter
from citewiki.wiki.claims import tidy
from citewiki.wiki.marks import Mark

_ADDRESS = frozenset({"url", "href", "link", "source", "doi"})
_TITLE = frozenset({"title", "name", "text", "label"})
_SCHEMES = ("http://", "https://")


def field_marks(text: str, front: FrontMatter, fields: Collection[str]) -> Iterator[Mark]:
    """What these fields cite: an address, a list of them, or maps with one under "url"."""
    wanted = [name for name in fields if name in front.values]
    if not wanted:
        return
    block = text[front.start : front.length]
    root = yaml.compose(block.rstrip().rpartition("\n")[0], Loader=yaml.CBaseLoader)
    lines = [0]
    for line in block.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    if not isinstance(root, yaml.MappingNode):
        return
    for key, value in root.value:
        if key.value in wanted:
            for node, title in _addresses(value):
                mark = node.start_mark
                offset = front.start + lines[mark.line] + mark.column
                offset += text[offset : offset + 1] in ("'", '"')
                yield Mark(
                    Syntax.FRONT_MATTER, node.value.strip(), None, key.value, offset, 0, title
                )


def _addresses(value: yaml.Node) -> Iterator[tuple[yaml.ScalarNode, str]]:
    if isinstance(value, yaml.ScalarNode):
        if _is_address(value):
            yield value, ""
    elif isinstance(value, yaml.SequenceNode):
        for one in value.value:
            yield from _addresses(one)
    elif isinstance(value, yaml.MappingNode):
        named = [(key.value, one) for key, one in value.value if isinstance(one, yaml.ScalarNode)]
        title = next((tidy(one.value) for key, one in named if key in _TITLE), "")
        for key, one in named:
            if key in _ADDRESS and _is_address(one):
                yield one, title
                return


def _is_address(node: yaml.ScalarNode) -> bool:
    value = node.value.strip()
    return value.lower().startswith(_SCHEMES) and len(value.split()) == 1
