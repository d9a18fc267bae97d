"""What kind of document some bytes are: their own beginning says so, a header only helps out."""

import re
import zlib
from urllib.parse import urlsplit

PDF = "application/pdf"
HTML = "text/html"
PLAIN = "text/plain"
BINARY = "application/octet-stream"
GZIP = "application/gzip"
EPUB = "application/epub+zip"
MHTML = "multipart/related"  # RFC 2557: a page and its parts as one message
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WARC = "application/warc"  # ISO 28500, gzipped or not
WACZ = "application/wacz"  # WARCs with their indexes in a zip
VTT = "text/vtt"  # WebVTT, W3C
SUBRIP = "application/x-subrip"
TIMED_TEXT = "application/x-timedtext+xml"  # YouTube's captions; no registered type
TIMED_JSON = "application/x-timedtext+json"
PAGES = frozenset({HTML, "application/xhtml+xml"})
TRANSCRIPTS = frozenset({VTT, SUBRIP, TIMED_TEXT, TIMED_JSON})


def essence(media_type: str) -> str:
    """A media type without its parameters ("; charset=…"), in small letters (RFC 6838)."""
    return media_type.split(";", 1)[0].strip().lower()


_LOOK = 4096  # bytes looked at for text; a PDF's mark may stand in the first 1024 (ISO 32000)
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"\x1f\x8b", GZIP),
    (b"WARC/1.", WARC),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BZh", "application/x-bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"%!PS", "application/postscript"),
    (b"{\\rtf", "application/rtf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", DOCX),
    (b"xl/", f"{_OFFICE}spreadsheetml.sheet"),
    (b"ppt/", f"{_OFFICE}presentationml.presentation"),
)
_SUBRIP = re.compile(r"\s*\d{1,7}[ \t]*\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3} --> \d")
_HEADER = re.compile(r"[A-Za-z0-9-]{1,60}:[ \t]?")
_RELATED = re.compile(r"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_ONE_PAGE = re.compile(r"^content-type:\s*text/html\b", re.IGNORECASE | re.MULTILINE)
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|h[1-6]|table|article"
    r"|section|main|header|nav|span|a|br|ul|ol|iframe|noscript)[\s/>]",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*>)", re.I | re.DOTALL)
_TEXT_TYPES = frozenset(
    {"text/markdown", "text/csv", "text/css", "text/x-tex", "application/x-tex"}
)
_ENDINGS = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".csv": "text/csv",
    ".tex": "text/x-tex",
}
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def sniff(body: bytes, declared: str | None, url: str | None) -> str:
    """The media type of a body, lower-case and without parameters.

    The bytes decide; `declared` (a Content-Type, parameters and all) and then the URL's ending
    choose only between kinds of text that look alike. Bytes of no known kind are
    application/octet-stream. Never raises.
    """
    said = (declared or "").partition(";")[0].strip().lower()
    for magic, kind in _MAGIC:
        if body.startswith(magic):
            return WARC if kind == GZIP and _unpacked(body).startswith(b"WARC/1.") else kind
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(body)
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body[4:8] == b"ftyp":
        return "image/avif" if body[8:12] in (b"avif", b"avis") else "video/mp4"
    text = _text(body[:_LOOK])
    # A PDF with something before its mark: text such as HTTP headers saved with it, or a few bytes.
    if b"%PDF-" in body[:1024] and (text is None or not _MARKUP.search(text)):
        return PDF
    return BINARY if text is None else _textual(text, said, url)


def _unpacked(body: bytes) -> bytes:
    """The first few bytes of what a gzip file holds; b"" where it is none."""
    try:
        return zlib.decompressobj(31).decompress(body[:_LOOK], 16)
    except zlib.error:
        return b""


