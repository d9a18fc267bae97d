"""Pages whose bytes are not what they say: charsets that lie, bodies cut off, other files."""

import gzip
import random
from collections.abc import Callable, Iterator

from tests.sources.extract.hostile_files import CUT, MB, NEVER, READ, HostileFile
from tests.sources.extract.hostile_html import BOTH, FIRST, LAST, page

ACCENTS = "Ein Prüfer für größere Fehler – «naïve» Œuvre."
_NAMED = "<meta charset={}>"


def cases() -> Iterator[HostileFile]:
    yield from _charsets()
    yield from _cut()
    yield from _other_files()


def _charsets() -> Iterator[HostileFile]:
    def named(name: str, kind: str = "text/html", words: tuple[str, ...] = BOTH) -> HostileFile:
        return HostileFile(
            f"charset {name[:20]}",
            lambda: page(head=_NAMED.format(name)).encode("latin-1", "replace"),
            READ,
            words=words,
            media_type=kind,
        )

    for name in (
        "zlib",
        "hex",
        "idna",
        "punycode",
        "base64",
        "rot13",
        "undefined",
        "unicode_escape",
    ):
        yield named(name)
    yield named("no-such-charset", "text/html; charset=also-none")
    yield named("x" * 100_000)
    yield named("utf-16", "text/html")
    yield named("utf-7")
    yield HostileFile(
        "UTF-7 that hides a script",
        lambda: page("+ADw-script+AD4-alert(1)+ADw-/script+AD4-").encode(),
        READ,
        words=BOTH,
        never=("<script>",),
        media_type="text/html; charset=utf-7",
    )
    for codec, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        yield HostileFile(
            f"{codec} with a mark",
            lambda c=codec, m=mark: m + page(ACCENTS).encode(c),  # type: ignore[misc]
            READ,
            words=(*BOTH, ACCENTS),
        )
        yield HostileFile(
            f"{codec} without a mark",
            lambda c=codec: page(ACCENTS).encode(c),  # type: ignore[misc]
            READ,
            words=(*BOTH, ACCENTS),
        )
        yield HostileFile(
            f"{codec} by its header",
            lambda c=codec: page(ACCENTS).encode(c),  # type: ignore[misc]
            READ,
            words=(*BOTH, ACCENTS),
            media_type=f"text/html; charset={codec.replace('-le', 'le').replace('-be', 'be')}",
        )
    yield HostileFile(
        "utf-16 cut in a letter",
        lambda: b"\xff\xfe" + page(ACCENTS).encode("utf-16-le") + b"a",
        READ,
        words=(*BOTH, ACCENTS),
    )
    yield HostileFile(
        "UTF-8 that says it is Latin-1",
        lambda: page(ACCENTS, _NAMED.format("iso-8859-1")).encode(),
        READ,
        words=BOTH,
    )
    yield HostileFile(
        "Latin-1 that says it is UTF-8",
        lambda: page("für größere", _NAMED.format("utf-8")).encode("latin-1"),
        READ,
        words=BOTH,
    )
    yield HostileFile("UTF-32", lambda: page(ACCENTS).encode("utf-32"), READ, words=BOTH)
    yield HostileFile(
        "two charsets in one page",
        lambda: page(ACCENTS).encode() + page("größer").encode("latin-1"),
        READ,
        words=BOTH,
    )
    yield HostileFile(
        "overlong UTF-8 and surrogates",
        lambda: (
            page("\0\0").encode().replace(b"\0\0", b"\xc0\xbcscript\xc0\xbe\xed\xa0\x80" * 1000)
        ),
        READ,
        words=BOTH,
        never=("<script",),
    )


def _cut() -> Iterator[HostileFile]:
    whole = page(f"<p class=a>{ACCENTS} {LAST}</p>").encode()
    places: dict[str, Callable[[], int]] = {
        "in a tag": lambda: whole.rindex(b"<p class") + 4,
        "in an attribute": lambda: whole.rindex(b"class=a") + 6,
        "in a letter": lambda: whole.rindex("–".encode()) + 1,
        "in a word": lambda: whole.rindex(b"quicker") + 3,
    }
    for name, at in places.items():
        yield HostileFile(
            f"cut off {name}",
            lambda a=at: whole[: a()],  # type: ignore[misc]
            READ,
            words=(FIRST,),
        )
    yield HostileFile("cut off in its doctype", lambda: b"<!doctype ht", NEVER)
    yield HostileFile("a lone <", lambda: b"<")
    yield HostileFile("a lone byte", lambda: b"\xff")


def _other_files() -> Iterator[HostileFile]:
    noise = random.Random(5)
    yield HostileFile(
        "nulls between all letters",
        lambda: page().encode().replace(b" ", b"\0 \0"),
        READ,
        words=BOTH,
    )
    yield HostileFile("5 MB of nulls", lambda: b"\0" * (5 * MB), NEVER)
    yield HostileFile(
        "5 MB of nulls, then a page", lambda: b"\0" * (5 * MB) + page().encode(), READ, words=BOTH
    )
    yield HostileFile("noise", lambda: noise.randbytes(MB))
    yield HostileFile("5 MB of <", lambda: b"<" * (5 * MB))
    yield HostileFile("5 MB of &", lambda: b"&" * (5 * MB))
    yield HostileFile("2 MB of <!", lambda: b"<!" * MB)
    yield HostileFile("gzip", lambda: gzip.compress(page().encode()))
    yield HostileFile("a picture", lambda: b"\x89PNG\r\n\x1a\n" + noise.randbytes(100_000))
    yield HostileFile("a zip's beginning", lambda: b"PK\x03\x04" + noise.randbytes(100_000))
    yield HostileFile("a PDF", lambda: b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj")
    yield HostileFile("JSON", lambda: b'{"a":' * 100_000)
    part = "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n%s"
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    yield HostileFile(
        "a message of 100,000 parts",
        lambda: (head + ("--b\r\n" + part % "PA==" + "\r\n") * 100_000).encode(),
        media_type="multipart/related",
    )
    yield HostileFile(
        "messages nested 1,000 deep",
        lambda: "".join(
            f"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b{n}\r\n\r\n--b{n}\r\n"
            for n in range(1000)
        ).encode(),
        NEVER,
        media_type="multipart/related",
    )
    yield HostileFile(
        "a message of 20 MB in base64",
        lambda: (head + "--b\r\n" + part % ("QUJDIA==" * (20 * MB // 8)) + "\r\n--b--").encode(),
        media_type="multipart/related",
    )
    yield HostileFile(
        "a page of 12 MB in a message",
        lambda: (
            (head + "--b\r\nContent-Type: text/html\r\n\r\n").encode()
            + page("word " * (12 * MB // 5)).encode()
            + b"\r\n--b--"
        ),
        CUT,
        "MB; only that much",
        (FIRST,),
        media_type="multipart/related",
    )
