"""The blob store: what put returned is there, whole, or is reported."""

import errno
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewiki.domain.errors import StoreDamaged, StoreUnwritable
from sources.cache.blobs import BlobStore


def file_of(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / f"{sha256[2:]}.zst"


@settings(max_examples=20, deadline=None)
@given(content=st.binary(max_size=3000))
def test_what_is_put_comes_back(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    store = BlobStore(tmp_path_factory.mktemp("store") / "blobs")
    ref = store.put(content)
    assert ref.sha256 == hashlib.sha256(content).hexdigest()
    assert ref.size == len(content)
    assert store.get(ref.sha256) == content
    assert store.has(ref.sha256)
    assert store.verify([ref.sha256]) == []


def test_a_sound_body_is_not_written_again(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    ref = store.put(b"evidence")
    path = file_of(tmp_path, ref.sha256)
    before = path.stat()
    os.utime(path, (0, 0))
    store.put(b"evidence")
    after = path.stat()
    assert before.st_ino == after.st_ino
    assert after.st_mtime > 0, "it is marked as in use, so that no prune takes it away"


def test_an_old_body_can_be_given_up(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    ref, other = store.put(b"evidence"), store.put(b"other evidence")
    path = file_of(tmp_path, ref.sha256)
    os.utime(path, (0, 0))
    size = path.stat().st_size
    assert store.stored_size(ref.sha256) == size
    assert store.remove(ref.sha256) == size
    assert (store.has(ref.sha256), store.stored_size(ref.sha256)) == (False, 0)
    assert store.remove(ref.sha256) == 0
    assert store.get(other.sha256) == b"other evidence"


def test_a_body_that_was_just_put_is_not_given_up(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    ref = store.put(b"evidence")
    os.utime(file_of(tmp_path, ref.sha256), (0, 0))
    BlobStore(tmp_path).put(b"evidence")  # another process, whose row is still on its way
    assert store.remove(ref.sha256) == 0
    assert store.get(ref.sha256) == b"evidence"


def test_a_put_and_a_giving_up_at_one_time_never_lose_what_was_put(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    path = file_of(tmp_path, store.put(b"evidence").sha256)
    sha256 = hashlib.sha256(b"evidence").hexdigest()
    start = threading.Barrier(2)
    lost = []

    def give_up() -> None:
        for _ in range(200):
            start.wait()
            store.remove(sha256)
            start.wait()

    other = threading.Thread(target=give_up)
    other.start()
    for _ in range(200):
        os.utime(path, (0, 0))
        start.wait()
        store.put(b"evidence")
        start.wait()
        lost.append(not store.has(sha256))
    other.join()
    assert not any(lost)


@pytest.mark.parametrize("damage", ["truncated", "flipped", "empty", "other body"])
def test_a_damaged_body_is_quarantined_and_can_be_put_anew(tmp_path: Path, damage: str) -> None:
    store = BlobStore(tmp_path)
    content = os.urandom(5000)
    ref = store.put(content)
    path = file_of(tmp_path, ref.sha256)
    packed = bytearray(path.read_bytes())
    if damage == "truncated":
        packed = packed[: len(packed) // 2]
    elif damage == "flipped":
        packed[2000] ^= 1
    elif damage == "empty":
        packed = bytearray()
    else:
        other = store.put(b"another")
        packed = bytearray(file_of(tmp_path, other.sha256).read_bytes())
    path.write_bytes(packed)

    assert len(store.verify([ref.sha256])) == 1
    assert path.exists(), "verify only looks"
    with pytest.raises(StoreDamaged, match="quarantine"):
        store.get(ref.sha256)
    assert not store.has(ref.sha256)
    assert [kept.read_bytes() for kept in (tmp_path / "quarantine").iterdir()] == [bytes(packed)]
    store.put(content)
    assert store.get(ref.sha256) == content
    assert len(list((tmp_path / "quarantine").iterdir())) == 1


def test_put_over_a_damaged_file_keeps_it_in_quarantine(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    ref = store.put(b"evidence")
    file_of(tmp_path, ref.sha256).write_bytes(b"rubbish")
    store.put(b"evidence")
    assert store.get(ref.sha256) == b"evidence"
    assert [kept.read_bytes() for kept in (tmp_path / "quarantine").iterdir()] == [b"rubbish"]


def test_a_bomb_is_refused_by_its_declared_size(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    # A zstd frame header with an 8-byte content size of 2**40 and nothing behind it.
    frame = b"\x28\xb5\x2f\xfd\xe0" + (1 << 40).to_bytes(8, "little") + b"\x01\x00\x00"
    name = "ab" * 32
    file_of(tmp_path, name).parent.mkdir()
    file_of(tmp_path, name).write_bytes(frame)
    with pytest.raises(StoreDamaged, match="declared size"):
        store.get(name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "AB" * 32, "a" * 63, "\n" * 64])
def test_names_that_are_no_checksum_reach_no_file(tmp_path: Path, name: str) -> None:
    store = BlobStore(tmp_path)
    assert not store.has(name)
    assert len(store.verify([name])) == 1
    with pytest.raises(StoreDamaged):
        store.get(name)


def test_a_missing_body_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged, match="is missing"):
        BlobStore(tmp_path).get("0" * 64)


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permission denied"),
    ],
)
def test_a_disk_that_takes_nothing_is_named(tmp_path: Path, number: int, cause: str) -> None:
    def refuse(path: str, flags: int, mode: int) -> int:
        raise OSError(number, os.strerror(number))

    with pytest.raises(StoreUnwritable, match=cause) as caught:
        BlobStore(tmp_path, open_file=refuse).put(b"evidence")
    assert "\n" not in str(caught.value)
    BlobStore(tmp_path).put(b"evidence")  # once the disk takes it, the same action succeeds


def test_sweep_takes_only_what_was_left_behind(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    ref = store.put(b"evidence")
    folder = file_of(tmp_path, ref.sha256).parent
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    dead = folder / f".tmp-{int(ended.stdout)}-00ff"
    mine = folder / f".tmp-{os.getpid()}-00ff"
    old = folder / f".tmp-{os.getpid()}-00fe"
    for path in (dead, mine, old):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    assert store.sweep() == 2
    assert sorted(folder.iterdir()) == sorted([mine, file_of(tmp_path, ref.sha256)])


WRITER = """
import hashlib, itertools, sys
from pathlib import Path
from sources.cache.blobs import BlobStore
store = BlobStore(Path(sys.argv[1]))
for n in itertools.count():
    ref = store.put(f"{sys.argv[2]} {n} ".encode() * 20_000)
    print(ref.sha256, flush=True)
"""


def test_kill_9_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    acknowledged: list[str] = []
    for round_ in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(round_)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p or os.getcwd() for p in sys.path)},
        )
        assert writer.stdout is not None
        with writer, writer.stdout as told:
            acknowledged += [told.readline().decode().strip() for _ in range(5 + round_)]
            writer.send_signal(signal.SIGKILL)
            rest = told.read().decode()
            acknowledged += [line for line in rest.splitlines() if len(line) == 64]
    assert len(acknowledged) >= 26
    store = BlobStore(tmp_path)
    store.sweep()
    assert store.verify(acknowledged) == []
    every = [path.parent.name + path.stem for path in tmp_path.glob("??/*.zst")]
    assert store.verify(every) == []
    assert not list(tmp_path.glob("??/.tmp-*"))