def _zipped(body: bytes) -> str:
    """An EPUB's first entry is "mimetype"; the others are known by the names of their files."""
    start = body[:_LOOK]
    if start[30:38] == b"mimetype":
        kind = re.match(rb"application/[a-z0-9.+-]+", start[38:120])
        if kind:
            return kind[0].decode("ascii").removesuffix("PK")
    names = start + body[-65_536:]  # the directory of a zip stands at its end
    if b"META-INF/container.xml" in names:
        return EPUB
    if b"datapackage.json" in names and b"archive/" in names:
        return WACZ
    if b"[Content_Types].xml" in names:
        for folder, office in _ZIPPED:
            if folder in names:
                return office
    return "application/zip"


def _text(start: bytes) -> str | None:
    """The beginning as text, or None for bytes that are none."""
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return start[len(bom) :].decode(encoding, "replace")
    if unmarked := utf_16_of(start):
        return start.decode(unmarked, "replace")
    if any(byte < 32 and byte not in b"\t\n\f\r\x1b" for byte in start):
        return None
    return start.decode("utf-8", "replace")


def utf_16_of(start: bytes) -> str | None:
    """The codec of UTF-16 without a mark, by its first letter "<" (XML 1.0, appendix F)."""
    if start[:2] == b"<\0" and start[3:4] == b"\0" != start[2:3]:
        return "utf-16-le"
    if start[:2] == b"\0<" and start[2:3] == b"\0" != start[3:4]:
        return "utf-16-be"
    return None


def _textual(text: str, said: str, url: str | None) -> str:
    if _is_message(text, url):
        return MHTML
    if re.match(r"WEBVTT(?:[ \t\r\n]|$)", text):
        return VTT
    if _SUBRIP.match(text):
        return SUBRIP
    rest = text
    while (skipped := _PROLOGUE.match(rest)) is not None:
        rest = rest[skipped.end() :]
    if re.search(r"<!doctype\s+html", text[: len(text) - len(rest)], re.IGNORECASE):
        return "application/xhtml+xml" if said == "application/xhtml+xml" else HTML
    if rest.startswith("<"):
        if re.match(r"<(?:[\w-]+:)?svg[\s>]", rest):
            return "image/svg+xml"
        if re.match(r"<transcript>\s*<text start=|<timedtext[\s>]", rest):
            return TIMED_TEXT
        if re.match(r"<html[^>]*xmlns", rest) and said == "application/xhtml+xml":
            return said
        if _MARKUP.match(rest):
            return HTML
        if text.lstrip().startswith("<?xml") or said.endswith(("/xml", "+xml")):
            return (
                said
                if said.endswith("+xml") and said != "application/xhtml+xml"
                else ("application/xml")
            )
    if rest[:1] == "{" and '"wireMagic"' in rest and '"pb3"' in rest:
        return TIMED_JSON
    if rest[:1] in ("{", "[") and (said.endswith("json") or _is_json(rest)):
        return said if said.endswith("+json") else "application/json"
    if said in (HTML, "application/xhtml+xml"):
        return said  # HTML may begin with bare text
    if said in _TEXT_TYPES:
        return said
    if said != PLAIN and _MARKUP.search(text):
        return HTML
    path = _path(url)
    return next((kind for ending, kind in _ENDINGS.items() if path.endswith(ending)), PLAIN)


def _is_message(text: str, url: str | None) -> bool:
    """Whether a text begins with the headers of a saved page (RFC 2557)."""
    if not _HEADER.match(text):
        return False
    head = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0]
    if not re.search(r"^mime-version:", head, re.IGNORECASE | re.MULTILINE):
        return False
    named = _path(url).endswith((".mht", ".mhtml"))
    return bool(_RELATED.search(head) or (named and _ONE_PAGE.search(head)))


def _is_json(rest: str) -> bool:
    return re.match(r'\{\s*["}]|\[\s*(?:["\[{\]]|(?:-?\d+|true|false|null)\s*,)', rest) is not None


def _path(url: str | None) -> str:
    """A URL's path in lower case; "" where there is none."""
    try:
        return urlsplit(url or "").path.lower()
    except ValueError:
        return ""
