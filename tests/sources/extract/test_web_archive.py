"""Taking a page out of a web archive."""

import gzip
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import zstandard

from citewiki.domain import media
from citewiki.domain.errors import InputError
from sources.extract import warc_records, web_archive
from sources.extract.jail import JailedExtractor
from sources.extract.web_archive import NotChosen, take
from tests.sources.extract.saved_files import PAGE, zipped
from tests.sources.extract.warc_files import DATE, INFO, URL, http, packed, record, sha1

BODY = PAGE.encode()
OTHER = "https://example.org/other"
CHUNKED = b"5\r\n" + BODY[:5] + b"\r\n%x\r\n" % (len(BODY) - 5) + BODY[5:] + b"\r\n0\r\n\r\n"
GZIPPED = gzip.compress(BODY)
RAW_DEFLATE = zlib.compress(BODY)[2:-4]


def _wacz(*warcs: bytes) -> bytes:
    files = {f"archive/{n}.warc.gz": one for n, one in enumerate(warcs)}
    return zipped({"datapackage.json": "{}", "pages/pages.jsonl": "", **files})


GOOD = record(http())
FOUND = {
    "warc": INFO + GOOD,
    "warc.gz": packed(INFO, GOOD),
    "one gzip member for all": gzip.compress(INFO + GOOD),
    "wacz": _wacz(packed(INFO), packed(INFO, GOOD)),
    "another spelling": record(http(), "http://www.example.org/paper/?utm_source=x#top"),
    "a resource": record(BODY, type_="resource", kind="text/html"),
    "among others": record(http(b"a"), OTHER) + GOOD + record(http(b"b"), OTHER + "2"),
    "newer than another": record(http(b"old"), date="2024-01-01T00:00:00Z") + GOOD
    + record(http(b"older"), date="2023-01-01T00:00:00Z"),
    "newer but refused": GOOD
    + record(http(b"no", status="403 Forbidden"), date="2026-01-01T00:00:00Z"),
    "by a redirect": record(http(b"", "Location: /b", status="301 Moved"))
    + record(http(), "https://example.org/b") + record(http(b"c"), OTHER),
    "the only page": record(http(), OTHER)
    + record(http(b"{}", kind="application/json"), OTHER + "/api"),
    "chunked": record(http(CHUNKED, "Transfer-Encoding: chunked")),
    "said to be chunked": record(http(BODY, "Transfer-Encoding: chunked")),
    "gzip": record(http(GZIPPED, "Content-Encoding: gzip")),
    "gzip in chunks": record(
        http(
            b"%x\r\n" % len(GZIPPED) + GZIPPED + b"\r\n0\r\n\r\n",
            "Content-Encoding: gzip", "Transfer-Encoding: chunked",
        )
    ),
    "two gzip members": record(
        http(gzip.compress(BODY[:9]) + gzip.compress(BODY[9:]), "Content-Encoding: x-gzip")
    ),
    "said to be gzip": record(http(BODY, "Content-Encoding: gzip")),
    "said to be brotli": record(http(BODY, "Content-Encoding: br")),
    "deflate": record(http(zlib.compress(BODY), "Content-Encoding: deflate")),
    "bare deflate": record(http(RAW_DEFLATE, "Content-Encoding: deflate")),
    "zstd": record(http(zstandard.compress(BODY), "Content-Encoding: zstd")),
    "a lying Content-Length of HTTP": record(http(BODY, "Content-Length: 7")),
    "in HTTP/2's words": record(http().replace(b"HTTP/1.1 200 OK", b"HTTP/2 200")),
    "damage after it": INFO + GOOD + b"WARC/9 nonsense\r\n\r\n",
    "a cut file after it": packed(INFO, GOOD) + packed(GOOD)[:-20],
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_the_page_is_found_and_unpacked(case: str) -> None:
    if case != "the only page":
        assert take(FOUND[case], URL, exactly=True).content == BODY
    found = take(FOUND[case], URL, exactly=False)
    assert (found.content, found.notes) == (BODY, ())
    assert found.at == datetime(2025, 3, 4, 9, tzinfo=UTC)
    assert (found.content_type or "").startswith("text/html")
    kind = media.sniff(FOUND[case], None, None)
    assert kind == (media.WACZ if case == "wacz" else media.WARC)


BOMB = gzip.compress(b"<p>" + b"x" * 60_000_000)
CUT = record(http())
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "WARC record"),
    "no record": (lambda: b"WARC/1.1\r\n", "no copy"),
    "binary": (lambda: bytes(range(256)) * 10, "WARC record"),
    "gzip in gzip": (lambda: gzip.compress(packed(GOOD)), "WARC record"),
    "cut in the page": (lambda: CUT[:-80], "cut short"),
    "cut gzip": (lambda: packed(GOOD)[:-60], "cut short"),
    "flipped bit": (lambda: packed(GOOD)[:-6] + b"\0" + packed(GOOD)[-5:], "damaged"),
    "a length beyond the file": (lambda: record(http(), length=10**15), "cut short"),
    "a length below zero": (lambda: record(http(), length=-5), "damaged"),
    "only a 404": (lambda: record(http(status="404 Not Found")), "status 404"),
    "redirects in a circle": (
        lambda: record(http(b"", f"Location: {URL}", status="302 Found")), "status 302",
    ),
    "no body": (lambda: record(http(b"")), "without a body"),
    "a bomb in the page": (
        lambda: record(http(BOMB, "Content-Encoding: gzip")), "over 50 MB unpacked",
    ),
    "a page that is no gzip": (
        lambda: record(http(GZIPPED[:-9], "Content-Encoding: gzip")), "no whole gzip",
    ),
    "brotli": (
        lambda: record(http(b"\x8b\x02\x80\x00\x01\x02", "Content-Encoding: br")), "packed by br",
    ),
    "records without anything": (lambda: packed(*[b"WARC/1.1\r\n"] * 9), "no copy"),
    "a wacz without warcs": (lambda: zipped({"datapackage.json": "{}"}), "no WARC file"),
    "a wacz that leads out": (lambda: zipped({"archive/../../x.warc": GOOD}), "by the name of"),
    "a bomb in a wacz": (
        lambda: zipped({"archive/a.warc": record(b" " * 5_000_000)}), "zip bomb",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_archive_is_refused(case: str) -> None:
    build, why = REFUSED[case]
    with pytest.raises(NotChosen, match=why):
        take(build(), URL, exactly=False)


def test_a_bomb_around_the_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_records, "TOTAL_BYTES", 1_000_000)
    bomb = packed(INFO, record(http(b" " * 2_000_000), OTHER), GOOD)
    assert len(bomb) < 10_000
    with pytest.raises(NotChosen, match="more than 1 MB"):
        take(bomb, URL, exactly=False)


