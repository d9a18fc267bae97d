"""The benchmarks' table: every name in it can be run, and `--help` says what it is."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("benchmarks", reason="they lie in the checkout, and not in the wheel")

import benchmarks
from benchmarks.__main__ import BENCHMARKS


def bench(*argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *argv],
        cwd=Path(benchmarks.__file__).parent.parent,
        env={"COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_lists_every_benchmark_with_a_sentence() -> None:
    done = bench("--help")
    assert done.returncode == 0
    told = dict(
        line.split(maxsplit=1) for line in done.stdout.partition("\nbenchmarks:\n")[2].splitlines()
    )
    assert list(told) == list(BENCHMARKS)
    assert all(sentence.endswith(".") and len(sentence) > 20 for sentence in told.values())


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_name_is_a_module(name: str) -> None:
    assert find_spec(f"benchmarks.{name}") is not None


def test_an_unknown_name_is_told() -> None:
    done = bench("nonsense")
    assert done.returncode == 2
    assert "there is no 'nonsense'" in done.stderr
