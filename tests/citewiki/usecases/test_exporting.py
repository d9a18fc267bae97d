"""Exporting a web archive of the store."""

from pathlib import Path

from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import Source
from citewiki.ports import Ports
from citewiki.usecases.attaching import attach
from citewiki.usecases.exporting import export_archive
from citewiki.usecases.registering import register_urls


class _Archive:
    """A WebArchive in a list: (source id, snapshot id, body)."""

    def __init__(self) -> None:
        self.added: list[tuple[str, int, bytes]] = []
        self.files: list[str] = []

    def add(self, source: Source, snapshot: Snapshot, body: bytes) -> None:
        self.added.append((source.id, snapshot.id, body))


def test_every_body_source_by_source_oldest_first(ports: Ports) -> None:
    two, none, one = register_urls(
        ports, [(f"https://example.org/{name}", None) for name in ("two", "none", "one")]
    )
    bodies = [(two, b"First"), (one, b"Other"), (two, b"Second"), (two, b"%BROKEN")]
    ids = [attach(ports, to, body, "a.txt", by="Ada").snapshot.id for to, body in bodies]
    archive = _Archive()
    report = export_archive(ports, archive)
    assert (report.snapshots, report.sources, report.problems) == (4, 2, ())
    order = [0, 2, 3, 1]
    assert archive.added == [(bodies[n][0], ids[n], bodies[n][1]) for n in order]
    assert none not in {one[0] for one in archive.added}


def test_a_body_that_is_lost_is_a_problem_and_the_rest_goes_on(
    ports: Ports, store_folder: Path
) -> None:
    (only,) = register_urls(ports, [("https://example.org/", None)])
    lost = attach(ports, only, b"First", "a.txt", by="Ada").snapshot
    attach(ports, only, b"Second", "a.txt", by="Ada")
    sha256 = lost.body.sha256
    (store_folder / "blobs" / sha256[:2] / f"{sha256[2:]}.zst").unlink()
    archive = _Archive()
    report = export_archive(ports, archive)
    assert [body for _, _, body in archive.added] == [b"Second"]
    assert report.snapshots == 1
    assert f"{only}, version {lost.id}:" in report.problems[0]
