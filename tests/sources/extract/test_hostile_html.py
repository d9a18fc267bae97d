"""The quick ones of the hostile pages in the real jail (`python -m benchmarks hostile_html` takes
them all)."""

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from citewiki.domain.extraction import ReadOutcome
from sources.extract import web_page
from sources.extract.jail import JailedExtractor
from sources.extract.reader import read
from tests.sources.extract import hostile_bytes, hostile_html
from tests.sources.extract.hostile_files import CUT, READ, HostileFile
from tests.sources.extract.hostile_html import BOTH, FIRST, LAST, page

CASES = (*hostile_html.cases(), *hostile_bytes.cases())
SLOW = frozenset(  # 0.3 to 18 s each; the others take 3 s together
    """400 elements of 2,000 attributes|2 million paragraphs|tables nested 5,000 deep
    |400,000 paragraphs|a million <br>|a page of 12 MB in a message|a text of 11 MB
    |a text of 9.5 MB|300,000 links|100,000 tables|a row of 300,000 cells|100,000 list items
    |100,000 headings|one line of 5 MB|entities that nobody knows|links in links|5 MB of &
    |one word of 5 MB|<div> nested 100,000 deep|forms in forms|a message of 20 MB in base64
    |200,000 <meta>|5 MB of <|MathML of 100,000 numbers|an element of 20,000 attributes
    |5 MB of nulls, then a page|5 MB of nulls|tags that nobody knows|10,000 JSON-LD scripts
    |<b> nested 100,000 deep|a million entities|entities without an end""".replace(
        "\n    |", "|"
    ).split("|")
)


@pytest.fixture(scope="module")
def jail() -> Iterator[JailedExtractor]:
    with JailedExtractor() as extractor:
        yield extractor


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name) for case in CASES if case.name not in SLOW]
)
def test_a_hostile_page_ends_in_text_or_a_reason(jail: JailedExtractor, case: HostileFile) -> None:
    found = jail.extract(case.make(), case.media_type, None)
    assert not case.wrong(found)


def test_the_cases_are_many_and_the_slow_ones_among_them() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names)) >= 100
    assert set(names) >= SLOW


FINE = HostileFile("fine", page().encode, READ, words=BOTH)
MISSED = [
    ("another end", replace(FINE, outcomes=CUT), {}, "ok: "),
    ("another reason", replace(FINE, detail="damaged"), {}, "ok: "),
    ("a word lost", FINE, {"text": FIRST}, f"lost {LAST!r}"),
    ("a word that must not be", replace(FINE, never=("pairs",)), {}, "said 'pairs'"),
    ("a control", FINE, {"text": "\x1b[2J"}, "a control character in its text"),
    ("no text in what was read", FINE, {"text": "", "detail": "x"}, "ok with 0 characters"),
    ("nothing at all", FINE, {"text": ""}, "nothing, and no reason"),
]


@pytest.mark.parametrize(
    ("case", "changed", "why"), [each[1:] for each in MISSED], ids=[each[0] for each in MISSED]
)
def test_a_bad_end_is_noticed(case: HostileFile, changed: dict[str, str], why: str) -> None:
    found = read(case.make(), case.media_type, None)
    assert not FINE.wrong(found)
    assert case.wrong(replace(found, **changed)) == why  # type: ignore[arg-type]


def test_nothing_is_fetched(jail: JailedExtractor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setblocking(False)
        at = f"http://127.0.0.1:{door.getsockname()[1]}"
        body = (
            f'<?xml version="1.0"?><?xml-stylesheet href="{at}/a.xsl" type="text/xsl"?>'
            f'<!DOCTYPE html PUBLIC "x" "{at}/a.dtd" [<!ENTITY e SYSTEM "{at}/e">'
            f'<!ENTITY % d SYSTEM "{at}/d">%d;]><html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:xi="http://www.w3.org/2001/XInclude"><head><base href="{at}/"/>'
            f'<link rel="stylesheet" href="{at}/c"/></head><body><p>{FIRST} &e;</p>'
            f'<xi:include href="{at}/i"/><img src="{at}/p"/><iframe src="{at}/f"/></body></html>'
        ).encode()
        for kind in ("text/html", "application/xhtml+xml"):
            assert FIRST in jail.extract(body, kind, at).text
        with pytest.raises(BlockingIOError):
            door.accept()


@pytest.mark.parametrize("end", ["</body>", "</html>", "</body></html>", "</BODY ></html>\n"])
def test_a_body_that_is_closed_too_soon_is_read_to_its_end(end: str) -> None:
    found = read(page(end).encode(), "text/html", None)
    assert (found.outcome, found.text) == (ReadOutcome.OK, f"{FIRST}\n\n{LAST}")


DRAWINGS = [
    ("never closed", "<svg><g><path d=M0>", True),
    ("within another", "<svg><svg><g>", True),
    (
        "with its own text",
        f"<svg><foreignObject><p>{'label ' * 9}</p></foreignObject></svg>",
        False,
    ),
    ("with a name", "<svg><title><p>a bird</p></title></svg>", False),
]


@pytest.mark.parametrize(
    ("drawing", "shown"), [each[1:] for each in DRAWINGS], ids=[each[0] for each in DRAWINGS]
)
def test_a_drawing_ends_where_a_browser_ends_it(drawing: str, shown: bool) -> None:
    """What follows is read in any case; what stands in a sound drawing is not."""
    tree = web_page.parse(page(drawing).encode(), "text/html")
    assert tree is not None
    assert (tree.find(".//svg") is None) is shown
    assert LAST in read(page(drawing).encode(), "text/html", None).text
