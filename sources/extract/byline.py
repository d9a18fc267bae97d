"""Author and date as the page shows them near its heading, and the date in its address."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import Field
from sources.extract.cleaning import one_line
from sources.extract.dates import normalise, of_path, to_the_day
from sources.extract.headings import words
from sources.extract.names import looks_like_one, people, split

_ELEMENTS = 30_000
_SHORT = 120  # characters of a byline or a dateline
_UNDER = 6
_NEAR = 40  # short texts after the heading among which its dateline stands
_BEFORE = 12
_SKIPPED = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "head"}) | {
    "nav",
    "footer",
    "aside",
    "form",
    "select",
}
_WHOLE_PAGE = frozenset({"html", "body", "main", "article"})
_ELSEWHERE = re.compile(  # parts of a page that tell of other pages, or of who answers
    r"(?:^|[\s_-])(?:related|recommend\w*|sidebar|footer|comments?(?:[\s_-]|$)|repl(?:y|ies)(?:[\s_-]|$)"
    r"|widget_|widget-area|popular|trending|newsletter|read-?(?:more|next)|breadcrumbs?|cookie"
    r"|testimonials?|latest-?(?:posts?|news|articles?))",
    re.IGNORECASE,
)
_THREAD = re.compile(r"/(?:threads?|topics?|viewtopic|showthread|discussions?|t)\b", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:analyst|director|expert|editor|writer|manager|founder|officer|reporter|correspondent"
    r"|specialist|strategist|marketing|contributor|journalist|head|vp)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@?[\w.-]{2,30}")
_AUTHOR_MARK = re.compile(
    r"(?<![a-z])(?:authors?(?:$|[^a-z]|name|link)|by-?line|contributor-?name|written-?by|attribution"
    r"|creator|username|poster)|Author(?:Name|s?$)",
    re.IGNORECASE,
)
_NOT_AUTHOR = re.compile(
    r"bio|about|avatar|image|img|photo|social|box|follow|desc|title|job|role", re.I
)
_DATE_MARK = re.compile(
    r"(?<![a-z])(?:date|time|publish|posted|created|submitted|meta(?!l))|Date|Time|published",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:written|posted|story|words|article)\s+)?by:?\s+\S|author:\s*\S", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"(?:first\s+|originally\s+|date\s+)?(?:published|posted|publish(?:ed)?\s+date|publication\s+date"
    r"|date\s+published|released|issued|started\s+by\b.*?,|created)\s*(?:on|at)?\s*(?:the)?\s*:?\s*",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:(?:last|page|article)\s+)*(?:updated|modified|reviewed|revised|edited|update)"
    r"\s*(?:on|at)?\s*:?\s*",
    re.IGNORECASE,
)
_PROPERTIES = {  # of microdata and RDFa
    "datePublished": Field.PUBLISHED,
    "schema:datePublished": Field.PUBLISHED,
    "dc:date": Field.PUBLISHED,
    "dateModified": Field.MODIFIED,
}
_DATE_START = re.compile(
    r"(?:by\s+.{2,40}?\s*[|•·,–-]\s*)?(?:date|on)?\s*[:|•·–-]?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Note:
    """One short text of the page: which it is in the order, its element's marks."""

    at: int
    text: str
    marks: str
    tag: etree._Element

    @property
    def kind(self) -> tuple[str, str]:
        """What its like in a list would share: the tag and its marks, or its parent's."""
        parent = self.tag.getparent()
        above = "" if parent is None else str(parent.get("class") or "")
        return str(self.tag.tag), self.marks.strip() or above


def read(tree: etree._Element, url: str | None) -> Iterator[MetadataValue]:
    """Candidates out of the page's body and its address."""
    notes, heading = _notes(tree)
    thread = bool(url and _THREAD.search(url[:2_083]))
    yield from _authors(notes, heading, thread)
    yield from _dates(notes, heading, thread)
    if url and (day := of_path(urlsplit(url[:2_083]).path)):
        yield MetadataValue(Field.PUBLISHED, day, "address", 0.8)


def _notes(tree: etree._Element) -> tuple[list[_Note], int | None]:
    """The short texts of the body in their order, and where among them the heading stands."""
    found: list[_Note] = []
    heading: int | None = None
    stack = [tree]
    title = next(tree.iter("h1"), None)
    around = set() if title is None else set(title.iterancestors())
    for _ in range(_ELEMENTS):
        if not stack:
            break
        tag = stack.pop()
        if not isinstance(tag.tag, str) or tag.tag in _SKIPPED:
            continue
        named = f"{tag.get('class') or ''} {tag.get('id') or ''}"[:300]
        if tag not in around and tag.tag not in _WHOLE_PAGE and _ELSEWHERE.search(named):
            continue
        stack.extend(reversed(tag))
        if tag.tag == "h1" and heading is None:
            heading = len(found)
        if _whole(tag, named):
            stated = tag.get("content") if tag.get("itemprop") or tag.get("property") else None
            text = one_line(stated, _SHORT + 1) if stated else words(tag, _SHORT + 1)
            if 1 < len(text) <= _SHORT:
                found.append(_Note(len(found), text, named, tag))
    return found, heading


