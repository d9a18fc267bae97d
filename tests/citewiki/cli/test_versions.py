"""`log`, `diff`, `show --at` and `prune` on a store with five fetched versions."""

import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from citewiki.cli.main import main
from citewiki.wiring import create_store, open_store
from tests.builders import NOW, a_snapshot, a_source
from tests.fakes import SilentNarrator

SOURCE = a_source()
URL = SOURCE.url


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Version n is of 2026-03-0n and says so; its bodies were put long ago."""
    folder = tmp_path / "store"
    create_store(folder)
    with open_store(folder, SilentNarrator()) as ports:
        ports.library.sources.register([SOURCE])
        for number in range(1, 6):
            text = f"A title\n\nThe score is \x1b[31m {number}% of all.\n\nThe end."
            at = NOW + timedelta(days=number - 1)
            body = ports.bodies.put(f"<p>{text}".encode())
            new = replace(a_snapshot(SOURCE.id, at=at), body=body)
            new = replace(new, text=ports.bodies.put(text.encode()))
            ports.library.snapshots.record_capture(None, new, text)
    for path in (folder / "blobs").glob("??/*.zst"):
        os.utime(path, (0, 0))
    return folder


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in ("NO_COLOR", "TERM", "CITEWIKI_KEEP_VERSIONS", "CITEWIKI_KEEP_DAYS"):
        monkeypatch.delenv(name, raising=False)

    def call(*argv: str) -> Done:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(["--store", str(store), "--as", "Ada", "--quiet", *argv])
        captured = capsys.readouterr()
        return Done(int(end.value.code or 0), captured.out, captured.err)

    return call


def settings(store: Path, text: str) -> None:
    (store / "citewiki.toml").write_text(text)


def test_diff_shows_the_last_change(run: Run) -> None:
    done = run("diff", URL)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "--- version 4, fetched 2026-03-04T12:00:00Z, text/plain, 51 bytes",
        "+++ version 5, fetched 2026-03-05T12:00:00Z, text/plain, 51 bytes",
        "",
        "@@ character 28 → 28 @@",
        "A title",
        "The score is \ufffd[31m [-4%-]{+5%+} of all.",
        "The end.",
        "",
        "words: 1 of 11 removed, 1 added",
    ]


def test_diff_by_numbers_and_dates(run: Run) -> None:
    by_number = run("diff", URL, "1", "3")
    assert "[-1%-]{+3%+}" in by_number.out
    assert run("diff", URL, "2026-03-01", "2026-03-03").out == by_number.out
    assert run("diff", URL, "2026-03-04").out == run("diff", URL).out
    assert run("diff", URL, "1", "1").out.endswith("\nthe same words\n")


def test_diff_context_and_stat(run: Run) -> None:
    assert "\n… \ufffd[31m [-4%-]{+5%+} of …\n" in run("diff", URL, "--context", "1").out
    shown = run("diff", URL, "--stat").out.splitlines()
    assert shown[2:] == ["words: 1 of 11 removed, 1 added"]
    assert "hunks" not in json.loads(run("diff", URL, "--stat", "--json").out)


def test_diff_json_has_offsets_in_both_texts(run: Run) -> None:
    told = json.loads(run("diff", URL, "1", "--json").out)
    (hunk,) = told["hunks"]
    assert hunk == {
        "kind": "changed",
        "before": {"start": 28, "end": 30, "text": "1%"},
        "after": {"start": 28, "end": 30, "text": "5%"},
    }
    text = json.loads(run("show", URL, "--at", "2026-03-01", "--json").out)["text"]
    assert text[28:30] == "1%"


def test_a_terminal_gets_colours_and_none_of_the_texts_own(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    shown = run("diff", URL).out
    assert "\x1b[31;9m4%\x1b[0m\x1b[32m5%\x1b[0m of all." in shown
    assert "[-" not in shown
    assert set(re.findall("\x1b\\[[0-9;]*m", shown)) == {
        "\x1b[2m", "\x1b[31;9m", "\x1b[32m", "\x1b[0m",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_without_colours(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv(name, value)
    shown = run("diff", URL).out
    assert "[-4%-]{+5%+}" in shown
    assert "\x1b" not in shown


def test_show_at_a_time(run: Run) -> None:
    shown = run("show", URL, "--at", "2026-03-02T13:00").out.splitlines()
    assert shown[0] == (
        "on 2026-03-02T13:00:00Z version 2 was current: fetched 2026-03-02T12:00:00Z"
    )
    assert shown[1] == "version 3 followed it: fetched 2026-03-03T12:00:00Z"
    assert "The score is \ufffd[31m 2% of all." in shown
    told = json.loads(run("show", URL, "--at", "2026-03-05", "--json").out)
    assert (told["version"]["id"], told["followed_by"]) == (5, None)


REFUSED = {
    "show before the first": (("show", URL, "--at", "2025-01-01"), "the first, version 1, came"),
    "show at no time": (("show", URL, "--at", "noon"), "is no time"),
    "diff with no version": (("diff", URL, "77"), "no version 77"),
    "diff with nonsense": (("diff", URL, "old", "new"), "neither a version's number nor a date"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_shown_is_one_line(run: Run, case: str) -> None:
    argv, told = REFUSED[case]
    done = run(*argv)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert len(done.err.splitlines()) == 1


def test_log_names_the_versions(run: Run) -> None:
    entries = json.loads(run("log", URL, "--json").out)
    versions = [one["version"] for one in entries if one["version"]]
    assert [one["id"] for one in versions] == [5, 4, 3, 2, 1]
    assert all(one["text_changed"] for one in versions)
    assert "fetched version 5: text/plain, 51 bytes, HTTP 200, new text" in run("log", URL).out


def test_pruning_asks_first_does_it_and_leaves_a_sound_store(run: Run, store: Path) -> None:
    settings(store, "keep_versions = 2\n")
    looked = run("prune", "--dry-run")
    assert looked.code == 0
    assert f"{SOURCE.id}  versions 2, 3\n" in looked.out
    assert "to go: 2 versions of 1 source, 4 bodies, " in looked.out
    asked = run("prune")
    assert (asked.code, asked.out) == (2, looked.out)
    assert "add --yes" in asked.err
    assert run("log", URL).out.count("[pruned") == 0
    done = run("prune", "--yes")
    assert done.code == 0
    assert done.out == looked.out + looked.out.splitlines()[-1].replace("to go", "gone") + "\n"
    assert run("doctor").out == "all is well\n"
    assert "pruned versions 2, 3" in run("log", URL).out
    assert run("log", URL).out.count("[pruned") == 2
    assert ", pruned 2" in run("show", URL).out
    for argv in (("diff", URL, "2"), ("show", URL, "--at", "2026-03-02")):
        refused = run(*argv)
        assert refused.code == 2
        assert "version 2 was pruned on " in refused.err
    assert run("prune", "--yes").out == "nothing is to go\n"


def test_a_store_that_keeps_all_says_so(run: Run) -> None:
    done = run("prune", "--yes")
    assert (done.code, done.out.splitlines()) == (
        0,
        [
            "the settings keep every version: keep_versions and keep_days are 0",
            "nothing is to go",
        ],
    )


def test_prune_json(run: Run, store: Path) -> None:
    settings(store, "keep_days = 1\n")
    planned = json.loads(run("prune", "-n", "--json").out)
    assert planned["sources"] == {SOURCE.id: [2, 3]}
    done = json.loads(run("prune", "--yes", "--json").out)
    assert done == {**planned, "done": True}
