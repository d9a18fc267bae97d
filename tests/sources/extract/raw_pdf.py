"""PDF files written object by object, so that every part of one can be wrong."""

import zlib
from collections.abc import Mapping

WORDS = b"BT /F1 12 Tf 72 700 Td (Some words on a page) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(data: bytes, extra: bytes = b"", length: int | None = None) -> bytes:
    """A stream object; `length` where it shall lie."""
    size = len(data) if length is None else length
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (size, extra, data)


def flate(data: bytes, extra: bytes = b"", layers: int = 1) -> bytes:
    for _ in range(layers):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%b] %b" % (b" /FlateDecode" * layers, extra))


def raw_pdf(
    objects: Mapping[int, bytes], trailer: bytes = b"", size: int | None = None, prev: bytes = b""
) -> bytes:
    """A file of numbered objects, 1 the catalog; `trailer` adds to its dictionary."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    last = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % last
    for number in range(1, last):
        at = places.get(number)
        out += b"%010d 00000 n \n" % at if at is not None else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R %b %b >>\n" % (size or last, trailer, prev)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def one_page(
    content: bytes = b"",
    *,
    catalog: bytes = b"",
    pages: bytes = b"/Type /Pages /Kids [3 0 R] /Count 1",
    page: bytes = b"",
    resources: bytes = b"/Font << /F1 5 0 R >>",
    font: bytes = FONT,
    more: Mapping[int, bytes] | None = None,
    trailer: bytes = b"",
    size: int | None = None,
) -> bytes:
    """A file of one page, sound but for what is given; `content` is a whole stream object."""
    return raw_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
            2: b"<< %b >>" % pages,
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources << %b >> %b >>" % (resources, page),
            4: content or stream(WORDS),
            5: font,
            **(more or {}),
        },
        trailer,
        size,
    )
