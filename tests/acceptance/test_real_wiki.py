"""The whole path on the real wiki, where its data is at hand: what a first user would do."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from citewiki.cli.main import main
from tests.shared_data import shared

GPT4 = "227c865a2154436e"

Run = Callable[..., str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = shared("longterm-wiki")
    folder = tmp_path_factory.mktemp("real") / "store"
    for argv in (
        ["init", str(folder)],
        ["--store", str(folder), "import", "longterm-wiki", str(data)],
        ["--store", str(folder), "scan", str(data / "pages")],
    ):
        # 1: done, and the data's own problems (a doubled id, unknown venues) were named
        assert _exit_code(["--as", "Ada", *argv]) in (0, 1)
    return folder


def _exit_code(argv: list[str]) -> int:
    try:
        main(argv)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*argv: str, code: int = 0) -> str:
        capsys.readouterr()
        assert _exit_code(["--store", str(store), "--as", "Ada", *argv]) == code
        return capsys.readouterr().out

    return call


def test_card_of_the_gpt4_report(run: Run) -> None:
    card = json.loads(run("card", GPT4, "--format", "json"))
    assert card["url"] == "https://cdn.openai.com/papers/gpt-4.pdf"
    assert card["title"] == "GPT-4 technical report"
    assert card["venue"]["name"] == "OpenAI"
    assert (card["credibility"]["rating"], card["credibility"]["label"]) == (4, "High")
    assert card["credibility"]["basis"] == "venue"
    assert [(c["title"], c["quality"], c["citations"]) for c in card["cited_by"]] == [
        ("RLHF / Constitutional AI", 63.0, 2),
        ("Emergent Capabilities", 61.0, 2),
    ]


def test_its_citations_come_by_two_routes(run: Run) -> None:
    found = json.loads(run("citations", GPT4, "--json"))
    assert {(c["page"].rsplit("/", 1)[-1], c["syntax"]) for c in found} == {
        ("rlhf", "link"),
        ("emergent-capabilities", "resource_tag"),
    }
    assert all(c["claim"] and c["line"] > 0 for c in found)


def test_nothing_imported_is_dropped(run: Run) -> None:
    status = json.loads(run("status", "--json"))
    assert status["pages"] == 531
    assert len(json.loads(run("venue", "list", "--json"))) >= 79
    assert 5_975 + 2_000 < status["sources"] < 5_975 + 3_500


def test_importing_and_scanning_again_changes_nothing(run: Run, store: Path) -> None:
    before = run("card", GPT4, "--format", "json"), run("status", "--json")
    data = shared("longterm-wiki")
    argv = ["--store", str(store), "--as", "Ada"]
    assert _exit_code([*argv, "import", "longterm-wiki", str(data)]) in (0, 1)
    assert _exit_code([*argv, "scan", str(data / "pages")]) in (0, 1)
    after = run("card", GPT4, "--format", "json"), run("status", "--json")
    assert json.loads(after[0]) == json.loads(before[0])
    ignoring_size = [
        {k: v for k, v in json.loads(s).items() if k != "database_bytes"}
        for _, s in (before, after)
    ]
    assert ignoring_size[0] == ignoring_size[1]


def test_attach_edit_rate_and_inherit(run: Run) -> None:
    run("attach", GPT4, str(shared("pdfs", "gpt-4-system-card.pdf")), "--note", "stand-in")
    run("edit", GPT4, "--set", "importance=82", "--set", "subtype=organizational report",
        "--set", "purpose=primary source", "--set", "context_note=Foundational.",
        "--set", "summary=What it is.", "--set", "key_points=One; two")  # fmt: skip
    text = run("card", GPT4, "--format", "text")
    for shown in (
        "4/5",
        "High",
        "Rating inherited from publication venue: OpenAI",
        "Importance: 82/100",
        "organizational report",
        "primary source",
        "Foundational.",
        "Cited by 2 pages",
        "63.0",
        "stand-in",
        f"Resource ID: {GPT4}",
    ):
        assert shown in text
    run("rate", GPT4, "5", "--because", "read it")
    rated = json.loads(run("card", GPT4, "--format", "json"))["credibility"]
    assert (rated["rating"], rated["basis"], rated["because"], rated["by"]) == (
        5,
        "override",
        "read it",
        "Ada",
    )
    run("rate", GPT4, "--inherit")
    assert json.loads(run("card", GPT4, "--format", "json"))["credibility"]["rating"] == 4
    told = run("log", GPT4)
    assert "read it" in told
    assert "Ada" in told
