"""Markdown: its text without the marks, as a web page's, and its front matter as metadata."""

import re
from collections.abc import Iterator

import pyromark

from citewiki.domain.extraction import MetadataValue, ReadOutcome
from citewiki.domain.front_matter import FrontMatter, read_front_matter
from citewiki.domain.sources import Field
from sources.extract import web_page
from sources.extract.charset import decode
from sources.extract.cleaning import clean, fits, one_line
from sources.extract.dates import normalise
from sources.extract.names import people, split
from sources.extract.reading import Reading

MAX_BYTES = 10_000_000
_PARSER = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
)
_NOTE_MARK = re.compile(r'<sup class="footnote-reference"><a [^>]*>([^<]*)</a></sup>')
_NOTE = re.compile(r'<sup class="footnote-definition-label">([^<]*)</sup>\s*<p>')
_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t#]*$|\A\s*(\S.*)\n=+[ \t]*$", re.MULTILINE)
_SAID = (  # the keys that Hugo, Jekyll, Quarto and Pandoc write
    (Field.TITLE, 0.9, ("title",)),
    (Field.AUTHORS, 0.88, ("author", "authors")),
    (Field.PUBLISHED, 0.88, ("date", "published", "pubDate", "datePublished")),
    (Field.MODIFIED, 0.85, ("lastmod", "updated", "modified", "lastUpdated", "last_modified_at")),
    (Field.ABSTRACT, 0.8, ("abstract", "description", "summary", "excerpt")),
    (Field.DOI, 0.9, ("doi",)),
    (Field.LANGUAGE, 0.85, ("lang", "language")),
    (Field.LICENCE, 0.8, ("license",)),
)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,200}")


def read(body: bytes, media_type: str) -> Reading:
    """Headings, paragraphs, lists, tables and notes; front matter that cannot be read is text."""
    source = clean(decode(body[:MAX_BYTES], media_type))
    front = read_front_matter(source)
    rest = source if front.problem else source[front.length :]
    metadata = (*_front(front), *_heading(rest))
    page = _NOTE.sub(r"<p>[\1] ", _NOTE_MARK.sub(r"[\1]", _PARSER.html(rest)))
    text, dropped = web_page.whole_text(page.encode(), "text/html; charset=utf-8")
    kept = fits(text)
    if not kept.strip():
        return Reading(ReadOutcome.NO_TEXT, metadata=metadata, detail="The file holds no text.")
    detail = ""
    if len(body) > MAX_BYTES or len(kept) < len(text):
        detail = "The file is over 8 MB; only that much was read."
    elif dropped:
        detail = "The file is nested too deep; a part of it may be missing."
    outcome = ReadOutcome.PARTIAL if detail else ReadOutcome.OK
    return Reading(outcome, kept, (), metadata, detail)


def _heading(source: str) -> Iterator[MetadataValue]:
    """A first-level heading that the text begins with is its title; any other is none."""
    found = _HEADING.search(source)
    if found and (title := _plain(found[1] or found[2])):
        yield MetadataValue(Field.TITLE, title, "markdown heading", 0.8)


def _plain(marked: str) -> str:
    text, _ = web_page.whole_text(_PARSER.html(marked[:2000]).encode(), "text/html; charset=utf-8")
    return one_line(text, 1000)


def _front(front: FrontMatter) -> Iterator[MetadataValue]:
    for which, sure, names in _SAID:
        for name in names:
            if (value := _value(which, front.values.get(name))) is not None:
                yield MetadataValue(which, value, f"front matter {name}", sure)
                break


def _value(which: Field, said: object) -> str | tuple[str, ...] | None:
    """As the field holds it; None for what is none. An author may be a name, a list of names or
    a list of mappings with a name."""
    if which is Field.AUTHORS:
        every = said if isinstance(said, list) else [said]
        texts = [one.get("name") if isinstance(one, dict) else one for one in every[:200]]
        names = [name for text in texts if isinstance(text, str) for name in split(text)]
        return people(names) or None
    if not isinstance(said, str) or not (text := one_line(said, 10_000)):
        return None
    match which:
        case Field.PUBLISHED | Field.MODIFIED:
            return normalise(text)
        case Field.DOI:
            found = _DOI.search(text)
            return found[0] if found else None
        case Field.TITLE | Field.LICENCE:
            return text[:1000]
        case Field.LANGUAGE:
            return text[:2].lower() if text[:2].isalpha() else None
        case _:
            return text
