"""What the registry reaches on the real wiki, by the one command that prints it."""

import json
from pathlib import Path
from typing import Any

import pytest

from citewiki.cli.main import main
from tests.shared_data import shared


def _run(store: Path, *argv: str) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--store", str(store), "--as", "Ada", *argv])
    assert int(end.value.code or 0) in (0, 1)  # 1: the data's own problems were named


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = shared("longterm-wiki")
    store = tmp_path_factory.mktemp("venues") / "store"
    _run(store, "init")
    _run(store, "import", "longterm-wiki", str(data))
    return store


@pytest.fixture(scope="module")
def scanned(imported: Path) -> Path:
    _run(imported, "scan", str(shared("longterm-wiki", "pages")))
    return imported


def _coverage(store: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    _run(store, "venue", "coverage", "--json")
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


# The order matters: the first two count the wiki's own 5,975 sources, before the scan adds some.


def test_the_rules_agree_with_the_wikis_own_venues(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _coverage(imported, capsys)["imported"]
    assert (said["standing"], said["not_in_registry"]) == (1_530, 27)
    assert said["same"] >= 1_497
    assert len(said["differences"]) == said["standing"] - said["same"]


def test_the_imported_venues_alone(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _coverage(imported, capsys)
    assert found["total"]["sources"] == 5_975
    assert found["by_rules"]["import"]["sources"] >= 2_500


def test_most_citations_rest_on_a_rating(scanned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _coverage(scanned, capsys)
    assert found["total"]["citations"] > 15_000
    assert found["rated_share_of_citations"] >= 0.75


def test_what_is_missing_is_ranked(scanned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    _run(scanned, "venue", "missing", "--limit", "20", "--json")
    places = json.loads(capsys.readouterr().out)["places"]
    assert len(places) == 20
    weights = [place["weight"] for place in places]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > weights[-1] > 0
