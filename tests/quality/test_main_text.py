"""Floors for the main text, on small pages of our own in the shapes that are cited."""

from collections import Counter

import pytest

from sources.extract.reader import read

FIRST = "Scaling supervision means letting people judge work that they could not do themselves."
SECOND = "A debate between two models lets a judge find the flaw that one of them points out."
THIRD = "None of the experiments so far show that the method holds under optimisation pressure."
NAV = "<nav><ul><li><a href=/>Home</a></li><li><a href=/b>Blog</a></li></ul></nav>"
FOOTER = "<footer><p>Copyright notice and all rights</p><a href=/p>Privacy policy</a></footer>"
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
SHAPES = {
    "article": f"{NAV}<article><h1>On debate</h1>{TEXT}</article>{FOOTER}",
    "main": f"{NAV}<main>{TEXT}</main>{FOOTER}",
    "divs": f"{NAV}<div class=content><div class=post>{TEXT}</div></div>{FOOTER}",
    "list": f"{NAV}<article><ul><li>{FIRST}</li><li>{SECOND}</li><li>{THIRD}</li></ul></article>",
    "quote": f"{NAV}<article><p>{FIRST}</p><blockquote><p>{SECOND}</p></blockquote>"
    f"<p>{THIRD}</p></article>{FOOTER}",
    "comments": f"<article>{TEXT}</article><div id=comments class=comments><p>Great post by the "
    "way, thanks for sharing it here</p></div>",
    "inline": f"<article><p>{FIRST.replace('people', '<a href=/x>people</a>')}</p>"
    f"<p>{SECOND.replace('judge', '<em>judge</em>')}</p><p>{THIRD}</p></article>{FOOTER}",
    "bare": f"{FIRST}<br><br>{SECOND}<br><br>{THIRD}",
}


def f1(text: str, gold: str) -> float:
    """Of words, as the Web Content Extraction Benchmark counts them."""
    got, due = Counter(text.lower().split()), Counter(gold.lower().split())
    return 2 * (got & due).total() / (got.total() + due.total())


@pytest.mark.parametrize("shape", SHAPES)
def test_the_main_text_is_found(shape: str) -> None:
    found = read(f"<html><body>{SHAPES[shape]}</body></html>".encode(), "text/html", None)
    assert f1(found.text, f"{FIRST} {SECOND} {THIRD}") >= 0.9, found.text
