"""Pages as they ought to be, or a little odd: each is to be read whole."""

import gzip
import zlib
from collections.abc import Iterator, Mapping

from citewiki.domain import media
from citewiki.domain.outcomes import Outcome
from tests.sources.extract.pdf_files import pdf
from tests.web.behaviours import HEAD, HTML, trickle, with_length
from tests.web.cases import PAGE, Behaviour, Case
from tests.web.server import Answer

OK = frozenset({Outcome.OK})
SAME = frozenset({Outcome.NOT_MODIFIED})
WORDS = "Кошки, naïve 猫 — a sentence that is long enough to be taken for a page's own text."
LATIN = "Größe, naïve café: a sentence that is long enough to be taken for a page's own text."
TYPE = {"Content-Type": "text/html"}


def _page(name: str, behaviour: Behaviour, body: bytes = HTML, kind: str = media.HTML,
          ask: str = PAGE, says: str | None = None) -> Case:  # fmt: skip
    serves = {ask.partition("#")[0]: behaviour}
    return Case(name, OK, serves, ask=ask, body=body, media_type=kind, says=says)


def _sent(name: str, body: bytes, kind: str, declared: str | None = None) -> Case:
    headers = {} if declared is None else {"Content-Type": declared}
    return _page(name, Answer(body, headers=headers), body, kind)


def kinds() -> Iterator[Case]:
    """The bytes say what a body is."""
    document = pdf([[(12.0, "A page of a paper.")]])
    xhtml = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'
    yield _sent("HTML", HTML, media.HTML, "text/html; charset=utf-8")
    yield _sent("HTML without a type", HTML, media.HTML)
    yield _sent("HTML said to be a PDF", HTML, media.HTML, "application/pdf")
    yield _sent("XHTML", xhtml, "application/xhtml+xml", "application/xhtml+xml")
    yield _sent("PDF", document, media.PDF, "application/pdf")
    yield _sent("PDF said to be HTML", document, media.PDF, "text/html")
    yield _sent("PDF said to be bytes", document, media.PDF, "application/octet-stream")
    yield _sent("plain text", b"Some words.", media.PLAIN, "text/plain")
    yield _sent("Markdown", b"# A title", "text/markdown", "text/markdown")
    yield _sent("JSON", b'{"a": 1}', "application/json", "application/json")
    yield _sent("image", b"\x89PNG\r\n\x1a\n" + bytes(99), "image/png", "text/html")
    yield _sent("a type with an escape in it", HTML, media.HTML, "text/html\x1b]0;x\x07")


def packings() -> Iterator[Case]:
    """Content codings and framings."""
    coded = b"Content-Encoding: "
    gzipped, raw = gzip.compress(HTML), zlib.compressobj(wbits=-15)
    yield _page("gzip", with_length(gzipped, coded + b"gzip"))
    yield _page("x-gzip", with_length(gzipped, coded + b"x-gzip"))
    yield _page("GZIP", with_length(gzipped, coded + b"GZIP"))
    halves = gzip.compress(HTML[:20]) + gzip.compress(HTML[20:])
    yield _page("gzip in two members", with_length(halves, coded + b"gzip"))
    yield _page("gzip and padding", with_length(gzipped + bytes(64), coded + b"gzip"))
    yield _page("deflate", with_length(zlib.compress(HTML), coded + b"deflate"))
    bare = raw.compress(HTML) + raw.flush()
    yield _page("raw deflate", with_length(bare, coded + b"deflate"))
    yield _page("identity", with_length(HTML, coded + b"identity"))
    chunked = b"Transfer-Encoding: chunked\r\n\r\n"
    chunk = b"%x\r\n" % len(HTML) + HTML
    last = b"\r\n0\r\n\r\n"
    yield _page("chunked", HEAD + chunked + chunk + last)
    single = b"".join(b"1\r\n%c\r\n" % byte for byte in HTML) + b"0\r\n\r\n"
    yield _page("chunks of one byte", HEAD + chunked + single)
    extended = chunk.replace(b"\r\n", b";a=b\r\n", 1)
    yield _page("chunk extensions", HEAD + chunked + extended + last)
    yield _page("trailers", HEAD + chunked + chunk + b"\r\n0\r\nX-Sum: 1\r\n\r\n")
    packed = b"%x\r\n" % len(gzipped) + gzipped
    yield _page("gzip in chunks", HEAD + coded + b"gzip\r\n" + chunked + packed + last)
    yield _page("until the end", HEAD + b"\r\n" + HTML)
    old = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"
    yield _page("HTTP/1.0", old + HTML)
    yield _page("two equal lengths", with_length(HTML, b"Content-Length: %d" % len(HTML)))


def heads() -> Iterator[Case]:
    """Heads that are unusual and right."""
    yield _page("slow but steady", trickle(with_length(HTML), pieces=20, seconds=0.4))
    yield _page("no reason phrase", with_length(HTML).replace(b"200 OK", b"200 "))
    yield _page("early hints", b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + with_length(HTML))
    yield _page("80 headers", with_length(HTML, *(b"X-%d: y" % n for n in range(80))))
    yield _page("cookies", with_length(HTML, b"Set-Cookie: a=b", b"Set-Cookie: c=d; HttpOnly"))
    yield _page("status 203", Answer(HTML, 203, TYPE))
    yield _page("a query", Answer(HTML, headers=TYPE), ask="/page?a=1&b=%20c")
    yield _page("a fragment", Answer(HTML, headers=TYPE), ask="/page#part")
    about = HTML + b"<p>Cloudflare shows: Just a moment... and runs _cf_chl_opt."
    yield _page("a page about robot checks", Answer(about, headers=TYPE), about)


