"""A MediaWiki export (<mediawiki><page>…), read page by page: it may be larger than the memory.

The format is MediaWiki's "export-0.11" schema and those before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.parsers import expat

from citewiki.domain.errors import InputError

MAX_CHARS = 5_000_000
"""Characters of a page; MediaWiki itself refuses over two million."""
CHUNK = 1 << 16
MAX_DEPTH = 50

_READ = frozenset({"title", "ns", "model", "text"})


@dataclass(frozen=True, slots=True)
class DumpPage:
    """An article of the dump: its newest revision's wikitext; None for one that is too long."""

    title: str
    text: str | None


def is_dump(head: bytes) -> bool:
    """Whether a file that begins so is such an export."""
    return b"<mediawiki" in head[:2_000]


def read_dump(file: BinaryIO) -> Iterator[DumpPage]:
    """The dump's articles: namespace 0, wikitext, no redirects. Raises InputError, which says how
    far it was good."""
    reader = _Reader()
    while chunk := file.read(CHUNK):
        yield from reader.feed(chunk, last=False)
    yield from reader.feed(b"", last=True)


class _Reader:
    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._depth = 0
        self._parts: list[str] | None = None
        self._length = 0
        self._page: dict[str, str] = {}
        self._too_long = False
        self._found: list[DumpPage] = []

    def feed(self, chunk: bytes, *, last: bool) -> Iterator[DumpPage]:
        """The pages that end in this chunk; those before damage come, then InputError."""
        self._found = []
        damage: InputError | None = None
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            why = expat.ErrorString(error.code)
            damage = InputError(f"is damaged at line {error.lineno} ({why})")
        except InputError as error:
            damage = error
        yield from self._found
        if damage is not None:
            raise damage

    def _refuse(self, *_: object) -> None:
        """No export has a DTD, and an entity can stand for a billion copies."""
        raise InputError("declares a document type, which no MediaWiki export does")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise InputError(f"is nested over {MAX_DEPTH} deep")
        if self._depth == 2 and name == "page":
            self._page, self._too_long = {}, False
        elif name == "redirect":
            self._page["redirect"] = attributes.get("title", "")
        elif name == "revision":
            self._page["model"], self._too_long = "", False
        if name in _READ and self._depth <= 4:
            self._parts, self._length = [], 0

    def _data(self, text: str) -> None:
        if self._parts is not None:
            self._length += len(text)
            if self._length <= MAX_CHARS:
                self._parts.append(text)

    def _end(self, name: str) -> None:
        if self._parts is not None and name in _READ:
            self._too_long = self._too_long or self._length > MAX_CHARS
            self._page[name] = "".join(self._parts)
            self._parts = None
        if self._depth == 2 and name == "page":
            self._finish()
        self._depth -= 1

    def _finish(self) -> None:
        page = self._page
        is_article = page.get("ns", "0").strip() in ("", "0") and "redirect" not in page
        if is_article and page.get("model", "") in ("", "wikitext") and page.get("title"):
            text = None if self._too_long else page.get("text", "")
            self._found.append(DumpPage(page["title"].strip(), text))
