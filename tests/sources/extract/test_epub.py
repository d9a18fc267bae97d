"""EPUB books, sound and hostile."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from citewiki.domain import media
from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.sources import Field
from sources.extract.reader import read
from tests.sources.extract.saved_files import BOOK, CONTAINER, PACKAGE, epub, zipped


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    body = epub()
    assert media.sniff(body, None, None) == media.EPUB
    found = read(body, media.EPUB, None)
    assert found.outcome is ReadOutcome.OK
    assert found.text == "One\n\nFirst things.\n\nTwo\n\nSecond things."
    assert (found.language, found.page_starts) == ("en", ())
    assert {one.field: one.value for one in found.metadata} == {
        Field.TITLE: "On Pairs",
        Field.AUTHORS: ("Ada Example", "Ben Sample"),
        Field.PUBLISHED: "2024-05-06",
    }


def _entries(count: int) -> bytes:
    return zipped({**BOOK, **{f"x/{n}": b"" for n in range(count)}})


def _twice() -> bytes:
    out = io.BytesIO(epub())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("OEBPS/book.opf", "other")
    return out.getvalue()


def _shared() -> bytes:
    """Entries that share one packed body, as Fifield's bomb does."""
    body = bytearray(zipped({**BOOK, "x/a": b"y" * 99_000, "x/b": b"z" * 99_000}))
    at = body.find(b"PK\x01\x02")
    directory, end = bytes(body[at : body.find(b"PK\x05\x06")]), bytes(body[-22:])
    last = directory[directory.rfind(b"PK\x01\x02") :]
    copies = b"".join(last.replace(b"x/b", b"%03d" % n) for n in range(900))
    whole = directory + copies
    count = len(BOOK) + 2 + 900
    return bytes(body[:at]) + whole + end[:8] + struct.pack(
        "<HHIIH", count, count, len(whole), at, 0
    )  # fmt: skip


def _encrypted() -> bytes:
    body = bytearray(epub())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = body.find(mark)
        while at >= 0:
            body[at + offset] |= 1
            at = body.find(mark, at + 4)
    return bytes(body)


def _lying_size() -> bytes:
    """A directory that gives a chapter one byte."""
    body = bytearray(epub())
    at = body.rfind(b"OEBPS/text/one.xhtml") - 46
    body[at + 24 : at + 28] = struct.pack("<I", 1)
    return bytes(body)


_LOCK = '<encryption xmlns:e="x"><e:CipherReference URI="{}"/></encryption>'
_LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha">]>' + CONTAINER.partition("?>")[2]
HOSTILE: dict[str, tuple[Callable[[], bytes], ReadOutcome, str]] = {
    "a bomb": (lambda: epub(one=b"x" * 30_000_000), ReadOutcome.UNREADABLE, "bomb"),
    "shared bodies": (_shared, ReadOutcome.UNREADABLE, "bomb"),
    "10,001 files": (lambda: _entries(10_001), ReadOutcome.UNREADABLE, "10,000 files"),
    "a name twice": (_twice, ReadOutcome.UNREADABLE, "twice"),
    "a way out": (lambda: zipped({**BOOK, "../../x": "y"}), ReadOutcome.UNREADABLE, "'../../x'"),
    "a root": (lambda: zipped({**BOOK, "/etc/x": "y"}), ReadOutcome.UNREADABLE, "'/etc/x'"),
    "a drive": (lambda: zipped({**BOOK, "C:\\x": "y"}), ReadOutcome.UNREADABLE, "by the name"),
    "cut short": (lambda: epub()[:-300], ReadOutcome.UNREADABLE, "no whole zip"),
    "no zip": (lambda: b"PK\x03\x04 no", ReadOutcome.UNREADABLE, "no whole zip"),
    "nothing": (lambda: b"", ReadOutcome.UNREADABLE, "no whole zip"),
    "encrypted zip": (_encrypted, ReadOutcome.UNREADABLE, "is encrypted"),
    "a lying size": (_lying_size, ReadOutcome.PARTIAL, "damaged at"),
    "entities": (lambda: epub(container=_LAUGHS), ReadOutcome.UNREADABLE, "entities"),
    "no container": (
        lambda: zipped({"META-INF/x": "", "mimetype": ""}), ReadOutcome.UNREADABLE, "lacks",
    ),
    "no package": (lambda: epub(book=None), ReadOutcome.UNREADABLE, "lacks 'OEBPS/book.opf'"),
    "package no XML": (lambda: epub(book="<a"), ReadOutcome.UNREADABLE, "damaged at"),
    "package 30,000 deep": (
        lambda: epub(book="<a>" * 30_000), ReadOutcome.UNREADABLE, "damaged at",
    ),
    "a chapter is missing": (lambda: epub(one=None), ReadOutcome.PARTIAL, "lacks"),
    "a chapter leads out": (
        lambda: epub(book=PACKAGE.replace("text/one.xhtml", "../../../etc/passwd")),
        ReadOutcome.PARTIAL, "lacks '../../etc/passwd'",
    ),
    "a chapter 5,000 deep": (
        lambda: epub(one="<div>" * 5_000 + "The deepest."), ReadOutcome.PARTIAL, "too deep",
    ),
    "no chapters": (
        lambda: epub(book=PACKAGE.replace("itemref", "i")), ReadOutcome.NO_TEXT, "no text",
    ),
    "all chapters locked": (
        lambda: zipped({
            **BOOK,
            "META-INF/encryption.xml": "<x>" + _LOCK.format("OEBPS/text/one.xhtml")
            + _LOCK.format("OEBPS/text/two%20b.xhtml") + "</x>",
        }),
        ReadOutcome.UNREADABLE, "DRM",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_book_is_an_outcome(case: str) -> None:
    build, outcome, detail = HOSTILE[case]
    found = read(build(), media.EPUB, None)
    assert (found.outcome, detail in found.detail) == (outcome, True), found.detail


def test_obfuscated_fonts_are_no_drm() -> None:
    listed = {**BOOK, "META-INF/encryption.xml": _LOCK.format("OEBPS/font.otf")}
    assert read(zipped(listed), media.EPUB, None).outcome is ReadOutcome.OK
