"""kill -9 during a refetch costs nothing that was acknowledged; `benchmarks/kills.py` is longer."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from sources.cache.blobs import BlobStore
from tests.web.kills import run
from tests.web.losses import BLOBS, Acknowledged, lost, torn

KILLS = 10


def test_nothing_acknowledged_is_lost(store_folder: Path) -> None:
    tally = run(store_folder, sources=40, kills=KILLS, seed=11, most_acks=16)
    assert tally.problems == []
    assert tally.kills == KILLS
    assert len(tally.acknowledged) >= 50  # else it would prove nothing
    assert tally.rounds >= 1


_IN_PLACE = """
import sys, signal
with open(sys.argv[1], "wb", buffering=0) as file:
    file.write(sys.stdin.buffer.read())
    print(flush=True)
    signal.pause()
"""


def _killed_after_writing(path: Path, content: bytes) -> None:
    """A process writes in place, has come so far, and is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", _IN_PLACE, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(content)
        process.stdin.close()
        process.stdout.readline()
        process.kill()


def test_a_writer_in_place_would_be_caught(tmp_path: Path) -> None:
    """The power of the test above."""
    whole = BlobStore(tmp_path / BLOBS)
    content = os.urandom(10_000)
    ref = whole.put(content)
    path = tmp_path / BLOBS / ref.sha256[:2] / f"{ref.sha256[2:]}.zst"
    packed = path.read_bytes()
    _killed_after_writing(path, packed)
    assert torn(tmp_path) == []
    _killed_after_writing(path, packed[: len(packed) // 2])
    (said,) = torn(tmp_path)
    assert hashlib.sha256(content).hexdigest()[:12] in said


def test_an_early_acknowledgement_would_be_caught(store_folder: Path) -> None:
    (said,) = lost(store_folder, [Acknowledged("0" * 16, 1, "0" * 64)])
    assert "is lost" in said
