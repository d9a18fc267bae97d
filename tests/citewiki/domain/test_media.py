"""What kind of document some bytes are."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.media import SUBRIP, TIMED_JSON, TIMED_TEXT, sniff

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _zip(*names: str, first: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, first)
    return out.getvalue()


EPUB = "application/epub+zip"
_MHTML = (
    b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    b'\ttype="text/html";\r\n\tboundary="b"\r\n\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<html>'
)
_ONE_PART = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><p>Words</p>"

CASES: list[tuple[str, bytes, str | None, str | None, str]] = [
    ("pdf called html", b"%PDF-1.7\n", "text/html", None, "application/pdf"),
    ("pdf after rubbish", b"\r\n\0\0%PDF-1.4", None, None, "application/pdf"),
    ("html called pdf", b"<!DOCTYPE html><p>no</p>", "application/pdf", "x.pdf", "text/html"),
    ("html after a comment", b"<!-- a -->\n<html>", None, None, "text/html"),
    ("html after a BOM", b"\xef\xbb\xbf <!doctype HTML>", None, None, "text/html"),
    ("html in UTF-16", "<html>".encode("utf-16"), None, None, "text/html"),
    ("html in UTF-16 without a mark", "<html>".encode("utf-16-le"), None, None, "text/html"),
    ("the same, big-endian", "<html>".encode("utf-16-be"), "text/html", None, "text/html"),
    ("a < among zeros", b"<\0\0\0h\0\0\0", "text/html", None, "application/octet-stream"),
    ("html naming a pdf mark", b"<html><p>%PDF-1.4", None, None, "text/html"),
    ("html that begins with text", b"Hello <b>you</b>", "text/html; charset=x", None, "text/html"),
    ("xml", b'<?xml version="1.0"?><rss>', "text/html", None, "application/xml"),
    ("feed", b'<?xml version="1.0"?><rss>', "application/rss+xml", None, "application/rss+xml"),
    ("svg", b"<svg xmlns='x'>", None, None, "image/svg+xml"),
    ("json", b'{"a": 1}', "text/plain", None, "application/json"),
    ("json list", b"[1, 2]", None, None, "application/json"),
    ("footnotes", b"[1] He said.", None, None, "text/plain"),
    ("no json", b"[sic] he said", None, None, "text/plain"),
    ("epub", _zip("mimetype", first=b"application/epub+zip"), None, None, "application/epub+zip"),
    ("docx", _zip("[Content_Types].xml", "word/document.xml"), None, None, _OFFICE),
    ("zip", _zip("a.txt"), "text/plain", None, "application/zip"),
    ("gzip", b"\x1f\x8b\x08", "text/html", None, "application/gzip"),
    ("epub by its container", _zip("OEBPS/a.xhtml", "META-INF/container.xml"), None, None, EPUB),
    ("wacz", _zip("archive/a.warc.gz", "datapackage.json"), None, None, "application/wacz"),
    ("warc", b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "text/plain", None, "application/warc"),
    ("warc.gz", gzip.compress(b"WARC/1.0\r\n"), None, "a.warc.gz", "application/warc"),
    ("gzip of text about WARC", gzip.compress(b"WARC files"), None, None, "application/gzip"),
    ("mhtml", _MHTML, None, None, "multipart/related"),
    ("mhtml of one part", _ONE_PART, None, "saved.mht", "multipart/related"),
    ("a mail", _ONE_PART, None, "letter.txt", "text/html"),
    ("words like a header", b"Note: multipart/related is a type.", None, None, "text/plain"),
    ("WebVTT", b"WEBVTT\nKind: captions\n\n00:01.000 --> 00:02.000\na", None, None, "text/vtt"),
    ("WebVTT after a BOM", b"\xef\xbb\xbfWEBVTT - a talk\n", "text/plain", None, "text/vtt"),
    ("a word like it", b"WEBVTTX is no format", None, None, "text/plain"),
    ("SubRip", b"1\r\n00:00:01,000 --> 00:00:02,000\r\na", "text/plain", None, SUBRIP),
    ("a number and a time", b"1\n00:00:01 was when", None, None, "text/plain"),
    ("timed text", b'<?xml version="1.0"?><transcript><text start="0">', None, None, TIMED_TEXT),
    ("timed text 3", b'<?xml version="1.0"?><timedtext format="3">', "text/xml", None, TIMED_TEXT),
    ("a paper's transcript", b"<transcript>x</transcript>", "text/xml", None, "application/xml"),
    ("timed JSON", b'{\n "wireMagic": "pb3",\n "events": []}', "text/html", None, TIMED_JSON),
    ("png", b"\x89PNG\r\n\x1a\n", None, None, "image/png"),
    ("jpeg", b"\xff\xd8\xff\xe0", None, None, "image/jpeg"),
    ("gif", b"GIF89a", None, None, "image/gif"),
    ("webp", b"RIFF\0\0\0\0WEBP", None, None, "image/webp"),
    ("plain", b"Just words.", None, None, "text/plain"),
    ("markdown by type", b"# Words", "text/markdown", None, "text/markdown"),
    ("markdown by name", b"# Words", None, "https://example.com/A.MD", "text/markdown"),
    ("bytes", b"\x00\x01\x02", "text/plain", None, "application/octet-stream"),
    ("empty", b"", None, None, "text/plain"),
    ("bad url", b"words", None, "https://[", "text/plain"),
]


@pytest.mark.parametrize(
    ("name", "body", "declared", "url", "expected"), CASES, ids=[c[0] for c in CASES]
)
def test_sniff(
    name: str, body: bytes, declared: str | None, url: str | None, expected: str
) -> None:
    assert sniff(body, declared, url) == expected


@given(st.binary(max_size=200), st.none() | st.text(), st.none() | st.text())
def test_never_raises(body: bytes, declared: str | None, url: str | None) -> None:
    kind = sniff(body, declared, url)
    assert "/" in kind
    assert kind == kind.lower()
