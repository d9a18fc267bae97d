"""`citewiki check`: what it prints and how it ends."""

import json
from pathlib import Path

import pytest

from citewiki.cli.main import main


@pytest.fixture
def wiki(store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wiki of two pages, the settings that name it, and its parent as the current folder."""
    folder = tmp_path / "wiki"
    (folder / "risks").mkdir(parents=True)
    (folder / "risks" / "a.mdx").write_text("One[^1].\n\nSee https://a.org/x there.\n")
    (folder / "b.md").write_text("See [it](https://a.org/x).\n")
    (store_folder / "citewiki.toml").write_text(f'wiki = "{folder}"\n')
    monkeypatch.setenv("CITEWIKI_STORE", str(store_folder))
    monkeypatch.chdir(tmp_path)
    return folder


def run(*argv: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(argv)
    return int(end.value.code or 0)


def test_for_people(wiki: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 1
    assert capsys.readouterr().out == (
        "wiki/risks/a.mdx\n"
        "       1:4  error    footnote-undefined: the footnote [^1] has no definition\n"
        "       3:5  warning  bare-url: https://a.org/x stands bare in the text\n"
        "\n"
        "     1  footnote-undefined: define it, or take the mark away\n"
        "     1  bare-url: give it a text: `citewiki check --fix`\n"
        "2 pages with 2 citations: errors 1, warnings 1\n"
    )


@pytest.mark.parametrize(
    ("argv", "ends", "checks"),
    [
        ((), 1, ["footnote-undefined", "bare-url"]),
        (("--select", "bare-url"), 0, ["bare-url"]),
        (("--ignore", "footnote-undefined"), 0, ["bare-url"]),
        (("b",), 0, []),
        (("risks/*",), 1, ["footnote-undefined", "bare-url"]),
    ],
)
def test_json(
    wiki: Path,
    capsys: pytest.CaptureFixture[str],
    argv: tuple[str, ...],
    ends: int,
    checks: list[str],
) -> None:
    assert run("check", *argv, "--json") == ends
    assert [one["check"] for one in json.loads(capsys.readouterr().out)["findings"]] == checks


def test_the_settings_hold(wiki: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWIKI_CHECK_IGNORE", "footnote-undefined, bare-url")
    assert run("check") == 0
    assert run("check", "--select", "footnote-undefined") == 1  # asked for by name
    monkeypatch.setenv("CITEWIKI_CHECK_IGNORE", "")
    monkeypatch.setenv("CITEWIKI_CHECK_SKIP", "risks/*")
    assert run("check") == 0


def test_formats(wiki: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--format", "github") == 1
    assert capsys.readouterr().out.startswith("::error file=wiki/risks/a.mdx,line=1,col=4,")
    assert run("check", "--format", "sarif") == 1
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"


def test_fix_shows_first_and_writes_when_told(
    wiki: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = wiki / "risks" / "a.mdx"
    before = page.read_text()
    assert run("check", "--fix") == 0
    shown = capsys.readouterr().out
    assert "-See https://a.org/x there." in shown
    assert "+See [a.org/x](https://a.org/x) there." in shown
    assert page.read_text() == before
    assert run("check", "--fix", "--yes") == 0
    assert page.read_text() == before.replace("https://a.org/x", "[a.org/x](https://a.org/x)")
    capsys.readouterr()
    assert run("check", "--fix") == 0
    assert capsys.readouterr().out == "there is nothing to mend\n"


def test_fix_mends_only_what_is_looked_for(wiki: Path) -> None:
    before = (wiki / "risks" / "a.mdx").read_text()
    assert run("check", "--fix", "--yes", "--ignore", "bare-url") == 0
    assert run("check", "b", "--fix", "--yes") == 0
    assert (wiki / "risks" / "a.mdx").read_text() == before


@pytest.mark.parametrize(
    "argv",
    [
        ("--yes",),
        ("--fix", "--json"),
        ("--select", "none"),
        ("no-such-page",),
        ("--json", "--format", "sarif"),
        ("--wiki", "gone"),
    ],
)
def test_what_cannot_be_done(
    wiki: Path, capsys: pytest.CaptureFixture[str], argv: tuple[str, ...]
) -> None:
    assert run("check", *argv) == 2
    assert capsys.readouterr().err.startswith("citewiki: ")
