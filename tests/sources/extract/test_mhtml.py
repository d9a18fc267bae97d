"""MHTML and the marks of saved pages."""

import base64
import quopri
from datetime import UTC, datetime

import pytest

from citewiki.domain import media
from citewiki.domain.extraction import ReadOutcome, SavedFrom
from citewiki.domain.sources import Field
from sources.extract import saved_marks
from sources.extract.reader import read
from tests.sources.extract.saved_files import CHROMIUM, PAGE, WORDS, mhtml, part

AT = datetime(2025, 3, 4, 9, tzinfo=UTC)
QP = "Content-Transfer-Encoding: quoted-printable"
B64 = "Content-Transfer-Encoding: base64"
HTML = part("text/html", quopri.encodestring(PAGE.encode()), QP)
STYLE = part("text/css", b"p { color: red }", "Content-Location: https://example.org/a.css")
FRAME = part("text/html", b"<p>An advertisement.</p>", "Content-ID: <frame@x>")

SOUND = {
    "chromium": mhtml(HTML, STYLE),
    "frame after it": mhtml(HTML, FRAME),
    "start names it": mhtml(
        FRAME,
        part("text/html", PAGE.encode(), "Content-ID: <root@x>"),
        head=CHROMIUM.replace("boundary", 'start="<root@x>"; boundary'),
    ),
    "base64 in windows-1252": mhtml(
        part('text/html; charset="windows-1252"', base64.encodebytes(PAGE.encode("cp1252")), B64)
    ),
    "an unknown charset": mhtml(part("text/html; charset=punycode", PAGE.encode())),
    "an alternative inside": mhtml(
        part(
            "multipart/alternative; boundary=y",
            b"--y\r\nContent-Type: text/plain\r\n\r\nno\r\n--y\r\n" + HTML + b"\r\n--y--\r\n",
        )
    ),
    "no closing boundary": mhtml(HTML)[:-40],
    "bare line feeds": mhtml(HTML, STYLE).replace(b"\r\n", b"\n"),
}


@pytest.mark.parametrize("case", SOUND)
def test_the_root_part_is_read(case: str) -> None:
    assert media.sniff(SOUND[case], None, None) == media.MHTML
    found = read(SOUND[case], media.MHTML, None)
    assert found.outcome is ReadOutcome.OK
    assert WORDS in found.text
    assert "– twice" in found.text
    assert "advertisement" not in found.text
    assert found.saved_from == SavedFrom("MHTML", "https://example.org/paper?a=1", AT)
    titles = [one.value for one in found.metadata if one.field is Field.TITLE]
    assert "A saved page" in titles


def test_the_parts_own_address_where_the_message_has_none() -> None:
    head = CHROMIUM.replace("Snapshot-Content-Location", "X-Other").replace("Date:", "X-Date:")
    root = part("text/html", PAGE.encode(), "Content-Location: https://example.org/b")
    assert read(mhtml(root, head=head), media.MHTML, None).saved_from == SavedFrom(
        "MHTML", "https://example.org/b"
    )


DEEP = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)
)
HOSTILE = {
    "100,000 parts": (mhtml(*[STYLE] * 100_000), ReadOutcome.UNREADABLE, "10,000 parts"),
    "3,000 deep": (b"MIME-Version: 1.0\r\n" + DEEP, ReadOutcome.UNREADABLE, "too deep"),
    "no page in it": (mhtml(STYLE), ReadOutcome.NO_TEXT, "No part"),
    "no parts": (mhtml(), ReadOutcome.NO_TEXT, "No part"),
    "nothing": (b"", ReadOutcome.NO_TEXT, "No part"),
    "an empty page": (mhtml(part("text/html", b"")), ReadOutcome.NO_TEXT, "empty"),
    "no base64": (mhtml(part("text/html", b"\xff\xfe~~~", B64)), ReadOutcome.NO_TEXT, ""),
    "a multipart page": (
        mhtml(part("text/html", b"x", "Content-Type: multipart/mixed; boundary=q")),
        ReadOutcome.OK,
        "",
    ),
    "odd headers": (
        mhtml(part("text/html; charset*=utf-8'en'%ff", b"<p>Text.", "Content-ID: \xff")),
        ReadOutcome.OK,
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_message_is_an_outcome(case: str) -> None:
    body, outcome, detail = HOSTILE[case]
    found = read(body, media.MHTML, None)
    assert (found.outcome, detail in found.detail) == (outcome, True), found.detail


MARKS: dict[str, tuple[str, SavedFrom | None]] = {
    "singlefile": (
        "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n"
        " url: https://example.org/paper \n"
        " saved date: Tue Mar 04 2025 10:00:00 GMT+0100 (Central European Standard Time)\n-->",
        SavedFrom("SingleFile", "https://example.org/paper", AT),
    ),
    "singlefile without a date": (
        "<html><!--\n Page saved with SingleFile\n url: https://example.org/ -->",
        SavedFrom("SingleFile", "https://example.org/"),
    ),
    "singlefile, no date at all": (
        "<!-- Page saved with SingleFile\n saved date: Foo Bar 99 2025 10:00:00 GMT+0100 -->",
        SavedFrom("SingleFile"),
    ),
    "save page as": (
        "<!DOCTYPE html>\n<!-- saved from url=(0023)https://example.org/abc -->\n<html>",
        SavedFrom("a browser", "https://example.org/abc"),
    ),
    "a comment of another kind": ("<!-- saved from the fire -->", None),
    "an address that is none": ("<!-- saved from url=(0014)about:internet -->", None),
    "in the middle of the page": ("x" * 30_000 + "<!-- Page saved with SingleFile -->", None),
}


@pytest.mark.parametrize("case", MARKS)
def test_marks(case: str) -> None:
    page, expected = MARKS[case]
    assert saved_marks.find(page) == expected
    assert read(page.encode() + PAGE.encode(), "text/html", None).saved_from == expected


NO_DATES = {
    "day 44": "Tue Mar 44 2025 10:00:00 GMT+0100",
    "99 hours off": "Tue Mar 04 2025 10:00:00 GMT+9900",
    "no month": "Tue xMa 04 2025 10:00:00 GMT+0000",
    "nothing": "",
}


@pytest.mark.parametrize("case", NO_DATES)
def test_no_date_of_javascript(case: str) -> None:
    assert saved_marks.js_date(NO_DATES[case]) is None
