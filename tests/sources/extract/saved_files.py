"""Saved files, made small by hand: MHTML messages and EPUB books."""

import io
import zipfile
from collections.abc import Mapping

PAGE = (
    "<html lang='en'><head><title>A saved page</title></head><body><article><h1>A saved page</h1>"
    "<p>Reviewers in pairs found a third more of the planted errors than single ones did in the "
    "same time, and said so – twice.</p></article></body></html>"
)
WORDS = "Reviewers in pairs found a third more"

CHROMIUM = (
    "From: <Saved by Blink>\r\n"
    "Snapshot-Content-Location: https://example.org/paper?a=1\r\n"
    "Subject: A saved page\r\n"
    "Date: Tue, 4 Mar 2025 10:00:00 +0100\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/related;\r\n"
    '\ttype="text/html";\r\n'
    '\tboundary="----MultipartBoundary--x----"\r\n'
)


def part(kind: str, content: bytes, *headers: str) -> bytes:
    """One part: its headers, an empty line, its content."""
    head = "\r\n".join([f"Content-Type: {kind}", *headers])
    return head.encode() + b"\r\n\r\n" + content


def mhtml(*parts: bytes, head: str = CHROMIUM) -> bytes:
    """A message with these parts between Chromium's boundaries."""
    out = [head.encode(), b"\r\n\r\n"]
    for one in parts:
        out += [b"------MultipartBoundary--x----\r\n", one, b"\r\n"]
    out.append(b"------MultipartBoundary--x------\r\n")
    return b"".join(out)


CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
    "<dc:title>On  Pairs</dc:title><dc:creator>Ada Example</dc:creator>"
    "<dc:creator>Ben Sample</dc:creator><dc:date>2024-05-06</dc:date>"
    "<dc:language>en-GB</dc:language></metadata><manifest>"
    '<item id="b" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="c" href="style.css" media-type="text/css"/></manifest>'
    '<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>'
)
BOOK: dict[str, str | bytes] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/text/one.xhtml": "<html><body><h1>One</h1><p>First things.</p></body></html>",
    "OEBPS/text/two b.xhtml": "<html><body><h1>Two</h1><p>Second things.</p></body></html>",
    "OEBPS/style.css": "p { color: red }",
}


def zipped(files: Mapping[str, str | bytes | None]) -> bytes:
    """A zip of these files; those that are None are left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def epub(**changed: str | bytes | None) -> bytes:
    """A sound book of two chapters; name the files that are to differ by the last part of
    their names without the ending ("one", "container")."""
    short = {name.rpartition("/")[2].partition(".")[0]: name for name in BOOK}
    return zipped({**BOOK, **{short.get(name, name): what for name, what in changed.items()}})
