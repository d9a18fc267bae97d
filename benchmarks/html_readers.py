"""The sides of the extraction benchmark: ours and its peers, each from bytes to text."""

import logging
from collections.abc import Callable
from importlib.util import find_spec

import trafilatura
from lxml import html  # type: ignore[import-untyped]

from sources.extract.reader import read

Side = Callable[[bytes, str | None], str]
OURS = "citewiki"
BAR = "trafilatura"


def sides() -> dict[str, Side]:
    """Every side that is installed; says so for one that is not."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    found: dict[str, Side] = {
        OURS: _ours,
        BAR: _trafilatura(),
        "trafilatura fast": _trafilatura(fast=True),
        "trafilatura precision": _trafilatura(favor_precision=True),
    }
    for name, module, load in (
        ("readability-lxml", "readability", _readability),
        ("resiliparse", "resiliparse", _resiliparse),
    ):
        if find_spec(module) is None:
            print(f"{name}: left out, not installed (pip install -e '.[bench]')")
        else:
            found[name] = load()
    return found


def _ours(body: bytes, url: str | None) -> str:
    return read(body, "text/html", url).text


def _trafilatura(**settings: bool) -> Side:
    def side(body: bytes, url: str | None) -> str:
        return trafilatura.extract(body, include_comments=False, **settings) or ""

    return side


def _readability() -> Side:
    from readability import Document

    def side(body: bytes, url: str | None) -> str:
        summary = Document(body.decode("utf-8", "replace")).summary()
        return str(html.fromstring(summary).text_content())

    return side


def _resiliparse() -> Side:
    from resiliparse.extract.html2text import extract_plain_text

    def side(body: bytes, url: str | None) -> str:
        source = body.decode("utf-8", "replace")
        return str(extract_plain_text(source, main_content=True, alt_texts=False))

    return side
