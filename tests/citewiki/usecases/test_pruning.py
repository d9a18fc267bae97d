"""Pruning: rows stay, bodies go that nothing needs; a crash leaves too much, never too little."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from citewiki.domain.editorial import AddAnnotation, AddReview, EventKind
from citewiki.domain.errors import NotFound
from citewiki.domain.quoting import anchor_at
from citewiki.domain.retention import Retention
from citewiki.domain.reviews import ReviewOutcome
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate_span
from citewiki.usecases.attaching import attach
from citewiki.usecases.checking import doctor
from citewiki.usecases.histories import history
from citewiki.usecases.pruning import plan_prune, prune
from citewiki.usecases.texts import text_of
from citewiki.usecases.undoing import undo
from db import store
from tests.builders import NOW, a_snapshot, a_source

if TYPE_CHECKING:
    from citewiki.domain.bodies import BlobRef

ONE, OTHER = a_source(), a_source("https://example.org/other")
KEEP_ONE = Retention(keep_versions=1)
Age = Callable[[], None]


@pytest.fixture(autouse=True)
def _sources(ports: Ports) -> None:
    ports.library.sources.register([ONE, OTHER])


@pytest.fixture
def age(store_folder: Path) -> Age:
    """Make every body an old one: those put lately are spared."""

    def make_old() -> None:
        for path in (store_folder / "blobs").glob("??/*.zst"):
            os.utime(path, (0, 0))

    return make_old


def came(ports: Ports, text: str, source_id: str = ONE.id) -> int:
    """A fetched version whose body and text are two blobs."""
    body = ports.bodies.put(f"<p>{text}".encode())
    new = replace(a_snapshot(source_id), body=body, text=ports.bodies.put(text.encode()))
    return ports.library.snapshots.record_capture(None, new, text).snapshot_id


def blobs(folder: Path) -> int:
    return len(list((folder / "blobs").glob("??/*.zst")))


def test_what_goes_and_what_stays(ports: Ports, store_folder: Path, age: Age) -> None:
    for number in range(1, 6):
        came(ports, f"text {number}")
    came(ports, "text 3", OTHER.id)  # the bodies of version 3 are needed by another source
    age()
    planned = plan_prune(ports, KEEP_ONE)
    assert (planned.versions, planned.bodies) == ({ONE.id: (2, 3)}, 2)
    assert blobs(store_folder) == 10, "a plan changes nothing"
    done = prune(ports, KEEP_ONE, "Ada")
    assert done == planned
    assert done.freed_bytes > 0
    assert blobs(store_folder) == 8
    kept = {one.id: one for one in ports.library.snapshots.of(ONE.id)}
    assert [number for number, one in kept.items() if one.pruned_at == NOW] == [3, 2]
    assert kept[2].body.size == len("<p>text 2"), "the row stays as it was"
    for number in (1, 4, 5):
        assert text_of(ports, kept[number]) == f"text {number}"
    assert doctor(ports) == []
    assert plan_prune(ports, KEEP_ONE).count == 0


def test_the_log_tells_of_it(ports: Ports) -> None:
    for number in range(1, 5):
        came(ports, f"text {number}")
    prune(ports, KEEP_ONE, None)
    event, *_ = ports.library.editorial.events(source_id=ONE.id)
    assert (event.kind, event.by, event.after) == (EventKind.PRUNED, "citewiki", {"versions": [2]})
    said = [line.what for line in history(ports, ONE.id)]
    assert "pruned version 2" in said
    (pruned,) = [one for one in said if one.startswith("fetched version 2")]
    assert pruned.endswith("new text [pruned 2026-03-01]")


def test_a_body_that_was_just_put_stays_for_this_time(ports: Ports, store_folder: Path) -> None:
    for number in range(1, 5):
        came(ports, f"text {number}")
    assert prune(ports, KEEP_ONE, None).bodies == 0
    assert blobs(store_folder) == 8
    assert doctor(ports) == []


class _Dies:
    """A store of bodies that dies at the first removal, having looked at the database's file."""

    def __init__(self, ports: Ports, database: Path) -> None:
        self._bodies = ports.bodies
        self._database = database
        self.durable = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._bodies, name)

    def remove(self, sha256: str) -> int:
        with closing(sqlite3.connect(self._database)) as connection:
            query = "SELECT COUNT(*) FROM snapshot WHERE pruned_at IS NOT NULL"
            (self.durable,) = connection.execute(query).fetchone()
        raise KeyboardInterrupt


