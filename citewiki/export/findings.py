"""What `check` found, for other programs: JSON, GitHub's annotations and SARIF 2.1.0.

`paths` gives each page's file as the reader of the result knows it, by page id.
"""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from citewiki.domain.checks.facts import Check, Finding, Severity

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def findings_json(findings: Sequence[Finding], paths: Mapping[str, str]) -> list[dict[str, object]]:
    """One object a finding; `line` and `column` are null where it is of the whole page."""
    return [
        {
            "check": one.check.name,
            "severity": one.check.severity.value,
            "page": one.page_id,
            "file": paths[one.page_id],
            "line": one.spot.line,
            "column": one.spot.column,
            "message": one.spot.message,
            "advice": one.check.advice,
        }
        for one in findings
    ]


def findings_github(findings: Sequence[Finding], paths: Mapping[str, str]) -> str:
    """A workflow command a line, by which GitHub marks the place in a pull request."""
    out = []
    for one in findings:
        properties = {
            "file": paths[one.page_id],
            "line": one.spot.line or 1,
            "col": one.spot.column or 1,
            "title": one.check.name,
        }
        shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        message = _message(f"{one.spot.message}; {one.check.advice}")
        out.append(f"::{one.check.severity.value} {shown}::{message}\n")
    return "".join(out)


def findings_sarif(
    findings: Sequence[Finding],
    paths: Mapping[str, str],
    checks: Sequence[Check],
    version: str,
) -> str:
    """One run of the Static Analysis Results Interchange Format (OASIS), with these checks as
    its rules."""
    order = {check.name: n for n, check in enumerate(checks)}
    run = {
        "tool": {
            "driver": {"name": "citewiki", "version": version, "rules": [_rule(c) for c in checks]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, paths[one.page_id], order[one.check.name]) for one in findings],
    }
    document = {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"


def _rule(check: Check) -> dict[str, object]:
    return {
        "id": check.name,
        "shortDescription": {"text": check.name.replace("-", " ")},
        "help": {"text": f"{check.advice[0].upper()}{check.advice[1:]}."},
        "defaultConfiguration": {"level": _level(check.severity)},
    }


def _result(one: Finding, path: str, rule: int) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": quote(path)}}
    if one.spot.line is not None:
        place["region"] = {"startLine": one.spot.line, "startColumn": one.spot.column or 1}
    return {
        "ruleId": one.check.name,
        "ruleIndex": rule,
        "level": _level(one.check.severity),
        "message": {"text": f"{one.spot.message}; {one.check.advice}"},
        "locations": [{"physicalLocation": place}],
    }


def _level(severity: Severity) -> str:
    return severity.value  # SARIF's own words: error, warning


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _message(str(value)).replace(":", "%3A").replace(",", "%2C")
