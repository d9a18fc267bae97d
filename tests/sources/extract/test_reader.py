"""Text and metadata out of HTML, PDF and plain text, in process."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewiki.domain.extraction import Extraction, ReadOutcome
from citewiki.domain.sources import Field, Value
from sources.extract.charset import codec_of, decode
from sources.extract.dates import normalise, of_pdf
from sources.extract.reader import read
from tests.shared_data import shared
from tests.sources.extract.pdf_files import pdf

PARAGRAPH = "Reward models can be gamed, and the gaming grows with optimisation pressure. " * 4


def page(body: str, head: str = "") -> bytes:
    return f"<html lang='en-GB'><head>{head}</head><body>{body}</body></html>".encode()


def html(body: str, head: str = "") -> Extraction:
    return read(page(body, head), "text/html", "https://example.org/a")


def best(extraction: Extraction, field: Field) -> tuple[Value, str] | None:
    found = (m for m in extraction.metadata if m.field is field)
    return next(((m.value, m.found_in) for m in found), None)


def test_main_text_comes_as_blocks() -> None:
    found = html(
        f"<nav>Home About</nav><article><h1>The title</h1><p>{PARAGRAPH}</p><h2>Part</h2>"
        f"<p>{PARAGRAPH}</p><ul><li>first thing</li><li>second thing</li></ul></article>"
        "<script>var hidden = 1</script>"
    )
    assert found.outcome is ReadOutcome.OK
    assert f"Part\n\n{PARAGRAPH.strip()}\n\n- first thing\n- second thing" in found.text
    assert "hidden" not in found.text
    assert found.language == "en"
    assert found.page_starts == ()


def test_a_page_without_an_article_still_gives_its_text() -> None:
    found = html("<div>Short notice.</div>")
    assert (found.outcome, found.text) == (ReadOutcome.OK, "Short notice.")


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"<html></html>", b"<script>x()</script>", b"<!-- -->"]
)
def test_a_page_without_text_says_so(body: bytes) -> None:
    found = read(body, "text/html", None)
    assert (found.outcome, found.text) == (ReadOutcome.NO_TEXT, "")
    assert found.detail.endswith(".")


LD = json.dumps(
    {
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": "From LD",
                "datePublished": "2024-05-06T01:00Z",
                "author": [{"name": "Ada Lovelace"}, {"name": "Alan Turing"}],
            }
        ]
    }
)
TITLES = [
    ("<meta name=citation_title content='From citation'>", "From citation", "meta citation_title"),
    (f"<script type='application/ld+json'>{LD}</script>", "From LD", "json-ld headline"),
    ("<meta property='og:title' content='From og'>", "From og", "meta og:title"),
    ("", "Some heading", "h1"),
]


@pytest.mark.parametrize("at", range(len(TITLES)), ids=[found_in for *_, found_in in TITLES])
def test_the_better_place_wins_the_title(at: int) -> None:
    head = "".join(tag for tag, *_ in TITLES[at:]) + "<title>From title</title>"
    found = html(f"<h1>Some <b>heading</b></h1><p>{PARAGRAPH}</p>", head)
    assert best(found, Field.TITLE) == TITLES[at][1:]
    titles = [m for m in found.metadata if m.field is Field.TITLE]
    assert len(titles) == len(TITLES) - at + 1, "disagreements are kept"
    assert [m.confidence for m in titles] == sorted((m.confidence for m in titles), reverse=True)


def test_authors_date_and_abstract() -> None:
    found = html(
        "<p>x</p>",
        "<meta name=citation_author content='Doe, Jane'><meta name=citation_author "
        "content='John Roe'><meta name=citation_publication_date content='2023/04'>"
        "<meta name=description content=' What  it is about '>",
    )
    assert best(found, Field.AUTHORS) == (("Jane Doe", "John Roe"), "meta citation_author")
    assert best(found, Field.PUBLISHED) == ("2023-04", "meta citation_publication_date")
    assert best(found, Field.ABSTRACT) == ("What it is about", "meta description")


def test_json_ld_authors_and_date() -> None:
    found = html("<p>x</p>", f"<script type='application/ld+json'>{LD}</script>")
    assert best(found, Field.AUTHORS) == (("Ada Lovelace", "Alan Turing"), "json-ld author")
    assert best(found, Field.PUBLISHED) == ("2024-05-06", "json-ld datePublished")


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "[" * 500 + "]" * 500,
        '{"a":' * 5_000,
        "[" + "{}," * 100_000 + "{}]",
        '{"@type":"Article","headline":{"x":[1]},"author":[[["a"]]],"datePublished":7}',
        '{"@type":["Article",3],"headline":["\\ud800 lone"]}',
        "1" * 10_000,
        "NaN",
        "",
    ],
    ids=lambda bomb: bomb[:12],
)
def test_json_ld_bombs_cost_only_themselves(bomb: str) -> None:
    found = html(f"<p>{PARAGRAPH}</p>", f"<script type='application/ld+json'>{bomb}</script>")
    assert found.outcome is ReadOutcome.OK
    for value in found.metadata:
        json.dumps(value.value, ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize("depth", [255, 300, 1900, 5_000, 50_000])
def test_deep_nesting_never_looks_empty(depth: int) -> None:
    body = b"<div>" * depth + b"the words at the bottom" + b"</div>" * depth
    found = read(body, "text/html", None)
    assert found.readable
    assert "the words at the bottom" in found.text


def test_one_huge_text_node_never_looks_empty() -> None:
    found = read(b"<p>" + b"word " * 2_100_000 + b"</p>", "text/html", None)
    assert found.outcome is ReadOutcome.PARTIAL
    assert len(found.text) > 1_000_000


CHARSETS = [
    ("utf-8", b"caf\xc3\xa9", "text/html", "café"),
    ("utf-8 bom", b"\xef\xbb\xbfcaf\xc3\xa9", "text/html; charset=latin-1", "café"),
    ("utf-16 bom", b"\xff\xfec\x00a\x00f\x00\xe9\x00", "text/html", "café"),
    ("header", b"caf\xe9", "text/html; charset=ISO-8859-1", "café"),
    ("meta", b"<meta charset=cp1252>caf\xe9", "text/html", "<meta charset=cp1252>café"),
    ("japanese", b"\x93\xfa\x96{", 'text/html; charset="Shift_JIS"', "日本"),
    ("header lies", b"caf\xc3\xa9!", "text/html; charset=iso-2022-jp", "café!"),
    ("unknown", b"caf\xe9", "text/html; charset=klingon", "caf\ufffd"),
    *(
        (name, b"abc \xff", f"text/html; charset={name}", "abc \ufffd")
        for name in ("punycode", "idna", "zlib", "hex", "base64", "rot13", "undefined",
                     "unicode_escape", "raw_unicode_escape", "utf-7", "mbcs")
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "media_type", "text"), [row[1:] for row in CHARSETS], ids=[row[0] for row in CHARSETS]
)
def test_charsets(body: bytes, media_type: str, text: str) -> None:
    assert decode(body, media_type) == text


def test_every_codec_of_ours_is_there_and_is_text() -> None:
    for name in ("utf-8", "gbk", "big5", "iso-8859-2", "windows-1251", "koi8-r", "euc-kr"):
        codec = codec_of(name)
        assert codec is not None
        assert b"abc".decode(codec) == "abc"


DATES = [
    ("2024-03-05T10:00:00+02:00", "2024-03-05"), ("2024/3/5", "2024-03-05"), ("2024", "2024"),
    ("2024-03", "2024-03"), ("20240305", "2024-03-05"), ("March 5, 2024", "2024-03-05"),
    ("5 Mar 2024", "2024-03-05"), ("Mar 2024", "2024-03"),
    ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"),
    ("2024-13-45", None), ("yesterday", None), ("", None), ("0000-00-00", None), ("²024", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date"), DATES)
def test_dates(text: str, date: str | None) -> None:
    assert normalise(text) == date


@given(text=st.text(max_size=60))
def test_no_text_breaks_a_date(text: str) -> None:
    normalise(text)
    of_pdf(text)


def test_pdf_text_pages_and_metadata() -> None:
    body = pdf(
        [
            [(24, "Concrete Problems in"), (24, "Machine Safety"), (11, "Ada Lovelace")],
            [],
            [(11, "Text three.")],
        ],
        title="draft7.docx",
        author="Ada Lovelace; Alan Turing",
    )  # fmt: skip
    found = read(body, "application/pdf", None)
    assert found.outcome is ReadOutcome.OK
    assert len(found.page_starts) == 3
    assert found.text[found.page_starts[2] :] == "Text three."
    assert found.text.startswith("Concrete Problems in Machine Safety\n\nAda")
    assert best(found, Field.TITLE) == (
        "Concrete Problems in Machine Safety",
        "largest type on page 1",
    )
    assert best(found, Field.AUTHORS) == (("Ada Lovelace", "Alan Turing"), "pdf info")
    assert not any(c in found.text for c in "\r\f\ufffe")


def test_a_sane_info_title_is_kept_beside_the_largest_type() -> None:
    body = pdf([[(20, "What is printed"), (10, "words")]], title="What is noted")
    titles = [m for m in read(body, "application/pdf", None).metadata if m.field is Field.TITLE]
    assert [(m.value, m.confidence) for m in titles] == [
        ("What is printed", 0.8),
        ("What is noted", 0.6),
    ]


SOUND = pdf([[(12, "Some words")]])
BAD_PDFS = [
    ("encrypted", pdf([[(12, "secret")]], password="x"), ReadOutcome.UNREADABLE, "encrypted"),
    ("scan", pdf([[], []]), ReadOutcome.NO_TEXT, "No text layer in 2 pages"),
    ("cut", SOUND[:200], ReadOutcome.UNREADABLE, "damaged"),
    ("header only", b"%PDF-1.7\n", ReadOutcome.UNREADABLE, "damaged"),
    ("empty", b"", ReadOutcome.UNREADABLE, "damaged"),
    ("html", b"<html><p>Sign in</p></html>", ReadOutcome.UNREADABLE, "damaged"),
]


@pytest.mark.parametrize(
    ("body", "outcome", "detail"), [row[1:] for row in BAD_PDFS], ids=[row[0] for row in BAD_PDFS]
)
def test_pdfs_that_give_no_text_say_why(body: bytes, outcome: ReadOutcome, detail: str) -> None:
    found = read(body, "application/pdf", None)
    assert (found.outcome, found.text) == (outcome, "")
    assert detail in found.detail


def test_plain_text() -> None:
    found = read(b"# A heading\r\n\r\nBody\x00 text\x1b[2J.", "text/plain", None)
    assert (found.outcome, found.text) == (ReadOutcome.OK, "# A heading\n\nBody text[2J.")
    assert best(found, Field.TITLE) == ("A heading", "first line")


def test_types_without_text_are_told() -> None:
    found = read(b"\x89PNG", "image/png", None)
    assert (found.outcome, found.detail) == (ReadOutcome.NO_TEXT, "No text is read from image/png.")
    assert "save it as .docx" in read(b"\xd0\xcf", "application/x-ole-storage", None).detail


PIECES = [
    "<p>", "</div>", "<li>", "&#0;", "&#xd800;", "<title>", "a", "\x1b", "<table>", "<td>", "<!--",
    "<pre>", "<svg>", "\ufffe",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    body=st.one_of(
        st.binary(max_size=300),
        st.lists(st.sampled_from(PIECES), max_size=40)
        .map(lambda parts: "".join(parts).encode()),
    ),
    kind=st.sampled_from([
        "text/html", "text/plain", "text/html; charset=utf-16le", "text/markdown",
        "application/x-subrip",
    ]),
)  # fmt: skip
def test_any_bytes_give_clean_text(body: bytes, kind: str) -> None:
    found = read(body, kind, None)
    found.text.encode("utf-8")
    assert not any(ord(c) < 32 and c not in "\n\t" for c in found.text)
    assert (found.outcome is ReadOutcome.NO_TEXT) == (not found.text.strip())


def test_the_real_pdfs_are_all_read() -> None:
    for path in sorted(shared("pdfs").glob("*.pdf")):
        found = read(path.read_bytes(), "application/pdf", None)
        damaged = path.name.startswith("1606.06565")  # three of its pages are gone
        assert found.outcome is (ReadOutcome.PARTIAL if damaged else ReadOutcome.OK), path.name
        assert len(found.text) > 15_000, path.name
        assert list(found.page_starts) == sorted(found.page_starts), path.name


@pytest.mark.parametrize("tag", ["article", "main", "section", "div", "p"])
@pytest.mark.parametrize("end", ["", "</head>"])
def test_a_page_without_a_body_tag_is_read(tag: str, end: str) -> None:
    source = (
        f"<title>T</title><meta name=x content=y>{end}<{tag}>Who watches?</{tag}><p>Nobody.</p>"
    )
    found = read(source.encode(), "text/html", None)
    assert "Who watches?" in found.text
    assert "Nobody." in found.text