def test_a_crash_leaves_only_bodies_too_many(ports: Ports, store_folder: Path, age: Age) -> None:
    for number in range(1, 6):
        came(ports, f"text {number}")
    age()
    dies = _Dies(ports, store_folder / store.DATABASE)
    with pytest.raises(KeyboardInterrupt):
        prune(replace(ports, bodies=dies), KEEP_ONE, None)  # type: ignore[arg-type]  # by name
    assert dies.durable == 2, "the rows are written before any body goes"
    assert doctor(ports) == []
    left = plan_prune(ports, KEEP_ONE)
    assert (left.count, left.bodies) == (0, 4)
    assert prune(ports, KEEP_ONE, None).bodies == 4
    assert blobs(store_folder) == 6
    assert doctor(ports) == []


def test_what_comes_to_rest_on_a_version_after_the_plan_keeps_it(ports: Ports, age: Age) -> None:
    for number in range(1, 6):
        came(ports, f"text {number}")
    age()
    assert plan_prune(ports, KEEP_ONE).versions == {ONE.id: (2, 3)}
    annotate_span(ports, ONE.id, 2, 0, 4, "a word", "Ada")
    assert prune(ports, KEEP_ONE, None).versions == {ONE.id: (3,)}
    assert text_of(ports, ports.library.snapshots.get(2)) == "text 2"


def test_nothing_new_rests_on_a_pruned_version(ports: Ports) -> None:
    for number in range(1, 5):
        came(ports, f"text {number}")
    prune(ports, KEEP_ONE, None)
    anchor = anchor_at("text 2", 0, 4, 2)
    for change in (
        AddAnnotation(ONE.id, anchor, "a word"),
        AddReview(ONE.id, 2, ReviewOutcome.OK),
    ):
        with pytest.raises(NotFound, match="pruned on 2026-03-01"):
            ports.library.editorial.apply(change, by="Ada", at=NOW)


def test_reviews_notes_taken_away_and_attached_files_keep_theirs(ports: Ports, age: Age) -> None:
    came(ports, "text 1")
    for number in (2, 3):
        came(ports, f"text {number}")
    attach(ports, ONE.id, b"text 4", "saved.txt", by="Ada")
    for number in (5, 6, 7):
        came(ports, f"text {number}")
    ports.library.editorial.apply(AddReview(ONE.id, 2, ReviewOutcome.OK), by="Ada", at=NOW)
    event = annotate_span(ports, ONE.id, 3, 0, 4, "a word", "Ada")
    assert undo(ports, "Ada").undoes == event.id
    age()
    assert prune(ports, KEEP_ONE, None).versions == {ONE.id: (5,)}


def test_a_text_that_comes_back_after_pruning_is_kept_anew(
    ports: Ports, store_folder: Path, age: Age
) -> None:
    for number in range(1, 5):
        came(ports, f"text {number}")
    age()
    assert prune(ports, KEEP_ONE, None).bodies == 2
    again = came(ports, "text 2")
    age()
    assert prune(ports, KEEP_ONE, None).bodies == 2, "version 3 goes, and 2's bodies are needed"
    assert text_of(ports, ports.library.snapshots.get(again)) == "text 2"
    assert doctor(ports) == []


def test_a_backup_of_a_pruned_store_is_whole(ports: Ports, tmp_path: Path) -> None:
    for number in range(1, 5):
        came(ports, f"text {number}")
    prune(ports, KEEP_ONE, None)
    (tmp_path / "copy").mkdir()
    ports.library.upkeep.backup(tmp_path / "copy" / store.DATABASE)
    copy = store.open_library(tmp_path / "copy")
    try:
        assert copy.upkeep.check() == []
        assert ports.bodies.verify(copy.snapshots.blobs()) == []
        assert copy.snapshots.of(ONE.id) == ports.library.snapshots.of(ONE.id)
    finally:
        copy.close()


def test_doctor_finds_a_current_version_that_was_pruned(ports: Ports, store_folder: Path) -> None:
    came(ports, "text 1")
    with closing(sqlite3.connect(store_folder / store.DATABASE)) as connection:
        connection.execute("UPDATE snapshot SET pruned_at = '2026-03-01T00:00:00+00:00'")
        connection.commit()
    assert any("current snapshot 1" in one for one in doctor(ports))


def test_the_settings_keep_all_unless_told(ports: Ports) -> None:
    for number in range(1, 9):
        came(ports, f"text {number}")
    report = prune(ports, Retention(), None)
    assert (report.count, report.bodies, report.freed_bytes) == (0, 0, 0)


def test_a_blob_is_a_body_here_and_a_text_there(ports: Ports, age: Age) -> None:
    plain: BlobRef = ports.bodies.put(b"text 2")
    for number in range(1, 5):
        came(ports, f"text {number}")
    new = replace(a_snapshot(OTHER.id), body=plain, text=plain)
    ports.library.snapshots.record_capture(None, new, "text 2")
    age()
    assert prune(ports, KEEP_ONE, None).bodies == 1, "its HTML alone"
    assert doctor(ports) == []