def _whole(tag: etree._Element, named: str) -> bool:
    """Whether to look at an element's whole text: it holds text itself, or its marks say so."""
    if tag.tag == "time" or tag.get("rel") or tag.get("itemprop") or tag.get("datetime"):
        return True
    if (tag.text or "").strip() or any((child.tail or "").strip() for child in tag[:3]):
        return True
    return bool(_AUTHOR_MARK.search(named) or _DATE_MARK.search(named))


def _authors(notes: list[_Note], heading: int | None, thread: bool) -> Iterator[MetadataValue]:
    """The first byline near the heading; elements marked as the author's elsewhere."""
    seen: set[str] = set()
    for note in notes:
        place, sure = _author_mark(note, heading)
        if place in seen or not place:
            continue
        said = [_without_role(name) for name in people(split(note.text))]
        names = [name for name in said if looks_like_one(name) and not _ROLE.search(name)]
        if not names and thread and place != "byline" and _HANDLE.fullmatch(note.text):
            names = [note.text.removeprefix("@")]  # who opens a thread signs with a handle
        if names:
            seen.add(place)
            yield MetadataValue(Field.AUTHORS, tuple(names), place, sure)


def _without_role(name: str) -> str:
    """ "Jane Doe Senior Writer" is Jane Doe; a name of which too little is left stays."""
    found = _ROLE.search(name)
    before = name[: found.start()].split() if found else []
    while before and before[-1].lower() in ("senior", "chief", "managing", "staff", "the"):
        before.pop()
    return " ".join(before) if len(before) > 1 else name


def _author_mark(note: _Note, heading: int | None) -> tuple[str, float]:
    near = _is_near(note, heading)
    if "author" in (note.tag.get("rel") or ""):
        return "link author", 0.8 if near else 0.76
    if (note.tag.get("itemprop") or "") == "author":
        return "microdata author", 0.82
    if _BY.match(note.text):
        return "byline", 0.81 if near else 0.7
    if _AUTHOR_MARK.search(note.marks) and not _NOT_AUTHOR.search(note.marks):
        return "element marked author", 0.79 if near else 0.75
    return "", 0.0


def _dates(notes: list[_Note], heading: int | None, thread: bool) -> Iterator[MetadataValue]:
    """Dates near the heading. Those of a list are guesses, but a thread's first is its start."""
    dated = [(note, *read) for note in notes if (read := _date_of(note)) is not None]
    alike = Counter(note.kind for note, *_ in dated)
    if dated and all(field is Field.MODIFIED for _, field, *_ in dated):
        # the page says no more; the change may well be the publication
        yield MetadataValue(Field.PUBLISHED, dated[0][2], "date of the last change", 0.6)
    seen: set[str] = set()
    for note, field, day, how in dated:
        near = _is_near(note, heading)
        first = note is dated[0][0]
        near = _is_near(note, heading) or (thread and first)
        # a list of dated items, unless it is the thread's or stands right below the heading
        under = heading is not None and 0 <= note.at - heading <= _UNDER
        listed = alike[note.kind] > 3 and how != "said" and not (first and (thread or under))
        sure = {"said": 0.84, "marked": 0.79, "bare": 0.76}[how]
        if listed or not near:
            sure = 0.76 if how == "said" and not listed else 0.5
        place = {"said": "dateline", "marked": "element marked date", "bare": "date in the page"}[
            how
        ]
        if note.tag.tag == "time":
            place = "time element"
        place = place if near else f"{place}, elsewhere"
        key = f"{field}{place}"
        if key not in seen:
            seen.add(key)
            yield MetadataValue(field, day, place, sure)


def _date_of(note: _Note) -> tuple[Field, str, str] | None:
    """The date that a short text is, whether it is the publication's, and how that is known."""
    text = note.text
    if found := _UPDATED.match(text):
        day = to_the_day(text[found.end() :])
        return (Field.MODIFIED, day, "said") if day else None
    if found := _PUBLISHED.match(text):
        day = to_the_day(text[found.end() :])
        return (Field.PUBLISHED, day, "said") if day else None
    prop = (note.tag.get("itemprop") or note.tag.get("property") or "").split(" ", 1)[0]
    if prop in _PROPERTIES:
        day = normalise(note.tag.get("datetime") or text)
        return (_PROPERTIES[prop], day, "said") if day else None
    if len(text) > 60:
        return None
    stated = note.tag.get("datetime") or ""
    day = to_the_day(stated) or to_the_day(_DATE_START.sub("", text, count=1))
    if day is None:
        return None
    marked = note.tag.tag == "time" or _DATE_MARK.search(note.marks)
    if re.search(r"updat|modif", note.marks, re.IGNORECASE) and "publ" not in note.marks:
        return Field.MODIFIED, day, "marked"
    return Field.PUBLISHED, one_line(day), "marked" if marked else "bare"


def _is_near(note: _Note, heading: int | None) -> bool:
    if heading is None:
        return note.at < _NEAR
    return heading - _BEFORE <= note.at <= heading + _NEAR
