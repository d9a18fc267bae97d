"""Which links of an HTML page are marks of notes, and which elements are the notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citewiki.wiki.html.tags import Tag

_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶#]{1,3})[\])]?\s*")
_MARKED = re.compile(r"note-?ref|biblio-?ref|footnote|\breference\b|\bfn\b", re.IGNORECASE)
_BACK = re.compile(r"back", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]")
_HOLDERS = frozenset({"li", "p", "div", "dd", "dt", "td", "aside", "section", "blockquote"})


@dataclass(frozen=True, slots=True)
class Notes:
    """`marks` are the marks' tags by their character: which note each means; `holders` the
    elements that are notes, by their character, with the note's name. `anchors` look like marks
    and lead to headings ("¶")."""

    marks: dict[int, str]
    holders: dict[int, str]
    anchors: frozenset[int]


def notes_of(text: str, tags: Sequence[Tag]) -> Notes:
    """A link to a place of the page is a mark if it stands in a <sup>, says that it is one (role,
    class), or reads like one ("[3]"); but none that leads back, or to a heading."""
    marks: dict[int, str] = {}
    stands: dict[int, int] = {}  # in which holder a mark stands
    places: dict[str, int] = {}
    headings: set[str] = set()
    holder = -1
    raised = 0
    for n, tag in enumerate(tags):
        if tag.name == "sup":
            raised = max(0, raised + (-1 if tag.closes else 1))
        if tag.closes:
            continue
        if tag.name in _HOLDERS:
            holder = tag.start
        name = tag.attributes.get("id") or tag.attributes.get("name", "")
        if name and _HEADING.fullmatch(tag.name):
            headings.add(name)
        elif name and tag.name in _HOLDERS:
            places.setdefault(name, tag.start)
        elif name and holder >= 0 and tag.name in ("a", "span", "sup"):
            places.setdefault(name, holder)
        if tag.name == "a" and _is_mark(text, tags, n, raised=raised > 0):
            marks[tag.start] = tag.attributes["href"].strip()[1:]
            stands[tag.start] = holder
    anchors: set[int] = set()
    led: set[tuple[int, int]] = set()
    for start, name in list(marks.items()):
        way = (stands[start], places.get(name, -1))
        if name in headings:
            del marks[start]
            anchors.add(start)
        elif way[0] == way[1] or (way[1], way[0]) in led:  # from the note back to its mark
            del marks[start]
        else:
            led.add(way)
    wanted = set(marks.values())
    holders = {start: name for name, start in places.items() if name in wanted}
    return Notes(marks, holders, frozenset(anchors))


def _is_mark(text: str, tags: Sequence[Tag], n: int, *, raised: bool) -> bool:
    tag = tags[n]
    href = tag.attributes.get("href", "").strip()
    if len(href) < 2 or not href.startswith("#") or len(href.split()) > 1:  # no id has blanks
        return False
    said = " ".join(tag.attributes.get(name, "") for name in ("class", "role", "epub:type", "rel"))
    if _BACK.search(said):
        return False
    if raised or _MARKED.search(said):
        return True
    after = tags[n + 1] if n + 1 < len(tags) else None
    if after is not None and after.name == "sup" and not after.closes:
        return True
    end = min(after.start if after is not None else len(text), tag.end + 10)
    return bool(_MARK.fullmatch(text, tag.end, end))
