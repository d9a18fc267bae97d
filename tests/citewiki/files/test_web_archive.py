"""Web archives of the store, read back by warcio and by our own reader."""

import io
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio import cli as warcio  # type: ignore[import-untyped]
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from citewiki.domain.errors import OutputError
from citewiki.domain.snapshots import Capture, Redirect, Snapshot, Validators
from citewiki.domain.sources import Source
from citewiki.files.output_folder import Directory
from citewiki.files.web_archive import WarcFolder
from citewiki.ports import Ports
from sources.extract.web_archive import take
from tests.builders import NOW, a_snapshot, a_source

URL = "https://example.org/paper"
SAVED = datetime(2026, 2, 1, tzinfo=UTC)
BODY = b"A title\nSome text."


@pytest.fixture
def source(ports: Ports) -> Source:
    ports.library.sources.register([a_source(URL, link_text="On\r\nWARC-Type: pairs")])
    return ports.library.sources.get(a_source(URL).id)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def _fetched(source: Source, **parts: object) -> Snapshot:
    plain = replace(a_snapshot(source.id), requested_url=URL, final_url=URL, id=7)
    return replace(plain, **parts)  # type: ignore[arg-type]  # a test names real fields


def _write(folder: Path, source: Source, *snapshots: Snapshot, file_bytes: int = 10**9) -> bytes:
    with WarcFolder(Directory(folder), "citewiki/0", file_bytes) as archive:
        for snapshot in snapshots:
            archive.add(source, snapshot, BODY)
    return (folder / "citewiki.warc.gz").read_bytes()


def _records(content: bytes) -> list[tuple[Mapping[str, str], str, Mapping[str, str], bytes]]:
    """(record headers, HTTP status line, HTTP headers, payload) of each record, verified."""
    found: list[tuple[Mapping[str, str], str, Mapping[str, str], bytes]] = []
    for record in ArchiveIterator(io.BytesIO(content), check_digests="raise"):
        http = record.http_headers
        payload = record.content_stream().read()
        assert record.digest_checker.passed in (True, None)
        found.append(
            (
                dict(record.rec_headers.headers),
                "" if http is None else f"{http.protocol} {http.statusline}",
                {} if http is None else dict(http.headers),
                payload,
            )
        )
    return found


def test_a_fetched_snapshot(out: Path, source: Source) -> None:
    start, final = "http://example.org/old", "https://example.org/p?a=ä b"
    snapshot = _fetched(
        source,
        requested_url=start,
        final_url=final,
        redirects=(Redirect(301, URL), Redirect(302, final)),
        media_type="text/html",
        validators=Validators('"x"', "Tue, 04 Mar 2025 10:00:00 GMT"),
    )
    info, first, second, response, metadata = _records(_write(out, source, snapshot))
    assert info[0]["WARC-Type"] == "warcinfo"
    assert b"software: citewiki/0\r\nformat: WARC File Format 1.1" in info[3]
    for (head, line, http, payload), url, status, onward in (
        (first, start, "301 Moved Permanently", URL),
        (second, URL, "302 Found", "https://example.org/p?a=%C3%A4%20b"),
    ):
        assert (head["WARC-Type"], head["WARC-Target-URI"]) == ("response", url)
        assert (line, http["Location"], payload) == (f"HTTP/1.1 {status}", onward, b"")
    head, line, http, payload = response
    assert head["WARC-Target-URI"] == "https://example.org/p?a=%C3%A4%20b"
    assert (head["WARC-Date"], head["WARC-Warcinfo-ID"]) == (
        "2026-03-01T12:00:00Z", info[0]["WARC-Record-ID"],
    )  # fmt: skip
    assert head["WARC-Payload-Digest"].startswith("sha1:")
    assert (line, payload) == ("HTTP/1.1 200 OK", BODY)
    assert http == {
        "Content-Type": "text/html", "Content-Length": "18", "ETag": '"x"',
        "Last-Modified": "Tue, 04 Mar 2025 10:00:00 GMT",
    }  # fmt: skip
    assert metadata[0]["WARC-Refers-To"] == head["WARC-Record-ID"]
    told = dict(line.split(": ", 1) for line in metadata[3].decode().splitlines())
    assert told["citewiki-source-id"] == source.id
    assert told["citewiki-stable-id"] == source.stable_id
    assert told["citewiki-title"] == "On WARC-Type: pairs"
    assert len({record[0]["WARC-Record-ID"] for record in (info, first, second, response)}) == 4


