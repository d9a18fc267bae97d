"""`--if-revision`: what a script read is held against what stands when it writes."""

import json
from pathlib import Path

import pytest

from tests.citewiki.cli.test_commands import Run, run, source

__all__ = ["run", "source"]  # fixtures

CHANGES = {
    "edit": ["edit", "{}", "--set", "title=Mine", "--set", "importance=7"],
    "clear": ["edit", "{}", "--clear", "title"],
    "rate": ["rate", "{}", "5", "--because", "read it"],
    "inherit": ["rate", "{}", "--inherit"],
    "review": ["review", "{}", "--outcome", "ok", "--note", "all of it"],
}


def revision(run: Run, source: str) -> int:
    return int(json.loads(run("show", source, "--json").out)["revision"])


@pytest.mark.parametrize("case", CHANGES)
def test_what_was_read_is_written_where_nothing_came_between(
    run: Run, source: str, case: str
) -> None:
    argv = [one.format(source) for one in CHANGES[case]]
    seen = revision(run, source)
    assert run(*argv, "--if-revision", str(seen)).code == 0
    assert revision(run, source) > seen


@pytest.mark.parametrize("case", CHANGES)
def test_nothing_is_written_over_what_was_not_read(run: Run, source: str, case: str) -> None:
    seen = revision(run, source)
    run("edit", source, "--set", "title=Theirs")
    run("rate", source, "3", "--because", "theirs")
    now = revision(run, source)
    done = run(*(one.format(source) for one in CHANGES[case]), "--if-revision", str(seen))
    assert (done.code, done.out) == (2, "")
    assert f"--if-revision {now}" in done.err.splitlines()[-1]
    assert "rated by Ada on" in done.err.splitlines()[-1]
    assert revision(run, source) == now


def test_both_texts_are_shown(run: Run, source: str) -> None:
    seen = str(revision(run, source))
    run("edit", source, "--set", "title=Theirs")
    ours = ["--set", "title=Mine", "--set", "importance=7", "--if-revision", seen]
    said = run("edit", source, *ours).err.splitlines()
    assert said[:6] == [
        *("there now:", "  title: Theirs", "  importance: 50"),
        *("yours:", "  title: Mine", "  importance: 7"),
    ]
    said = run("rate", source, "5", "--because", "read it", "--if-revision", seen).err.splitlines()
    assert said[:4] == ["there now:", "  (nothing)", "yours:", "  5/5: read it"]


def test_texts_from_outside_are_shown_harmless(run: Run, source: str) -> None:
    seen = str(revision(run, source))
    run("edit", source, "--set", "title=Their\x1b[31ms")
    done = run("edit", source, "--set", "title=Mine", "--if-revision", seen)
    assert "\x1b" not in done.err


def test_another_version_of_the_text_makes_a_review_stale(
    run: Run, source: str, tmp_path: Path
) -> None:
    (tmp_path / "saved.txt").write_text("A text that nobody has read yet.\n" * 20)
    seen = str(revision(run, source))
    assert run("attach", source, str(tmp_path / "saved.txt")).code == 0
    done = run("review", source, "--outcome", "ok", "--if-revision", seen)
    assert done.code == 2
    assert "the text is version 1" in done.err


def test_a_snooze_makes_nothing_stale(run: Run, source: str) -> None:
    seen = revision(run, source)
    assert run("snooze", source, "--until", "2999-01-01").code == 0
    assert revision(run, source) == seen


def test_the_card_tells_the_revision_too(run: Run, source: str) -> None:
    card = json.loads(run("card", source, "--format", "json").out)
    assert card["revision"] == revision(run, source)
    assert f"revision {card['revision']}" in run("show", source).out


def test_keeping_needs_no_revision(run: Run, source: str) -> None:
    done = run("edit", source, "--keep", "title", "--if-revision", "1")
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
