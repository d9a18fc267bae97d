"""The program at its edges: pipes, encodings, closed streams, Ctrl-C, terminals, locks, reruns."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from citewiki.files.lock import StoreLock

HOSTILE = "a\x1b]0;pwn\x07\x9b31m\u202eb → 😀"


class Done(NamedTuple):
    code: int
    out: str
    err: str


def program(*argv: str) -> list[str]:
    return [sys.executable, "-m", "citewiki", *argv]


def run(*argv: str, env: Mapping[str, str] | None = None) -> Done:
    done = subprocess.run(
        program(*argv), capture_output=True, env={**os.environ, **(env or {})}, timeout=60
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo's folder, one of whose sources has a hostile title."""
    folder = tmp_path_factory.mktemp("streams") / "tour"
    assert run("--quiet", "demo", str(folder)).code == 0
    store = str(folder / "store")
    (row, *_) = json.loads(run("--store", store, "list", "--json").out)
    done = run("--store", store, "--as", "Ada", "edit", row["id"], "--set", f"title={HOSTILE}")
    assert done.code == 0
    return folder


@pytest.fixture
def store(tour: Path) -> str:
    return str(tour / "store")


@pytest.fixture
def hostile(store: str) -> str:
    rows = json.loads(run("--store", store, "list", "--json").out)
    return next(str(row["id"]) for row in rows if row["title"] == HOSTILE)


@pytest.mark.parametrize("command", ["list", "duplicates", "--help"])
def test_a_reader_that_goes_away_is_no_failure(store: str, command: str) -> None:
    # the pipe's reading end is closed before the program starts
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            program("--store", store, command), stdout=writing, stderr=subprocess.PIPE, timeout=60
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_failure(store: str, closing: str) -> None:
    line = f'"{sys.executable}" -m citewiki --store "{store}" status {closing}'
    done = subprocess.run(["sh", "-c", line], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_in_one_line(store: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            program("--store", store, "list"), stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("citewiki: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("form", "encoding"),
    [
        ("text", "ascii"),
        ("mdx", "ascii"),
        ("html", "latin-1"),
        ("json", "ascii"),
        ("json", "utf-8"),
    ],
)
def test_a_poor_encoding_is_no_failure(store: str, hostile: str, form: str, encoding: str) -> None:
    done = subprocess.run(
        program("--store", store, "card", hostile, "--format", form),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    if form == "json":
        assert json.loads(done.stdout.decode(encoding))["title"] == HOSTILE


@pytest.mark.parametrize(
    "argv",
    [["list"], ["list", "--json"], ["card", "ID", "--format", "md"], ["show", "ID", "--json"]],
)
def test_no_control_reaches_a_terminal(store: str, hostile: str, argv: list[str]) -> None:
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        program("--store", store, *(hostile if one == "ID" else one for one in argv)),
        stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65_536):
            shown += part
    except OSError:  # EIO: how Linux says that the other end is closed
        pass
    finally:
        os.close(ours)
    assert child.wait(60) == 0
    text = shown.decode("utf-8")
    assert "31m" in text
    assert not [c for c in text if c in "\x1b\x07\x9b\u202e\x7f"]


def test_ctrl_c_is_130_and_leaves_the_store_whole(tmp_path: Path) -> None:
    store, wiki = str(tmp_path / "store"), tmp_path / "wiki"
    assert run("--store", store, "init").code == 0
    wiki.mkdir()
    for n in range(6_000):
        (wiki / f"p{n}.md").write_text(f"# P\n\nSays [one](https://example.org/{n}).\n")
    ours, theirs = pty.openpty()  # on a terminal the scan tells its progress, so we know it runs
    child = subprocess.Popen(
        program("--store", store, "scan", str(wiki)),
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        # a shell that runs the tests in the background has them ignore it, and so would the child
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    os.close(theirs)
    told = os.read(ours, 4_096)
    child.send_signal(signal.SIGINT)
    try:
        while part := os.read(ours, 4_096):
            told += part
    except OSError:  # EIO, as above
        pass
    finally:
        os.close(ours)
    assert child.wait(60) == 130
    assert b"Traceback" not in told
    assert b"interrupted" in told
    assert run("--store", store, "doctor").out == "all is well\n"
    assert run("--store", store, "--quiet", "scan", str(wiki)).code == 0
    assert json.loads(run("--store", store, "status", "--json").out)["sources"] == 6_000


def test_a_second_nightly_is_refused(tour: Path, store: str) -> None:
    with StoreLock(tour / "store", "nightly"):
        done = run("--store", store, "--as", "Ada", "nightly")
    assert done.code == 2
    assert "under way" in done.err


def test_the_bare_program_shows_its_help_and_a_bare_group_says_what_lacks() -> None:
    bare = run()
    assert bare.code == 0
    assert "nightly" in bare.out
    for group in ("venue", "import"):
        done = run(group)
        assert (done.code, done.out) == (2, "")
        assert done.err == f"citewiki: Missing command. (see `citewiki {group} --help`)\n"


def test_an_option_of_all_commands_that_is_given_to_one_is_told_its_place() -> None:
    done = run("tui", "--as", "Ada")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "citewiki: No such option '--as'. It stands before the command: citewiki --as … "
        "(see `citewiki --help`)\n"
    )
    assert run("tui", "--ass").err == (
        "citewiki: No such option '--ass'. (see `citewiki tui --help`)\n"
    )


def test_the_demo_can_be_run_again_and_removes_only_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    for _ in range(2):
        done = run("demo", str(folder))
        assert done.code == 0
        assert "Cited by 3 pages" in done.out
        assert f"    citewiki --store {folder / 'store'} tui" in done.out
    (folder / "mine.txt").write_text("keep")
    assert run("demo", str(folder)).code == 2
    assert (folder / "mine.txt").read_text() == "keep"
    assert (folder / "store" / "citewiki.db").exists()


@pytest.mark.parametrize("name", ["store", "wiki", "cards"])
def test_the_demo_leaves_a_folder_alone_that_only_looks_like_its_own(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "tour" / name).mkdir(parents=True)
    assert run("demo", str(tmp_path / "tour")).code == 2
    assert [one.name for one in (tmp_path / "tour").iterdir()] == [name]
