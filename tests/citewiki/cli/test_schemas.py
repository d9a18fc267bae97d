"""What `--json` prints is what docs/reference/schemas says, no name more and none less."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from citewiki.cli.main import main

SCHEMAS = Path(__file__).parents[3] / "docs" / "reference" / "schemas"
URL = "https://openai.com/research/paper"
PAGE = f"""---
title: A page
quality: 63
---
# A page

Overseers agree [so they say]({URL}). A second one: https://example.org/other
Two of one: [y](https://example.org/y) and [z](https://example.org/z).
"""
COMMANDS = {
    "card": ("card", URL, "--format", "json"),
    "check": ("check", "--wiki", "{wiki}", "--json"),
    "citations": ("citations", "--json"),
    "credibility-explain": ("credibility", "explain", URL, "--json"),
    "credibility-report": ("credibility", "report", "--since", "2020-01-01", "--json"),
    "diff": ("diff", URL, "--json"),
    "duplicates": ("duplicates", "--json"),
    "import-retractions": ("import", "retractions", "{wiki}/../retractions.csv", "--json"),
    "import-suggestions": ("import", "domain-quality", "{wiki}/../quality.csv", "--json"),
    "list": ("list", "--json"),
    "list-saved": ("list", "--saved", "--json"),
    "log": ("log", URL, "--json"),
    "prune": ("prune", "--dry-run", "--json"),
    "queue": ("queue", "all", "--json"),
    "queues": ("queue", "--json"),
    "search": ("search", "overseers", "--json"),
    "show": ("show", URL, "--json"),
    "show-at": ("show", URL, "--at", "2999-01-01", "--json"),
    "status": ("status", "--json"),
    "venue-coverage": ("venue", "coverage", "--json"),
    "venue-explain": ("venue", "explain", f"https://web.archive.org/web/2024/{URL}", "--json"),
    "venue-export": ("venue", "export"),
    "venue-missing": ("venue", "missing", "--json"),
    "venue-suggest-list": ("venue", "suggest", "list", "--json"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every list holds something."""
    folder = tmp_path_factory.mktemp("schemas")
    wiki = folder / "wiki"
    wiki.mkdir()
    (wiki / "page.md").write_text(PAGE)
    (folder / "older.txt").write_text("On overseers\n\nThree overseers agree on it.\n")
    (folder / "saved.txt").write_text("On overseers\n\nTwo overseers agree on most of it.\n")
    (folder / "long.txt").write_text("One text\n\n" + "It goes on and on. " * 80)
    (folder / "retractions.csv").write_text(
        "Record ID,RetractionDate,OriginalPaperDOI,RetractionNature\n"
        "1,3/4/2021,10.1234/abc,Correction\n"
    )
    (folder / "quality.csv").write_text("domain,pc1\nexample.org,0.5\n")
    for argv in (
        ("init",),
        ("scan", str(wiki)),
        ("attach", URL, str(folder / "older.txt")),
        ("attach", URL, str(folder / "saved.txt"), "--note", "saved by hand"),
        ("edit", URL, "--set", "importance=82", "--set", "tags=oversight, trust"),
        ("edit", URL, "--set", "doi=10.1234/abc"),
        ("import", "retractions", str(folder / "retractions.csv")),
        ("import", "domain-quality", str(folder / "quality.csv")),
        ("edit", URL, "--set", "published=2024-03", "--set", "type=paper"),
        ("rate", URL, "5", "--because", "A trial with a control group."),
        ("annotate", URL, "--quote", "overseers agree", "--note", "the claim"),
        ("review", URL, "--outcome", "ok"),
        ("attach", "https://example.org/y", str(folder / "long.txt")),
        ("attach", "https://example.org/z", str(folder / "long.txt")),
        ("merge", "https://example.org/other", URL),
        ("list", "--filter", "overseers", "--sort", "rating", "--save", "mine"),
        ("snooze", "https://example.org/y", "--until", "2999-01-01"),
    ):
        assert run(folder, *argv) == 0
    return folder


def run(folder: Path, *argv: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(["--store", str(folder / "store"), "--as", "Ada", *argv])
    return int(end.value.code or 0)


def schema(name: str) -> Draft202012Validator:
    document = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("name", COMMANDS)
def test_output(store: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    capsys.readouterr()
    argv = [part.format(wiki=store / "wiki") for part in COMMANDS[name]]
    assert run(store, *argv) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed, "an empty document would prove nothing"
    schema(name).validate(printed)


def test_every_schema_is_held() -> None:
    assert {path.name.split(".")[0] for path in SCHEMAS.iterdir()} == set(COMMANDS)


def test_a_name_that_is_not_documented_is_found() -> None:
    at = "2026-01-01T00:00:00Z"
    entry = {"at": at, "by": None, "what": "x", "version": None, "times": 1, "since": None}
    schema("log").validate([entry])
    with pytest.raises(ValidationError):
        schema("log").validate([{**entry, "secret": 1}])
