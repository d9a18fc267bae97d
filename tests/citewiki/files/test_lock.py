"""One process at a time, and no lock that outlives its holder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from citewiki.domain.errors import StoreBusy, StoreUnwritable
from citewiki.files.lock import StoreLock

_HOLD = """
import sys
from pathlib import Path
from citewiki.files.lock import StoreLock
with StoreLock(Path(sys.argv[1]), "nightly"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_is_refused_and_told_of_the_first(tmp_path: Path) -> None:
    with StoreLock(tmp_path, "nightly"):
        with pytest.raises(StoreBusy, match=rf"nightly run .*process {os.getpid()}\)"):
            StoreLock(tmp_path, "nightly").__enter__()
        # the refused one must not have taken the lock away
        with pytest.raises(StoreBusy):
            StoreLock(tmp_path, "nightly").__enter__()


def test_two_names_are_two_locks(tmp_path: Path) -> None:
    with StoreLock(tmp_path, "nightly"), StoreLock(tmp_path, "scan"):
        pass


def test_free_again_after_use_and_after_an_error(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path, "nightly")
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), lock:
            _ = 1 // 0
    with lock:
        pass


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreBusy, match=f"process {holder.pid}"):
            StoreLock(tmp_path, "nightly").__enter__()
        holder.kill()
        holder.wait()
        with StoreLock(tmp_path, "nightly"):
            pass


def test_a_long_process_number_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "nightly.lock").write_text("9" * 30)
    with StoreLock(tmp_path, "nightly"):
        assert (tmp_path / "nightly.lock").read_text() == f"{os.getpid()}\n"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreUnwritable, match="cannot write"):
        StoreLock(tmp_path / "none", "nightly").__enter__()
