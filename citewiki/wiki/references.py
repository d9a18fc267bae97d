"""Link reference definitions (CommonMark 4.7) that say two things of one label.

The parser keeps a label's first definition and tells of no other, so they are looked for in the
text, and then checked against what the parser takes for a paragraph or code.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyromark

_DEFINITION = re.compile(r"\n[ \t>]*\[(?!\^)((?:[^\[\]\\\n]|\\.){1,200})\]:[ \t]*<?([^\s<>]+)")
"""Begins with a character, not with "^": `re` looks for one six times as fast."""
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,200})\]")
_RUNNING = frozenset({"Paragraph", "HtmlBlock", "MetadataBlock"})


def contradicted(
    text: str, parser: pyromark.Markdown, char: Callable[[int], int]
) -> list[tuple[int, str]]:
    """(character, label) of each definition whose label was given another target before; `char`
    makes a character of a byte. The parser is asked only where a label seems to be defined twice.
    """
    seems = _contradicted(text, ())
    return _contradicted(text, list(_running(text, parser, char))) if seems else []


def definitions(text: str) -> dict[str, str]:
    """What seems to be defined in a text: by its label, a line that defines it."""
    found: dict[str, str] = {}
    for one in _DEFINITION.finditer(f"\n{text}"):
        found.setdefault(_folded(one[1]), f"[{one[1]}]: <{one[2]}>")
    return found


def wanted(part: str, defined: Mapping[str, str]) -> str:
    """Those of these lines whose labels a part of the text refers to."""
    labels = dict.fromkeys(_folded(one[1]) for one in _LABEL.finditer(part)) if defined else ()
    return "\n".join(defined[label] for label in labels if label in defined)


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _contradicted(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, str]]:
    inside = sorted(spans)
    targets: dict[str, str] = {}
    found: list[tuple[int, str]] = []
    block = end = 0
    for one in _DEFINITION.finditer(f"\n{text}"):
        at = one.start(1) - 2
        while block < len(inside) and inside[block][0] <= at:
            end = max(end, inside[block][1])
            block += 1
        if at < end:
            continue
        label = " ".join(one[1].split())
        if targets.setdefault(label.casefold(), one[2]) != one[2]:
            found.append((at, label))
    return found


def _running(
    text: str, parser: pyromark.Markdown, char: Callable[[int], int]
) -> Iterator[tuple[int, int]]:
    """The characters of the blocks of text and code, in which nothing is defined: `[a]: b` stands
    for itself."""
    for event, span in parser.events_with_range(text):
        if isinstance(event, dict) and _is_running(event.get("Start")):
            yield char(span["start"]), char(span["end"])


def _is_running(block: object) -> bool:
    """Whether the parser's block, a name or {name: …}, is one of text or code."""
    name = next(iter(block), "") if isinstance(block, dict) else block
    return name in _RUNNING or name == "CodeBlock"
