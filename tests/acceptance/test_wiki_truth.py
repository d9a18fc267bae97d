"""56 pages of the real wiki, read by a person: exactly what stands there is found.

`wiki_truth.tsv` has under each page's id (and the start of its file's SHA-256) the syntax, the
URL or resource id, and the lines that cite it; docs/reading-pages.md tells how it was made.
"""

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from citewiki.wiki.markdown import parse_page
from tests.shared_data import shared

_TRUTH = Path(__file__).with_name("wiki_truth.tsv")

Cited = Counter[tuple[int, str, str]]
"""How often each (line, syntax, URL or resource id) is cited in a page."""


def _truth() -> dict[str, tuple[str, Cited]]:
    pages: dict[str, tuple[str, Cited]] = {}
    for row in _TRUTH.read_text(encoding="utf-8").splitlines():
        if row.startswith("# "):
            _, page, digest = row.split()
            cited: Cited = Counter()
            pages[page] = digest, cited
        else:
            syntax, name, lines = row.split("\t")
            cited.update((int(line), syntax, name) for line in lines.split(","))
    return pages


TRUTH = _truth()


def test_every_syntax_of_the_wiki_is_covered() -> None:
    syntaxes = {syntax for _, cited in TRUTH.values() for _, syntax, _ in cited}
    assert syntaxes == {
        "link",
        "footnote",
        "resource_tag",
        "property",
        "bare_url",
        "identifier",
    }
    assert len(TRUTH) >= 40


@pytest.mark.parametrize("page", TRUTH)
def test_what_a_person_finds_is_found_and_nothing_else(page: str) -> None:
    digest, cited = TRUTH[page]
    content = shared("longterm-wiki", "pages", f"{page}.mdx").read_bytes()
    if not hashlib.sha256(content).hexdigest().startswith(digest):
        pytest.skip("is another version of the page than the one that was read")
    found = Counter(
        (one.line, one.syntax.value, one.url or one.resource or "")
        for one in parse_page(page, content.decode(), is_mdx=True).citations
    )
    assert found == cited