def test_an_attached_snapshot_is_a_resource(out: Path, source: Source) -> None:
    snapshot = _fetched(
        source, how=Capture.ATTACHED, original_at=SAVED, http_status=None, note="by\r\nmail"
    )
    _, resource, metadata = _records(_write(out, source, snapshot))
    head = resource[0]
    assert (head["WARC-Type"], head["Content-Type"]) == ("resource", "text/plain")
    assert head["WARC-Date"] == "2026-02-01T00:00:00Z"
    assert resource[3] == BODY
    assert b"citewiki-note: by mail\r\n" in metadata[3]


def test_headers_of_others_make_none_of_their_own(out: Path, source: Source) -> None:
    snapshot = _fetched(
        source,
        final_url="https://example.org/\r\nWARC-Type: x",
        media_type="text/html\r\nX-Evil: 1",
        validators=Validators("a\nb: c"),
        http_status=799,
    )
    _, (head, line, http, payload), _ = _records(_write(out, source, snapshot))
    assert (head["WARC-Type"], line, payload) == ("response", "HTTP/1.1 799", BODY)
    assert set(http) == {"Content-Type", "Content-Length", "ETag"}


def test_the_same_store_gives_the_same_bytes(out: Path, source: Source) -> None:
    two = (_fetched(source), _fetched(source, id=8, at=SAVED))
    assert _write(out / "a", source, *two) == _write(out / "b", source, *two)


def test_a_long_archive_goes_on_in_another_file(out: Path, source: Source) -> None:
    _write(out, source, *(_fetched(source, id=n) for n in range(3)), file_bytes=1)
    names = [f"citewiki{part}.warc.gz" for part in ("-00002", "-00003", "")]
    assert sorted(path.name for path in out.iterdir()) == sorted(names)
    for name in names:
        records = _records((out / name).read_bytes())
        assert [record[0]["WARC-Type"] for record in records] == [
            "warcinfo", "response", "metadata",
        ]  # fmt: skip
        assert records[0][0]["WARC-Filename"] == name


def test_warcio_finds_nothing_to_complain_of(
    out: Path, source: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    attached = _fetched(source, id=9, how=Capture.ATTACHED)
    _write(out, source, _fetched(source), attached)
    with pytest.raises(SystemExit) as end:
        sys.exit(warcio.main(["check", str(out / "citewiki.warc.gz")]))
    assert not end.value.code, capsys.readouterr().out


def test_what_is_exported_can_be_attached(out: Path, source: Source) -> None:
    content = _write(out, source, _fetched(source, media_type="text/html"))
    page = take(content, URL, exactly=True)
    assert (page.content, page.url, page.at, page.notes) == (BODY, URL, NOW, ())


def test_an_export_that_fails_leaves_what_was_there(out: Path, source: Source) -> None:
    before = _write(out, source, _fetched(source))
    archive = WarcFolder(Directory(out), "x")
    archive.add(source, _fetched(source, id=9), BODY)
    fault = ZeroDivisionError()
    archive.__exit__(ZeroDivisionError, fault, None)
    assert [path.name for path in out.iterdir()] == ["citewiki.warc.gz"]
    assert (out / "citewiki.warc.gz").read_bytes() == before
    assert list(archive.files) == []


def test_a_link_in_the_way_is_refused(out: Path, source: Source) -> None:
    out.mkdir()
    (out / "citewiki.warc.gz").symlink_to(out.parent / "elsewhere")
    with pytest.raises(OutputError, match="leads out"):
        _write(out, source, _fetched(source))
    assert not (out.parent / "elsewhere").exists()
