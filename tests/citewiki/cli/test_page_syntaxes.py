"""Pages of every syntax through the commands, as the settings say."""

import json
import shutil
from pathlib import Path

import pytest

from citewiki.cli.main import main
from tests.citewiki.files.test_git_changes import git


def _run(store: Path, *arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["--store", str(store), *arguments])
    return int(left.value.code or 0)


def _citations(store: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, int, int]]:
    capsys.readouterr()
    assert _run(store, "citations", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    return [(one["page"], one["syntax"], one["line"], one["column"]) for one in found]


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    folder = tmp_path / "wiki"
    folder.mkdir()
    (folder / "a.wiki").write_text("== S ==\nOne.<ref>[https://a.org A]</ref> {{sfn|No|1999}}\n")
    (folder / "b.html").write_text("<p>\nTwo <a href='https://b.org'>B</a>.\n")
    (folder / "c.qmd").write_text("---\nbibliography: r.bib\n---\nThree [@c].\n")
    (folder / "d.txt").write_text("[https://d.org D]\n")
    (folder / "r.bib").write_text("@misc{c, url={https://c.org}}\n")
    return folder


def test_scan_citations_and_check(
    tmp_path: Path, wiki: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    assert _run(store, "init", str(store)) == 0
    assert _run(store, "scan", str(wiki)) == 1
    assert "a:2: {{sfn}} of No 1999 names no work of this page" in capsys.readouterr().out
    assert _citations(store, capsys) == [
        ("a", "footnote", 2, 5),
        ("b", "link", 2, 5),
        ("c", "citation_key", 4, 8),
    ]
    assert _run(store, "check", "--wiki", str(wiki), "a", "b.html") == 1
    out = capsys.readouterr().out
    assert "footnote-undefined: {{sfn}} of No 1999 names no work of this page" in out
    assert "2 pages with 2 citations" in out
    assert _run(store, "check", "--wiki", str(wiki), "--fix") == 0
    assert "there is nothing to mend" in capsys.readouterr().out


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_scan_since_a_commit_reads_what_depends_on_a_changed_file(
    tmp_path: Path, wiki: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "first"]):
        git(wiki, *arguments)
    store = tmp_path / "store"
    assert _run(store, "init", str(store)) == 0
    assert _run(store, "scan", str(wiki)) == 1
    (wiki / "r.bib").write_text("@misc{c, url={https://c.org/new}}\n")
    capsys.readouterr()
    assert _run(store, "scan", "--since", "HEAD", str(wiki)) == 0
    assert "pages: 1 read, 0 unchanged, 0 removed, 2 not looked at" in capsys.readouterr().out
    assert _run(store, "citations", "--json") == 0
    assert "https://c.org/new" in capsys.readouterr().out


def test_the_settings(tmp_path: Path, wiki: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "store"
    assert _run(store, "init", str(store)) == 0
    settings = store / "citewiki.toml"
    settings.write_text('page_syntax = ".html=none, .txt=mediawiki"\n')
    _run(store, "scan", str(wiki))
    assert [page for page, *_ in _citations(store, capsys)] == ["a", "c", "d"]
    settings.write_text('page_syntax = "html"\n')
    assert _run(store, "scan", str(wiki)) == 2
    assert "page_syntax: 'html' is not like .md=pandoc" in capsys.readouterr().err
