"""Findings for other programs."""

import json

from citewiki.domain.checks.facts import Finding, Spot
from citewiki.domain.checks.table import chosen
from citewiki.export.findings import findings_github, findings_json, findings_sarif

CHECKS = chosen(["bad-url", "uncited-page"], [])
BAD, UNCITED = CHECKS
PATHS = {"a": "wiki pages/a,b.md"}
FOUND = [
    Finding(UNCITED, "a", Spot(None, None, "300 words")),
    Finding(BAD, "a", Spot(3, 7, "the link to %0A\n::error::x is bad")),
]


def test_github_takes_no_command_out_of_a_message() -> None:
    assert findings_github(FOUND, PATHS).splitlines() == [
        f"::warning file=wiki pages/a%2Cb.md,line=1,col=1,title=uncited-page::300 words; "
        f"{UNCITED.advice}",
        f"::error file=wiki pages/a%2Cb.md,line=3,col=7,title=bad-url::"
        f"the link to %250A%0A::error::x is bad; {BAD.advice}",
    ]


def test_sarif() -> None:
    document = json.loads(findings_sarif(FOUND, PATHS, CHECKS, "1.2"))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["bad-url", "uncited-page"]
    first, second = run["results"]
    assert (first["level"], second["level"]) == ("warning", "error")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "wiki%20pages/a%2Cb.md"
    assert "region" not in first["locations"][0]["physicalLocation"]
    region = second["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 7}


def test_json_names_the_place_and_the_advice() -> None:
    assert findings_json(FOUND, PATHS)[0] == {
        "check": "uncited-page",
        "severity": "warning",
        "page": "a",
        "file": "wiki pages/a,b.md",
        "line": None,
        "column": None,
        "message": "300 words",
        "advice": UNCITED.advice,
    }
