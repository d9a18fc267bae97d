"""Markdown files and plain text."""

import pytest

from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.sources import Field, Value
from sources.extract.reader import read
from tests.shared_data import shared

FILE = """---
title: "On **Pairs**"
authors:
  - name: Ada Example
  - Ben Sample
date: 2024-05-06T10:00:00Z
lastmod: 7 June 2024
summary: Two see more.
doi: https://doi.org/10.1234/abc.5
lang: en-GB
tags: [x]
---

# On Pairs *really*

Reviewers in **pairs** found [more](https://example.org/) errors[^1].

- first `thing`
- second thing

> Two see more.

| Group | Errors |
|---|---|
| pairs | 31 |

```python
x = "<b>"
y = 1
```

[^1]: See the annex.
"""
TEXT = (
    "On Pairs really\n\nReviewers in pairs found more errors[1].\n\n- first thing\n- second thing"
    '\n\nTwo see more.\n\nGroup | Errors\npairs | 31\n\nx = "<b>"\ny = 1\n\n[1] See the annex.'
)


def test_a_file_is_read_without_its_marks_and_with_its_front_matter() -> None:
    found = read(FILE.encode(), "text/markdown", None)
    assert (found.outcome, found.text) == (ReadOutcome.OK, TEXT)
    assert [(one.field, one.value, one.found_in) for one in found.metadata] == [
        (Field.TITLE, "On **Pairs**", "front matter title"),
        (Field.DOI, "10.1234/abc.5", "front matter doi"),
        (Field.AUTHORS, ("Ada Example", "Ben Sample"), "front matter authors"),
        (Field.PUBLISHED, "2024-05-06", "front matter date"),
        (Field.MODIFIED, "2024-06-07", "front matter lastmod"),
        (Field.LANGUAGE, "en", "front matter lang"),
        (Field.ABSTRACT, "Two see more.", "front matter summary"),
        (Field.TITLE, "On Pairs really", "markdown heading"),
    ]


FRONTS: list[tuple[str, str, str, dict[Field, Value]]] = [
    ("none", "words", "words", {}),
    ("an author", "---\nauthor: A Poe and B Roe\n---\nwords", "words",
     {Field.AUTHORS: ("A Poe", "B Roe")}),
    ("odd values", "---\ntitle: [1]\ndate: no\nauthors: {a: b}\ndoi: x\nlang: 7\n---\nw", "w", {}),
    ("an alias", "---\na: &x 1\ntitle: *x\n---\nw", "a: &x 1 title: *x\n\nw", {}),
    ("never closed", "---\ntitle: x\n\nwords", "title: x\n\nwords", {}),
    ("a heading under its text", "Title\n=====\n\nw", "Title\n\nw", {Field.TITLE: "Title"}),
    ("a heading further down", "words\n\n# Part\n", "words\n\nPart", {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "text", "values"), [one[1:] for one in FRONTS], ids=[one[0] for one in FRONTS]
)
def test_front_matter_and_title(source: str, text: str, values: dict[Field, Value]) -> None:
    found = read(source.encode(), "text/markdown", None)
    assert found.text == text
    assert {one.field: one.value for one in found.metadata} == values


HOSTILE = [
    ("quotes 100,000 deep", b"> " * 100_000 + b"words", ReadOutcome.PARTIAL),
    ("lists 1,200 deep", b"".join(b"  " * n + b"- a\n" for n in range(1_200)), ReadOutcome.PARTIAL),
    ("a million marks", b"*a_" * 300_000, ReadOutcome.OK),
    ("links that never close", b"[a](" * 100_000 + b" words", ReadOutcome.OK),
    ("controls", b"words \x1b[2J \x00", ReadOutcome.OK),
    ("nothing", b"---\n---\n", ReadOutcome.NO_TEXT),
    ("a script", b"<script>alert(1)</script>\n\nwords", ReadOutcome.OK),
]


@pytest.mark.parametrize(
    ("body", "outcome"), [one[1:] for one in HOSTILE], ids=[one[0] for one in HOSTILE]
)
def test_a_hostile_file_is_an_outcome(body: bytes, outcome: ReadOutcome) -> None:
    found = read(body, "text/markdown", None)
    assert found.outcome is outcome, found.detail
    assert "words" in found.text or b"words" not in body
    assert "alert" not in found.text
    assert "\x1b" not in found.text


def test_plain_text_stands_as_it_is() -> None:
    source = "  Title: x\r\n\r\n# no heading\r\n* no item\r\n"
    assert read(source.encode(), "text/plain", None).text == (
        "  Title: x\n\n# no heading\n* no item\n"
    )


def test_real_pages_of_a_wiki_keep_their_words() -> None:
    pages = sorted(shared("longterm-wiki/pages").rglob("*.md*"))[:40]
    for path in pages:
        found = read(path.read_bytes(), "text/markdown", None)
        assert found.readable, path
        assert any(one.field is Field.TITLE for one in found.metadata), path