def test_too_many_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_records, "MAX_RECORDS", 20)
    with pytest.raises(NotChosen, match="more than 20 records"):
        take(INFO * 30, URL, exactly=False)


def test_several_pages_are_for_the_editor_to_choose_from() -> None:
    many = b"".join(record(http(), f"https://example.org/{n}") for n in range(7))
    with pytest.raises(NotChosen, match="no copy") as refusal:
        take(many, URL, exactly=False)
    assert refusal.value.urls == tuple(f"https://example.org/{n}" for n in range(5))
    assert refusal.value.more == 2


def test_the_only_page_is_not_taken_for_one_that_is_asked_for_by_name() -> None:
    with pytest.raises(NotChosen, match="no copy"):
        take(record(http(), OTHER), URL, exactly=True)


def test_what_an_editor_should_know() -> None:
    block = http()
    sound = record(block, URL, f"WARC-Block-Digest: {sha1(block)}")
    assert take(sound, URL, exactly=True).notes == ()
    wrong = record(block, URL, f"WARC-Block-Digest: {sha1(b'')}")
    assert "checksum" in take(wrong, URL, exactly=True).notes[0]
    cut = record(block, URL, "WARC-Truncated: length")
    assert "not whole (length)" in take(cut, URL, exactly=True).notes[0]


def test_an_archive_in_an_archive_is_taken_as_it_is() -> None:
    inner = packed(GOOD)
    found = take(record(http(inner, kind="application/warc")), URL, exactly=True)
    assert found.content == inner


def test_through_the_jail() -> None:
    with JailedExtractor() as jail:
        page = jail.take_page(packed(INFO, GOOD), URL, exactly=True)
        assert (page.content, page.url) == (BODY, URL)
        assert page == take(packed(INFO, GOOD), URL, exactly=True)
        two = record(http(), OTHER) + record(http(), OTHER + "\x1b[2J")
        with pytest.raises(InputError, match=rf"these: {OTHER}, .*--url URL") as refusal:
            jail.take_page(two, URL, exactly=False)
        assert "\x1b" not in str(refusal.value)
        assert jail.extract(b"next", "text/plain", None).text == "next"


def test_dates_are_of_the_record() -> None:
    odd = record(http(), date="yesterday")
    assert take(odd, URL, exactly=True).at is None
    assert DATE in GOOD.decode()
    assert web_archive.PAGE_BYTES == 50_000_000
