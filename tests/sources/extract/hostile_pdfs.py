"""Fifty PDFs that nobody should have to open: loops, growth, bombs, lies, and damage."""

from collections.abc import Callable, Iterator

from tests.sources.extract.hostile_files import CUT, MB, NEVER, READ, HostileFile
from tests.sources.extract.pdf_files import pdf
from tests.sources.extract.raw_pdf import FONT, WORDS, flate, one_page, raw_pdf, stream


def cases() -> Iterator[HostileFile]:
    yield from _loops()
    yield from _growth()
    yield from _bombs()
    yield from _lies()
    yield from _damage()


def _loops() -> Iterator[HostileFile]:
    def kids(which: bytes) -> Callable[[], bytes]:
        return lambda: one_page(pages=b"/Type /Pages /Kids [%b] /Count 2" % which)

    yield HostileFile("kids are their own parent", kids(b"3 0 R 2 0 R"))
    yield HostileFile("only kid is itself", kids(b"2 0 R"), NEVER)
    cycle = {6: b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"}
    yield HostileFile(
        "kids in a circle",
        lambda: one_page(pages=b"/Type /Pages /Kids [3 0 R 6 0 R] /Count 2", more=cycle),
    )
    yield HostileFile("prev is itself", lambda: one_page(trailer=b"/Prev 9"))
    yield HostileFile("page is its own parent", lambda: one_page(page=b"/Parent 3 0 R"))
    outline = {
        6: b"<< /First 7 0 R /Last 7 0 R /Count 9 >>",
        7: b"<< /Title (a) /Next 7 0 R /Prev 7 0 R /First 6 0 R /Parent 6 0 R >>",
    }
    yield HostileFile(
        "outline of itself", lambda: one_page(catalog=b"/Outlines 6 0 R", more=outline), READ
    )
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    call = stream(WORDS + b" /X Do")
    with_x = b"/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>"
    yield HostileFile(
        "form draws itself",
        lambda: one_page(call, resources=with_x, more={6: stream(b"/X Do", form)}),
    )
    yield HostileFile("contents are an array of itself", lambda: one_page(b"[4 0 R 4 0 R]"))
    yield HostileFile(
        "length is its own stream",
        lambda: one_page(b"<< /Length 4 0 R >>\nstream\n" + WORDS + b"\nendstream"),
    )
    yield HostileFile("object is a reference to itself", lambda: one_page(b"4 0 R"))
    yield HostileFile(
        "names in a circle",
        lambda: one_page(
            catalog=b"/Names << /Dests 6 0 R >>", more={6: b"<< /Kids [6 0 R 6 0 R] >>"}
        ),
        READ,
    )
    yield HostileFile(
        "font of itself",
        lambda: one_page(
            font=b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H "
            b"/DescendantFonts [5 0 R] >>"
        ),
    )


def _tree(fan: int, depth: int) -> dict[int, bytes]:
    """Page nodes that each name the next one `fan` times: fan ** depth pages."""
    nodes = {
        number: b"<< /Type /Pages /Count %d /Kids [%b] >>"
        % (fan ** (depth - number + 10), b" %d 0 R" % (number + 1) * fan)
        for number in range(10, 10 + depth)
    }
    nodes[10 + depth] = b"<< /Type /Page /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    return nodes


def _forms(fan: int, depth: int) -> dict[int, bytes]:
    kind = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
    return {
        number: stream(
            b"/X Do " * fan if number < 9 + depth else b"BT (a) Tj ET",
            kind + b"/Resources << /XObject << /X %d 0 R >> >>" % (number + 1),
        )
        for number in range(10, 10 + depth)
    }


def _growth() -> Iterator[HostileFile]:
    yield HostileFile(
        "a thousand million pages",
        lambda: one_page(pages=b"/Type /Pages /Kids [10 0 R] /Count 1000000000", more=_tree(10, 9)),
    )
    yield HostileFile(
        "kids nested 5,000 deep",
        lambda: one_page(pages=b"/Type /Pages /Kids [10 0 R] /Count 1", more=_tree(1, 5_000)),
    )
    x = b"/Font << /F1 5 0 R >> /XObject << /X 10 0 R >>"
    yield HostileFile(
        "forms drawn 10^11 times",
        lambda: one_page(stream(b"/X Do"), resources=x, more=_forms(10, 11)),
    )
    yield HostileFile(
        "forms nested 500 deep",
        lambda: one_page(stream(b"/X Do"), resources=x, more=_forms(1, 500)),
    )
    for name, number in (("2^31", 1 << 31), ("minus one", -1), ("10^30", 10**30)):
        yield HostileFile(
            f"count is {name}",
            lambda n=number: one_page(  # type: ignore[misc]
                pages=b"/Type /Pages /Kids [3 0 R] /Count %d" % n
            ),
        )
    yield HostileFile("size is 2^31", lambda: one_page(size=1 << 31))
    yield HostileFile("length is 2^31", lambda: one_page(stream(WORDS, length=1 << 31)))
    cmap = b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange "
    ranges = b"1 beginbfrange <00000000> <ffffffff> <0000> endbfrange"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    yield HostileFile(
        "letters mapped 4 thousand million times",
        lambda: one_page(font=font, more={6: stream(cmap + ranges)}),
    )
    widths = b"<< /Type /Font /Subtype /Type1 /BaseFont /A /FirstChar 0 /LastChar 2147483647 >>"
    yield HostileFile("a font of 2^31 letters", lambda: one_page(font=widths))
    yield from _crowded()
    yield HostileFile(
        "200,000 objects of nothing",
        lambda: one_page(more=dict.fromkeys(range(6, 200000), b"null")),
        READ,
    )


def _crowded() -> Iterator[HostileFile]:
    """Pages of text whose order takes long to find, where each line is held against each."""

    def page(texts: Callable[[int], bytes], number: int) -> Callable[[], bytes]:
        return lambda: one_page(stream(b"BT /F1 1 Tf " + b"".join(map(texts, range(number)))))

    def at(x: float, y: float, text: bytes) -> bytes:
        return b"1 0 0 1 %.2f %.3f Tm (%b) Tj " % (x, y, text)

    yield HostileFile(
        "30,000 initials",
        page(lambda n: at(n * 7919 % 600, n * 104729 % 780, b"A"), 30_000),
        READ,
    )
    yield HostileFile(
        "20,000 lines in no order",
        page(lambda n: at(n * 7919 % 600, n * 104729 % 780, b"Some words of it"), 20_000),
        READ,
    )
    yield HostileFile(
        "1,900 rows of two columns",
        page(
            lambda n: b"".join(
                at(left, 785 - n * 0.4, b"Words of row %d in %d that fill it" % (n, left))
                for left in (0, 300)
            ),
            1_900,
        ),
        READ,
    )
    yield HostileFile(
        "a line of 100,000 gaps",
        page(lambda n: at(n * 9, 700, b"Word%d " % n), 100_000),
        READ,
    )


def _bombs() -> Iterator[HostileFile]:
    zeros = b" " * (200 * MB)
    yield HostileFile("flate of 200 MB", lambda: one_page(flate(zeros)))
    yield HostileFile("flate of flate of 200 MB", lambda: one_page(flate(zeros, layers=2)))
    yield HostileFile(
        "flate of 200 MB of words",
        lambda: one_page(flate(b"BT /F1 9 Tf (Again and again) Tj ET " * (200 * MB // 36))),
    )
    runs = b"\x81 " * (2 * MB)
    yield HostileFile("run lengths", lambda: one_page(stream(runs, b"/Filter /RunLengthDecode")))
    yield HostileFile(
        "predictor of 2^30 columns",
        lambda: one_page(
            flate(b" " * MB, b"/DecodeParms << /Predictor 15 /Columns 1073741824 /Colors 32 >>")
        ),
    )
    yield HostileFile(
        "hex for ever", lambda: one_page(stream(b"20" * (8 * MB), b"/Filter /ASCIIHexDecode"))
    )
    yield HostileFile(
        "forty filters",
        lambda: one_page(stream(WORDS, b"/Filter [%b]" % (b"/ASCII85Decode " * 40))),
    )
    yield HostileFile(
        "arrays 100,000 deep",
        lambda: one_page(stream(b"[" * 100_000), page=b"/X " + b"[" * 100_000 + b"]" * 100_000),
    )
    yield HostileFile(
        "dictionaries 100,000 deep",
        lambda: one_page(catalog=b"/X " + b"<< /A " * 100_000 + b">>" * 100_000),
    )
    yield HostileFile("states 300,000 deep", lambda: one_page(stream(b"q " * 300_000 + WORDS)))
    yield HostileFile(
        "a name of 5 MB", lambda: one_page(stream(b"/" + b"a" * (5 * MB) + b" gs " + WORDS))
    )
    yield HostileFile(
        "a title of 5 MB",
        lambda: one_page(
            trailer=b"/Info 6 0 R", more={6: b"<< /Title (%b) >>" % (b"a" * (5 * MB))}
        ),
        READ,
    )
    yield HostileFile("5,000 dense pages", _dense, CUT, "2,000 of 5,000")


def _dense() -> bytes:
    numbers = range(10, 5_010)
    line = b"(So many words on every single page) ' "
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    return raw_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 5000 /Kids [%b] >>" % kids,
            4: flate(b"BT /F1 6 Tf 9 TL 9 780 Td " + line * 80 + b"ET"),
            5: FONT,
            **dict.fromkeys(numbers, page),
        }
    )


def _lies() -> Iterator[HostileFile]:
    yield HostileFile(
        "encrypted", lambda: pdf([[(12, "secret")]], password="x"), NEVER, "encrypted"
    )
    yield HostileFile("no text", lambda: pdf([[], []]), NEVER, "a scan")
    yield HostileFile("no pages", lambda: one_page(pages=b"/Type /Pages /Kids [] /Count 0"), NEVER)
    yield HostileFile("no catalog", lambda: raw_pdf({1: b"null"}), NEVER, "damaged")
    yield HostileFile(
        "unknown filter", lambda: one_page(stream(b"\x0b\x02", b"/Filter /BrotliDecode")), NEVER
    )
    yield HostileFile(
        "unknown encryption",
        lambda: one_page(trailer=b"/Encrypt << /Filter /Own /V 99 >> /ID [(a) (a)]"),
    )
    yield HostileFile("a page without size", lambda: one_page(page=b"/MediaBox [0 0 0 0]"))
    yield HostileFile(
        "a page as large as Asia", lambda: one_page(page=b"/MediaBox [0 0 1e38 1e38]")
    )
    yield HostileFile(
        "a font of no numbers",
        lambda: one_page(stream(b"BT /F1 nan Tf 1e999 -1e999 Td (Some words) Tj ET")),
    )
    odd = b"(\\033]0;owned\\007 \\000\\001\\177 words \\302\\233)"
    yield HostileFile(
        "controls in its words",
        lambda: one_page(stream(b"BT /F1 12 Tf 9 700 Td " + odd + b" Tj ET")),
        READ,
    )
    yield HostileFile(
        "a script at its opening",
        lambda: one_page(catalog=b"/OpenAction << /S /JavaScript /JS (while(1){}) >>"),
        READ,
    )


def _damage() -> Iterator[HostileFile]:
    sound = pdf([[(20, "A sound title"), (12, "Some words")], [(12, "And more")]])
    for percent in (10, 50, 90, 99):
        cut = sound[: len(sound) * percent // 100]
        yield HostileFile(f"cut at {percent} %", lambda cut=cut: cut)  # type: ignore[misc]
    yield HostileFile("no bytes", lambda: b"", NEVER, "damaged")
    yield HostileFile("header alone", lambda: b"%PDF-1.7\n", NEVER, "damaged")
    yield HostileFile("a web page", lambda: b"<html><p>Sign in</p></html>", NEVER, "damaged")
    yield HostileFile("noise", lambda: bytes((7 * n * n) % 251 for n in range(100_000)), NEVER)
    yield HostileFile(
        "every 50th byte is zero",
        lambda: bytes(0 if at % 50 == 0 else byte for at, byte in enumerate(sound)),
    )
    yield HostileFile("zeros in front", lambda: b"\0" * 100 + sound[100:])
    yield HostileFile("51 MB", lambda: sound + b" " * (51 * MB), NEVER, "50 MB")
