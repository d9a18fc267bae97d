"""Credibility at the command line: lists in, decisions, reports out, and bad input."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from citewiki.cli.main import main

URL = "https://news.example/a"
WORK = "https://doi.org/10.1234/abc"
PAGE = f"# A page\n\nIt holds [so they say]({URL}). It does not [they say]({WORK}).\n"
RETRACTED = (
    "Record ID,Reason,RetractionDate,OriginalPaperDOI,RetractionNature\n"
    "7,+Error in Data;,3/4/2021,10.1234/ABC,Retraction\n"
    "8,,3/4/2021,unavailable,Retraction\n"
)
Run = Callable[..., str]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scanned wiki's store and the lists to import; copy it."""
    folder = tmp_path_factory.mktemp("scanned")
    (folder / "wiki").mkdir()
    (folder / "wiki" / "page.md").write_text(PAGE)
    (folder / "rw.csv").write_text(RETRACTED)
    (folder / "quality.csv").write_text("domain,pc1\nnews.example,0.3\n")
    for argv in (("init",), ("scan", str(folder / "wiki"))):
        with pytest.raises(SystemExit) as end:
            main(["--store", str(folder / "store"), *argv])
        assert not end.value.code
    return folder


@pytest.fixture
def run(
    scanned: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    monkeypatch.delenv("CITEWIKI_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(scanned, tmp_path, dirs_exist_ok=True)

    def call(*argv: str, code: int = 0, store: str = "store") -> str:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(["--store", str(tmp_path / store), "--as", "Ada", *argv])
        captured = capsys.readouterr()
        assert int(end.value.code or 0) == code, captured.err
        return captured.err if code == 2 else captured.out

    return call


def test_a_retraction_from_file_to_card(run: Run) -> None:
    told = run("import", "retractions", "rw.csv")
    assert "rows read: 2, 1 without a DOI; notices: 1 added" in told
    assert f"Retracted 2021-03-04: Error in Data: they say <{WORK}>" in told
    assert "RETRACTED 2021-03-04: Error in Data" in run("card", WORK)
    assert "notice: Retracted 2021-03-04" in run("show", WORK)
    assert "notice" not in run("show", URL)
    found = json.loads(run("check", "--wiki", "wiki", "--json", code=1))["findings"]
    assert [one["check"] for one in found] == ["retracted-source"]
    assert "1 unchanged" in run("import", "retractions", "rw.csv")


def test_a_suggestion_from_file_to_rating_and_back(run: Run) -> None:
    assert "1 added" in run("import", "domain-quality", "quality.csv")
    assert "2/5 by domain-quality" in run("venue", "missing")
    assert "news.example" in run("venue", "suggest", "list")
    run("venue", "suggest", "accept", "news.example", code=2)
    run("venue", "suggest", "accept", "news.example", "--because", "errors", "--kind", "news")
    assert json.loads(run("list", "--filter", URL, "--json"))[0]["rating"] == 2
    assert "0 of 0 suggestions" in run("venue", "suggest", "list")
    run("undo")
    assert json.loads(run("list", "--filter", URL, "--json"))[0]["rating"] is None
    assert "refused" in run("venue", "suggest", "refuse", "news.example", "--because", "no")
    assert "[refused by Ada: no]" in run("venue", "suggest", "list", "--all")
    assert "1 suggestions are gone" in run("venue", "suggest", "forget", "domain-quality")


def test_reports(run: Run) -> None:
    run("venue", "add", "news", "News", "--rule", "news.example", "--country", "gb")
    run("venue", "rate", "news", "1", "--because", "errors", "--review-by", "2020-01-01")
    table = run("credibility", "report", "page", "--since", "2020-01-01")
    assert "page:3: 1/5 at best: It holds so they say." in table
    assert "changes since 2020-01-01T00:00:00Z: 1" in table
    assert (
        run("credibility", "report", "--format", "csv").splitlines()[1].startswith("page,A page,2,")
    )
    assert run("credibility", "report", "--format", "svg").startswith("<svg ")
    told = run("credibility", "explain", URL)
    assert "by the rule news.example" in told
    assert "importance: 30/100 (derived, citing pages)" in told
    assert run("venue", "list", "--due-review").splitlines()[1].startswith("news ")
    assert "country: GB" in run("venue", "show", "news")


def test_a_registry_moves(run: Run, tmp_path: Path) -> None:
    run("venue", "add", "news", "News", "--rule", "news.example")
    run("venue", "rate", "news", "1", "--because", "errors")
    run("rate", URL, "4", "--because", "replicated")
    (tmp_path / "registry.json").write_text(run("venue", "export"))
    run("init", store="other")
    assert f"not in this store: {URL}" in run(
        "venue", "import", "registry.json", store="other", code=1
    )
    run("scan", "wiki", store="other")
    run("venue", "import", "registry.json", store="other")
    assert "1/5, Ada" in run("venue", "show", "news", store="other")
    assert "replicated" in run("show", URL, store="other")


BAD = {
    "a list that is not there": (["import", "retractions", "nowhere.csv"], "nowhere.csv"),
    "another CSV": (["import", "retractions", "quality.csv"], "no column 'Record ID'"),
    "no scale": (["import", "venues-csv", "rw.csv", "--list", "x", "--scale", "a"], "scale"),
    "an empty scale": (
        ["import", "venues-csv", "quality.csv", "--list", "x", "--rating", "pc1", "--scale", "1:1"],
        "two different numbers",
    ),
    "no wikitext": (["import", "perennial-sources", "rw.csv"], "no suggestion"),
    "no suggestion": (["venue", "suggest", "accept", "x.example", "--because", "y"], "x.example"),
    "no list": (["venue", "suggest", "forget", "nothing"], "nothing"),
    "no page": (["credibility", "report", "nowhere"], "nowhere"),
    "no day": (["credibility", "report", "--since", "soon"], "soon"),
    "no registry": (["venue", "import", "quality.csv"], "not JSON"),
    "no ISSN": (["venue", "add", "x", "X", "--rule", "x.org", "--issn", "1"], "ISSN"),
    "no country": (["venue", "add", "x", "X", "--rule", "x.org", "--country", "GBR"], "country"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line(run: Run, case: str) -> None:
    argv, named = BAD[case]
    said = run(*argv, code=2)
    assert named in said
    assert len(said.splitlines()) == 1
