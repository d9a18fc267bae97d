"""Work over several processes: the same results in the same order, whatever becomes of them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from citewiki.files.workers import ProcessWorkers


def doubled(job: int) -> tuple[int, bool]:
    """Twice the job, and whether another process than the test's did it."""
    return 2 * job, _is_worker()


def fatal(job: int) -> int:
    """The job; 7 is the end of any process but the test's."""
    if job == 7 and _is_worker():
        os.kill(os.getpid(), signal.SIGKILL)
    return job


def broken(job: int) -> int:
    if job == 7:
        raise ValueError("seven")
    return job


def _is_worker() -> bool:
    return "PYTEST_CURRENT_TEST" not in os.environ


def large(_job: int) -> int:
    """Five of them are as much as is handed over at once."""
    return 40_000


def test_results_come_in_the_jobs_order() -> None:
    workers = ProcessWorkers(3, worth=1)
    assert list(workers.map(doubled, range(200), large)) == [(2 * n, True) for n in range(200)]


def test_little_is_done_on_the_spot() -> None:
    workers = ProcessWorkers(3, worth=1_000_000)
    assert list(workers.map(doubled, range(5), large)) == [(2 * n, False) for n in range(5)]
    assert list(ProcessWorkers(3, worth=1).map(doubled, (), large)) == []


def test_one_core_does_all_of_it_itself() -> None:
    assert list(ProcessWorkers(1, worth=1).map(doubled, [4], large)) == [(8, False)]


def test_what_a_dead_process_had_is_done_here() -> None:
    assert list(ProcessWorkers(2, worth=1).map(fatal, range(100), large)) == list(range(100))


def test_where_every_process_dies_the_rest_is_done_here() -> None:
    jobs = [7, *range(60), 7, 7, 7]
    assert list(ProcessWorkers(2, worth=1).map(fatal, jobs * 3, large)) == jobs * 3


def test_an_error_of_the_work_is_the_callers() -> None:
    with pytest.raises(ValueError, match="seven"):
        list(ProcessWorkers(2, worth=1).map(broken, range(20), large))


def test_jobs_are_taken_ahead_but_not_all_of_them() -> None:
    taken = count()

    def jobs() -> Iterator[int]:
        for n in range(100_000):
            next(taken)
            yield n

    results = ProcessWorkers(2, worth=1).map(doubled, jobs(), large)
    assert [one for one, _ in islice(results, 20)] == list(range(0, 40, 2))
    del results  # ends the processes
    assert next(taken) < 1_000


def test_without_room_for_jobs_they_are_done_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert list(ProcessWorkers(2, worth=1).map(doubled, range(9), large)) == [
        (2 * n, False) for n in range(9)
    ]


def test_where_no_process_starts_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert [n for n, _ in ProcessWorkers(2, worth=1).map(doubled, range(9), large)] == [
        2 * n for n in range(9)
    ]


def test_no_program_of_the_folder_we_are_called_in_is_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    workers = ProcessWorkers(2, worth=1)
    assert list(workers.map(doubled, range(9), large)) == [(2 * n, True) for n in range(9)]


def test_the_folder_of_a_killed_caller_is_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / "jobs"
    folder.mkdir()
    (folder / "0.job").write_bytes(b"")
    argv = [sys.executable, "-m", "citewiki.files.worker", "os", "getpid", str(folder)]
    subprocess.run(argv, input=b"", check=True)
    assert not folder.exists()
