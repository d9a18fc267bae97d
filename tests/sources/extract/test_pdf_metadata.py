"""What a PDF says of itself: XMP, the keys of /Info beyond the standard's, the outline."""

from collections.abc import Mapping

import pytest

from citewiki.domain.extraction import MetadataValue, ReadOutcome
from citewiki.domain.sources import Field
from sources.extract import pdf, xmp
from tests.sources.extract.raw_pdf import flate, one_page, stream

SPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:prism="http://prismstandard.org/namespaces/basic/3.0/" '
    'xmlns:cc="http://creativecommons.org/ns#" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
)


def packet(inner: str, attributes: str = "") -> bytes:
    return (
        f'<?xpacket begin="\ufeff"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {SPACES}>'
        f'<rdf:Description rdf:about="" {attributes}>{inner}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def li(kind: str, *texts: str) -> str:
    return f"<rdf:{kind}>{''.join(f'<rdf:li>{text}</rdf:li>' for text in texts)}</rdf:{kind}>"


SAID = [
    (f"<dc:title>{li('Alt', 'A title of words')}</dc:title>", Field.TITLE, "A title of words"),
    (f"<dc:creator>{li('Seq', 'Ann Poe', 'Roe, J.')}</dc:creator>", Field.AUTHORS,
     ("Ann Poe", "J. Roe")),
    ("<prism:doi>10.1000/xyz.1</prism:doi>", Field.DOI, "10.1000/xyz.1"),
    ("<prism:publicationName>A Journal</prism:publicationName>", Field.PUBLISHER, "A Journal"),
    ("<prism:publicationDate>2024-05-06</prism:publicationDate>", Field.PUBLISHED, "2024-05-06"),
    ("<dc:identifier>https://arxiv.org/abs/2401.00001v2</dc:identifier>", Field.ARXIV_ID,
     "2401.00001"),
    ("<dc:identifier>doi:10.1000/xyz.1</dc:identifier>", Field.DOI, "10.1000/xyz.1"),
    (f"<dc:language>{li('Bag', 'en-GB')}</dc:language>", Field.LANGUAGE, "en"),
    ('<cc:license>https://creativecommons.org/licenses/by/4.0/</cc:license>', Field.LICENCE,
     "https://creativecommons.org/licenses/by/4.0/"),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "field", "value"), SAID, ids=[str(row[1]) for row in SAID])
def test_a_packet_is_read(inner: str, field: Field, value: object) -> None:
    assert [(one.field, one.value) for one in xmp.read(packet(inner))] == [(field, value)]


def test_properties_may_be_attributes() -> None:
    found = list(xmp.read(packet("", 'prism:doi="10.1000/a" xmp:CreatorTool="TeX"')))
    assert [(one.value, one.found_in) for one in found] == [("10.1000/a", "xmp prism:doi")]


SILENT = [
    ("no words", packet("<dc:title>()</dc:title>")),
    ("a copyright notice", packet("<dc:rights>© 2024 A House</dc:rights>")),
    ("no XML", b"\xff\xfe not XML"),
    ("empty", b""),
    ("entities", b'<!DOCTYPE x [<!ENTITY a "b">]>' + packet("<dc:title>&a;&a;&a;</dc:title>")),
    ("too large", packet("<dc:title>A title of words</dc:title>" + " " * xmp.MAX_BYTES)),
]


@pytest.mark.parametrize("data", [row[1] for row in SILENT], ids=[row[0] for row in SILENT])
def test_what_says_nothing(data: bytes) -> None:
    assert list(xmp.read(data)) == []


def test_no_property_crowds_out_the_others() -> None:
    many = "<prism:doi>10.1000/a</prism:doi>" * 500
    found = xmp.read(packet(f"{many}<dc:publisher>A House</dc:publisher>"))
    assert [one.field for one in found] == [Field.DOI] * 3 + [Field.PUBLISHER]


def metadata(
    more: Mapping[int, bytes], catalog: bytes, trailer: bytes = b""
) -> list[MetadataValue]:
    found = pdf.read(one_page(catalog=catalog, more=more, trailer=trailer))
    assert found.outcome is ReadOutcome.OK
    return [one for one in found.metadata if one.found_in != "largest type on page 1"]


def test_disagreements_are_kept_with_their_places() -> None:
    said = packet(f"<dc:title>{li('Alt', 'One title of it')}</dc:title>")
    info = b"<< /Title (Another title of it) /DOI (https://doi.org/10.1000/xyz) >>"
    found = metadata(
        {6: flate(said, b"/Type /Metadata /Subtype /XML"), 7: info},
        b"/Metadata 6 0 R",
        b"/Info 7 0 R",
    )
    assert {(one.value, one.found_in) for one in found} == {
        ("One title of it", "xmp dc:title"),
        ("Another title of it", "pdf info"),
        ("10.1000/xyz", "pdf info /DOI"),
    }


ROOT = b"<< /Title (The title of a book) /Parent 6 0 R /First 8 0 R /Last 8 0 R %b >>"
OUTLINES = [
    ("a root", ROOT % b"", ["The title of a book"]),
    ("one of several", ROOT % b"/Next 8 0 R", []),
    ("a loop", ROOT % b"/Next 7 0 R", []),
    ("a leaf", b"<< /Title (The title of a book) /Parent 6 0 R >>", []),
    ("no entry", b"(words)", []),
]


@pytest.mark.parametrize(
    ("entry", "titles"), [row[1:] for row in OUTLINES], ids=[row[0] for row in OUTLINES]
)
def test_the_outline_s_root_may_be_the_title(entry: bytes, titles: list[str]) -> None:
    more = {
        6: b"<< /Type /Outlines /First 7 0 R /Last 7 0 R >>",
        7: entry,
        8: b"<< /Title (A chapter) /Parent 7 0 R >>",
    }
    assert [one.value for one in metadata(more, b"/Outlines 6 0 R")] == titles


def test_a_broken_packet_costs_only_itself() -> None:
    broken = stream(b"no deflate", b"/Filter /FlateDecode /Type /Metadata")
    info = b"<< /Title (A title of words) >>"
    found = metadata({6: broken, 7: info}, b"/Metadata 6 0 R", b"/Info 7 0 R")
    assert [one.value for one in found] == ["A title of words"]
