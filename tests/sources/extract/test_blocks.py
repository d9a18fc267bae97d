"""Blocks out of HTML, what is left out of them, and how they are written."""

import pytest
from lxml import html  # type: ignore[import-untyped]

from citewiki.domain.extraction import ReadOutcome
from sources.extract import page_reader, web_page
from sources.extract.blocks import Block, Kind, of_html, written
from sources.extract.furniture import titles, without_furniture
from sources.extract.reader import read
from sources.extract.threads import is_thread

LONG = "Reward models can be gamed, and the gaming grows with the optimisation pressure on them. "


def blocks(source: str) -> list[tuple[str, str]]:
    found, _ = of_html(html.fromstring(f"<body>{source}</body>"))
    return [(block.kind.value, block.text) for block in found]


CASES = {
    "<h2>A</h2><p>b <i>c</i></p>": [("heading", "A"), ("paragraph", "b c")],
    "<ul><li>a</li><li><p>b</p></li></ul>": [("item", "a"), ("item", "b")],
    "<pre>a\n  b </pre>": [("code", "a\n  b")],
    "<blockquote><p>a</p></blockquote>": [("quote", "a")],
    "<table><tr><th>a</th><td><p>b</p></td></tr></table>": [("row", "a | b")],
    "<table><tr><td><h1>a</h1><p>b</p></td></tr></table>": [("heading", "a"), ("paragraph", "b")],
    "a<div>b</div>c": [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")],
    "<script>x</script><p>a<br>b</p>": [("paragraph", "a b")],
}


@pytest.mark.parametrize("source", CASES)
def test_kinds_are_kept_apart(source: str) -> None:
    assert blocks(source) == CASES[source]


def test_lists_and_tables_are_written_tight() -> None:
    kinds = (Kind.PARAGRAPH, Kind.ITEM, Kind.ITEM, Kind.ROW, Kind.ROW, Kind.HEADING)
    lines = [Block(kind, letter) for kind, letter in zip(kinds, "abcdef", strict=True)]
    assert written(lines) == "a\n\n- b\n- c\n\nd\ne\n\nf"


def test_text_after_a_comment_in_the_source_is_kept() -> None:
    page = f"<article><p>{LONG} Nobody <!-- mid --> knew.</p><p>{LONG * 3}</p></article>"
    assert "Nobody knew." in read(page.encode(), "text/html", None).text


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Read more: The other story", False),
        ("Advertisement", False),
        ("© 2024 The Lantern", False),
        ("Share prices fell.", True),
        ("Comments on the draft were few.", True),
        ("More: a play in five acts" + " and a long prologue" * 6, True),
    ],
)
def test_only_whole_lines_of_furniture_go(line: str, kept: bool) -> None:
    block = Block(Kind.PARAGRAPH, line)
    assert without_furniture([block], frozenset()) == ([block] if kept else [])


def test_the_title_goes_once_and_only_from_the_top() -> None:
    own = titles(html.fromstring("<html><body><h1>The Title!</h1></body></html>"))
    text = [Block(Kind.PARAGRAPH, each) for each in ("The title", "The title", LONG)]
    assert without_furniture(text, own) == text[1:]
    assert without_furniture([text[2]] * 5 + text[:1], own) == [text[2]] * 5 + text[:1]


@pytest.mark.parametrize(
    ("url", "thread"),
    [
        ("https://forum.example.org/t/1", True),
        ("https://example.org/forums/a/1", True),
        ("https://example.org/showthread.php?t=1", True),
        ("https://example.org/news/forum-report", False),
        ("https://example.org/topics/threads-of-thought", False),
        ("http://[broken", False),
        (None, False),
    ],
)
def test_a_thread_is_known_by_its_address(url: str | None, thread: bool) -> None:
    assert is_thread(html.fromstring("<html><body>a</body></html>"), url) is thread


def test_comments_are_text_in_a_thread_alone() -> None:
    page = f"<html><body><p>{LONG * 4}</p><div class='comments'><p>Thanks!</p></div></body></html>"
    for thread in (False, True):
        found = page_reader.read(html.fromstring(page), thread)
        assert ("Thanks!" in [block.text for block in found]) is thread


def test_a_page_of_very_many_tags_is_read_whole() -> None:
    found = read(b"<body>" + b"<p>a" * (web_page.MAX_TAGS + 1), "text/html", None)
    assert found.outcome is ReadOutcome.OK
    assert found.text.count("a") == web_page.MAX_TAGS + 1


def test_text_below_the_deepest_level_is_told_and_kept() -> None:
    found = read(b"<div>" * 100_000 + b"deep text", "text/html", None)
    assert (found.outcome, found.text) == (ReadOutcome.PARTIAL, "deep text")
