"""A page with the files that it takes in."""

import pytest

from citewiki.wiki.pandoc import includes
from citewiki.wiki.pandoc.bibliography import Bibliography
from citewiki.wiki.pandoc.includes import expand
from citewiki.wiki.pandoc.page import parse_page

A = "{{< include _a.md >}}"


def expanded(text: str, **files: str) -> includes.Expanded:
    """The page docs/p, and files of its folder by their names without _ and ending."""
    by_name = {f"docs/_{name}.md": content for name, content in files.items()}
    return expand("docs/p.qmd", text, by_name.get)


def problems(found: includes.Expanded) -> list[tuple[int | None, str]]:
    return [(one.line, one.what) for one in found.problems]


def test_a_file_stands_in_the_place_of_its_shortcode() -> None:
    found = expanded(f"One\n\n{A}\nTwo", a="---\ntitle: x\n---\nThree\nFour")
    assert found.text == "One\n\nThree\nFour\nTwo"
    assert found.lines == (1, 2, 3, 3, 4)
    assert (found.names, found.problems) == (("docs/_a.md",), ())


def test_what_it_cites_is_cited_at_the_shortcode() -> None:
    found = expanded(f"One\n\n  {A}\n\n<https://b.org>.[^1]", a="x <https://a.org>")
    page = found.placed(parse_page("p", found.text, Bibliography()))
    assert [(one.url, one.line, one.column) for one in page.citations] == [
        ("https://a.org", 3, 1),
        ("https://b.org", 5, 1),
    ]
    assert page.problems == ((5, "the footnote [^1] has no definition"),)


def test_files_in_files_and_from_the_root() -> None:
    found = expanded(A, a="{{< include /docs/_b.md >}}", b="{{< include ../docs/_c.md >}}", c="x")
    assert (found.text, found.names) == ("x", ("docs/_a.md", "docs/_b.md", "docs/_c.md"))


@pytest.mark.parametrize(
    "text", ["{{{< include _a.md >}}}", f"see {A}", "{{< include >}}", "{{< video _a.md >}}", ""]
)
def test_no_include(text: str) -> None:
    found = expanded(text, a="x")
    assert (found.text, found.names) == (text, ())


def test_a_file_that_is_not_there() -> None:
    assert problems(expanded(f"\n{A}")) == [
        (2, "the included file docs/_a.md is not in the wiki's folder")
    ]


def test_a_file_that_includes_itself() -> None:
    found = expanded(A, a="x\n{{< include _b.md >}}", b=A)
    assert found.text == "x"
    assert problems(found) == [(1, "the included file docs/_a.md includes itself")]


def test_files_that_multiply_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = {f"f{n}": f"{{{{< include _f{n + 1}.md >}}}}\n" * 2 for n in range(60)}
    found = expanded("{{< include _f0.md >}}", **twice)
    assert len(found.names) <= includes.MAX_FILES
    assert problems(found)[0] == (
        1,
        "the included file docs/_f10.md was left out: too much is included",
    )
    monkeypatch.setattr(includes, "MAX_CHARS", 10)
    found = expanded(f"{A}\n{A}\n{A}", a="x" * 20)
    assert (len(found.text), len(found.problems)) == (20, 2)