def charsets() -> Iterator[Case]:
    """Text in many codes; the last ones are named by codecs that are none of text."""

    def page(name: str, declared: str, encoded: bytes, says: str, meta: str = "") -> Case:
        body = f"<!doctype html>{meta}<title>T</title><p>".encode() + encoded
        if encoded[:2] in (b"\xff\xfe", b"\xfe\xff"):
            body = encoded
        answer = Answer(body, headers={"Content-Type": f"text/html{declared}"})
        return _page(f"charset: {name}", answer, body, says=says)

    for name in ("utf-8", "UTF8", "windows-1251", "koi8-r"):
        words = WORDS if name.lower().startswith("utf") else "Кошки: " + "и ещё кошки. " * 20
        yield page(name, f"; charset={name}", words.encode(name), words[:5])
    for name in ("iso-8859-1", "windows-1252"):
        yield page(name, f"; charset={name}", LATIN.encode(name), "Größe")
    for name in ("shift_jis", "euc-jp", "gb18030", "big5"):
        words = "天一二三四五六七八九十。" * 10
        yield page(name, f"; charset={name}", words.encode(name), "天一二")
    yield page("in quotes", '; charset="iso-8859-1"', LATIN.encode("latin-1"), "Größe")
    meta = '<meta charset="windows-1252">'
    yield page("only in the page", "", LATIN.encode("cp1252"), "Größe", meta)
    utf16 = f"<!doctype html><title>T</title><p>{WORDS}".encode("utf-16")
    yield page("UTF-16 with its mark", "", utf16, "Кошки")
    for name in ("zlib", "hex", "idna", "punycode", "undefined", "bogus", "rot13", "\x1b[2J"):
        yield page(repr(name), f"; charset={name}", WORDS.encode(), "Кошки")


def _also(name: str, serves: Mapping[str, Behaviour], ask: str = PAGE) -> Case:
    return Case(name, OK, serves, ask=ask, body=HTML, media_type=media.HTML)


def redirects() -> Iterator[Case]:
    """Redirects that lead to a page."""
    page = Answer(HTML, headers=TYPE)
    for status in (301, 302, 303, 307, 308):
        yield _also(f"redirect by {status}", {PAGE: Answer(b"", status, {"Location": "/new"}),
                                              "/new": page})  # fmt: skip
    there = {
        "up a folder": ("/a/b/page", "../new", "/a/new"),
        "by a query alone": ("/page", "?v=2", "/page?v=2"),
        "with a fragment": ("/page", "/new#part", "/new"),
        "with a space": ("/page", "/new page", "/new%20page"),
        "with the whole URL": ("/page", "http://{host}:{port}/new", "/new"),
        "without the scheme": ("/page", "//{host}:{port}/new", "/new"),
    }
    for name, (ask, location, leads_to) in there.items():
        sent = Answer(b"<a>here</a>", 302, {"Location": location})
        yield _also(f"redirect {name}", {ask: sent, leads_to: page}, ask)
    chain: dict[str, Behaviour] = {
        f"/{n}": Answer(b"", 301, {"Location": f"/{n + 1}"}) for n in range(5)
    }
    yield _also("five redirects", {**chain, "/5": page}, "/0")


def validators() -> Iterator[Case]:
    """A page that we hold already."""
    same = Answer(b"", 304)
    yield Case("304 by ETag", SAME, {PAGE: same}, etag='"1"')
    yield Case("304 by weak ETag", SAME, {PAGE: same}, etag='W/"1"')
    date = "Sun, 01 Mar 2026 12:00:00 GMT"
    yield Case("304 by Last-Modified", SAME, {PAGE: same}, last_modified=date)
    sent_on = {PAGE: Answer(b"", 301, {"Location": "/new"}), "/new": same}
    yield Case("304 after a redirect", SAME, sent_on, etag='"1"')
    new = Answer(HTML, headers={**TYPE, "ETag": '"2"'})
    yield Case("changed since", OK, {PAGE: new}, etag='"1"', body=HTML, media_type=media.HTML)


def robots() -> Iterator[Case]:
    """A robots.txt that lets us in, or is none."""
    rules = {
        "allows": Answer(b"User-agent: *\nAllow: /\nDisallow: /x"),
        "keeps another out": Answer(b"User-agent: other\nDisallow: /"),
        "403": Answer(b"", 403),
        "HTML": Answer(HTML),
        "100 kB of comments": Answer((b"# " + b"x" * 61 + b"\n") * 1_600),
        "random bytes": Answer(bytes(range(256)) * 40),
    }
    for name, answer in rules.items():
        page = Answer(HTML, headers=TYPE)
        yield _also(f"robots.txt: {name}", {"/robots.txt": answer, PAGE: page})


def cases() -> Iterator[Case]:
    """All of them."""
    yield from kinds()
    yield from packings()
    yield from heads()
    yield from charsets()
    yield from redirects()
    yield from validators()
    yield from robots()
