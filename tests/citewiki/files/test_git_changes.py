"""Which pages differ from a commit, asked of a checkout that may be hostile."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from citewiki.domain.errors import InputError
from citewiki.files.git_changes import Commit
from citewiki.files.wiki_folder import DirectoryWiki
from citewiki.usecases.changed_pages import changed_pages

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(folder: Path, *arguments: str) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    argv = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(argv, env=env, capture_output=True, check=True, text=True).stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    pages = tmp_path / "wiki" / "pages"
    pages.mkdir(parents=True)
    for name in ("kept", "changed", "gone", "moved", "é ü"):
        (pages / f"{name}.md").write_text(f"On {name}.")
    (tmp_path / "wiki" / "outside.md").write_text("Not a page.")
    git(tmp_path, "init", "--quiet", "wiki")
    git(tmp_path / "wiki", "add", ".")
    git(tmp_path / "wiki", "commit", "--quiet", "-m", "first")
    return pages


def changed_since(folder: Path, ref: str) -> set[str]:
    wiki = DirectoryWiki(folder)
    return changed_pages(wiki, Commit(wiki.name, ref))


def test_what_differs_from_a_commit(checkout: Path) -> None:
    (checkout / "changed.md").write_text("On another.")
    (checkout / "gone.md").unlink()
    (checkout / "moved.md").rename(checkout / "there.md")
    (checkout / "new.mdx").write_text("On new.")
    (checkout.parent / "outside.md").write_text("Changed.")
    assert changed_since(checkout, "HEAD") == {"changed", "there", "new"}
    git(checkout, "add", ".")
    git(checkout, "commit", "--quiet", "-m", "second")
    assert changed_since(checkout, "HEAD") == set()
    assert changed_since(checkout, "HEAD~1") == {"changed", "there", "new"}


@pytest.mark.parametrize("ref", ["nowhere", "", "--all", "--output=x", "HEAD\0", "HEAD HEAD", "é"])
def test_no_such_commit(checkout: Path, ref: str) -> None:
    with pytest.raises(InputError):
        changed_since(checkout, ref)
    assert not (checkout / "x").exists()


def test_a_folder_in_no_checkout(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is in no git checkout"):
        changed_since(tmp_path, "HEAD")


def test_no_git(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(checkout))
    with pytest.raises(InputError, match="needs git"):
        changed_since(checkout, "HEAD")


def test_nothing_that_the_checkout_names_is_run(checkout: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho run >> '{proof}'\ncat\n")
    trap.chmod(0o755)
    for setting in (
        "core.fsmonitor",
        "filter.x.clean",
        "filter.x.smudge",
        "filter.x.process",
        "diff.external",
        "diff.x.textconv",
        "core.pager",
        "core.sshCommand",
        "alias.ls-tree",
    ):
        git(checkout, "config", setting, str(trap))
    (checkout.parent / ".gitattributes").write_text("* filter=x diff=x\n")
    (checkout / "changed.md").write_text("On another.")
    assert changed_since(checkout, "HEAD") == {"changed"}
    assert not proof.exists()


def test_a_hooks_environment_does_not_name_another_checkout(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    assert changed_since(checkout, "HEAD") == set()


def test_pages_that_depend_on_what_differs(tmp_path: Path) -> None:
    book = tmp_path / "book"
    (book / "sub").mkdir(parents=True)
    (book / "plain.md").write_text("As @a says.")
    (book / "own.md").write_text("---\nbibliography: own.bib\n---\nAs @a says.")
    (book / "taking.qmd").write_text("{{< include _part.md >}}")
    (book / "sub" / "below.qmd").write_text("As @a says.")
    (book / "other.mdx").write_text("On nothing.")
    (book / "own.bib").write_text("@misc{a, url={https://a.org}}")
    git(tmp_path, "init", "--quiet", "book")
    git(book, "add", ".")
    git(book, "commit", "--quiet", "-m", "first")
    assert changed_since(book, "HEAD") == set()
    (book / "own.bib").write_text("@misc{a, url={https://b.org}}")
    assert changed_since(book, "HEAD") == {"own"}
    (book / "own.bib").unlink()
    assert changed_since(book, "HEAD") == {"own"}
    git(book, "checkout", "--quiet", "own.bib")
    (book / "_part.md").write_text("As @a says.")
    assert changed_since(book, "HEAD") == {"_part", "taking"}
    (book / "_part.md").unlink()
    (book / "sub" / "_metadata.yml").write_text("bibliography: ../own.bib")
    assert changed_since(book, "HEAD") == {"sub/below"}
    (book / "_quarto.yml").write_text("bibliography: own.bib")
    assert changed_since(book, "HEAD") == {"own", "plain", "sub/below", "taking"}
