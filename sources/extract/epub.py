"""EPUB: a zip of XHTML chapters, in the order that the package's spine gives (EPUB 3.3)."""

import posixpath
import re
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.extraction import MetadataValue, ReadOutcome
from citewiki.domain.sources import Field
from sources.extract import web_page, xml_part
from sources.extract.cleaning import TEXT_BYTES, fits, one_line
from sources.extract.dates import normalise
from sources.extract.reading import Reading
from sources.extract.zip_file import BadZip, GuardedZip

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTER_BYTES = 20_000_000
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_MAX_PEOPLE = 200
_LANGUAGE = re.compile(r"[a-z]{2,3}\b")


def read(body: bytes) -> Reading:
    """The chapters' text and the Dublin Core of the package.

    There are no page starts: a chapter is no page, and a quote's "page 7" would mislead.
    PARTIAL where a chapter could not be read, or the text is cut.
    """
    try:
        book = GuardedZip(body)
        path = _package_path(book)
        package = xml_part.read(book, path)
        chapters = _spine(package, path)
        locked = _locked(book)
    except BadZip as error:
        return Reading(ReadOutcome.UNREADABLE, detail=f"The book {error}.")
    metadata, language = _dublin_core(package)
    if chapters and locked.issuperset(chapters):
        detail = "The book's chapters are encrypted (DRM)."
        return Reading(ReadOutcome.UNREADABLE, "", (), metadata, detail, language)
    text, missing = _text(book, chapters)
    kept = fits(text)
    if not kept.strip():
        detail = missing or "The book holds no text (its pages may be pictures)."
        return Reading(ReadOutcome.NO_TEXT, "", (), metadata, detail, language)
    if len(kept) < len(text):
        missing = "The text is over 8 MB; only that much was kept."
    outcome = ReadOutcome.PARTIAL if missing else ReadOutcome.OK
    return Reading(outcome, kept, (), metadata, missing, language)


def _text(book: GuardedZip, chapters: list[str]) -> tuple[str, str]:
    """The chapters' text, and what is missing of it ("" for nothing)."""
    texts: list[str] = []
    size = 0
    missing = ""
    for name in chapters:
        try:
            text, dropped = web_page.whole_text(book.read(name, _CHAPTER_BYTES), "")
        except BadZip as error:
            missing = missing or f"A chapter was left out: the book {error}."
            continue
        if dropped:
            missing = missing or "A chapter is nested or packed too deep; a part of it is missing."
        if text.strip():
            texts.append(text)
            size += len(text)
        if size > TEXT_BYTES:  # `fits` cuts what is over
            break
    return "\n\n".join(texts), missing


def _package_path(book: GuardedZip) -> str:
    container = xml_part.read(book, _CONTAINER)
    for rootfile in container.iter("{*}rootfile"):
        if path := rootfile.get("full-path"):
            return str(path)
    raise BadZip("does not say where its package document is")


def _spine(package: etree._Element, path: str) -> list[str]:
    """The zip's names of the chapters, in reading order, each once."""
    folder = posixpath.dirname(path)
    named = {
        item.get("id"): _inside(folder, item.get("href") or "")
        for item in package.iter("{*}item")
        if (item.get("media-type") or "").lower() in _PAGES
    }
    refs = (named.get(ref.get("idref")) for ref in package.iter("{*}itemref"))
    return list(dict.fromkeys(ref for ref in refs if ref))


def _inside(folder: str, href: str) -> str:
    """A relative reference as a name in the zip; one that leads out names no entry."""
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _locked(book: GuardedZip) -> set[str]:
    """The names that the encryption list covers; fonts are often merely obfuscated by it."""
    if _ENCRYPTION not in book.names:
        return set()
    listed = xml_part.read(book, _ENCRYPTION)
    return {unquote(ref.get("URI") or "") for ref in listed.iter("{*}CipherReference")}


def _dublin_core(package: etree._Element) -> tuple[tuple[MetadataValue, ...], str | None]:
    """Title, creators, date and description; and the language ("en")."""

    def said(name: str) -> list[str]:
        tags = package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")
        texts = (one_line("".join(map(str, tag.itertext())), 10_000) for tag in tags)
        return [text for text in texts if text]

    found: list[MetadataValue] = []
    for title in said("title")[:1]:
        found.append(MetadataValue(Field.TITLE, title[:1000], "epub dc:title", 0.9))
    if people := tuple(dict.fromkeys(name[:200] for name in said("creator")[:_MAX_PEOPLE])):
        found.append(MetadataValue(Field.AUTHORS, people, "epub dc:creator", 0.9))
    for day in filter(None, map(normalise, said("date")[:1])):
        # Often the day of the file, not of the work: a guess, offered and not shown as fact.
        found.append(MetadataValue(Field.PUBLISHED, day, "epub dc:date", 0.7))
    for abstract in said("description")[:1]:
        found.append(MetadataValue(Field.ABSTRACT, abstract, "epub dc:description", 0.5))
    language = _LANGUAGE.match((said("language") or [""])[0].lower())
    return tuple(found), language[0] if language else None
