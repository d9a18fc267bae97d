"""What the styles of a Word document make of its paragraphs (ECMA-376, part 1, 17.7)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of what older editions of the standard and all of Word's own files write."""
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_HEADING = re.compile(r"(?:heading|title|überschrift|titre|título)\b", re.IGNORECASE)
_QUOTE = re.compile(r"\bquot(?:e|ation)", re.IGNORECASE)
_BASES = 20  # styles may be based on each other in a circle
_BODY_LEVEL = 9  # the outline level of what is no heading


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name, what it inherits from, and what it says itself."""

    name: str
    based_on: str | None = None
    level: int | None = None  # 0 is the highest heading
    numbered: bool | None = None


def transitional(root: etree._Element) -> etree._Element:
    """The same tree with the names of the transitional standard, where it has the strict ones'."""
    if isinstance(root.tag, str) and root.tag.startswith(f"{{{_STRICT}}}"):
        for element in root.iter():
            if isinstance(element.tag, str):
                element.tag = element.tag.replace(f"{{{_STRICT}}}", W)
                for name, value in list(element.attrib.items()):
                    if name.startswith(f"{{{_STRICT}}}"):
                        element.set(name.replace(f"{{{_STRICT}}}", W), value)
    return root


def of(root: etree._Element) -> dict[str, Style]:
    """The paragraph styles by id."""
    found: dict[str, Style] = {}
    for style in root.iter(f"{W}style"):
        if style.get(f"{W}type") not in (None, "paragraph"):
            continue
        properties = style.find(f"{W}pPr")
        found[style.get(f"{W}styleId") or ""] = Style(
            name=_value(style, "name") or "",
            based_on=_value(style, "basedOn"),
            level=None if properties is None else level_of(properties),
            numbered=None if properties is None else numbered(properties),
        )
    return found


def chain(styles: Mapping[str, Style], style_id: str | None) -> list[Style]:
    """A style and those that it is based on, the nearest first."""
    found: list[Style] = []
    while style_id is not None and style_id in styles and len(found) < _BASES:
        found.append(styles[style_id])
        style_id = found[-1].based_on
    return found


def is_heading(properties: etree._Element | None, above: list[Style]) -> bool:
    """By the paragraph's own outline level, then by its styles' levels and names."""
    levels = [None if properties is None else level_of(properties)]
    levels += [style.level for style in above]
    level = next((one for one in levels if one is not None), None)
    if level is not None:
        return level < _BODY_LEVEL
    return any(_HEADING.match(style.name) for style in above)


def is_item(properties: etree._Element | None, above: list[Style]) -> bool:
    """Whether the paragraph has a number or a bullet."""
    said = [None if properties is None else numbered(properties)]
    said += [style.numbered for style in above]
    return next((one for one in said if one is not None), False)


def is_quote(above: list[Style]) -> bool:
    return any(_QUOTE.search(style.name) for style in above)


def style_id(properties: etree._Element | None) -> str | None:
    return None if properties is None else _value(properties, "pStyle")


def level_of(properties: etree._Element) -> int | None:
    said = _value(properties, "outlineLvl")
    return int(said) if said is not None and said.isascii() and said.isdigit() else None


def numbered(properties: etree._Element) -> bool | None:
    """None where nothing is said; number 0 takes an inherited one away."""
    number = properties.find(f"{W}numPr/{W}numId")
    return None if number is None else number.get(f"{W}val") != "0"


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")
