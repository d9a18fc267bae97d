"""Short pages in every syntax, each with what it cites, written down before it was read.

A snippet is its name behind an @, its text, and a line for each citation: `= target` or
`= target :: claim`.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from citewiki.wiki.markdown import parse_page

HERE = Path(__file__).parent / "snippets"


@dataclass(frozen=True)
class Snippet:
    """A page, and the target and claim of each citation; None where any claim will do."""

    name: str
    text: str
    cited: tuple[tuple[str, str | None], ...]


def _snippets() -> list[Snippet]:
    found = []
    for path in sorted(HERE.glob("*.txt")):
        for block in f"\n{path.read_text('utf-8')}".split("\n@ ")[1:]:
            name, *lines = block.rstrip().split("\n")
            told = [line[2:].partition(" :: ") for line in lines if line.startswith("= ")]
            text = "\n".join(line for line in lines if not line.startswith("= "))
            cited = tuple((target, claim or None) for target, _, claim in told)
            found.append(Snippet(f"{path.stem}: {name}", text, cited))
    return found


SNIPPETS = _snippets()


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda one: one.name)
def test_snippet(snippet: Snippet) -> None:
    found = [
        (one.url or one.resource, one.claim) for one in parse_page("a/b", snippet.text).citations
    ]
    assert [target for target, _ in found] == [target for target, _ in snippet.cited]
    for (target, claim), (_, wanted) in zip(found, snippet.cited, strict=True):
        assert wanted is None or claim == wanted, target


def test_every_snippet_has_a_name_of_its_own() -> None:
    assert max(Counter(one.name for one in SNIPPETS).values()) == 1
    assert len(SNIPPETS) > 250
