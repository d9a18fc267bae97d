"""The sides of the extraction benchmark: ours and its peers, each from bytes to text."""

import logging
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

import trafilatura
from lxml import html  # type: ignore[import-untyped]

from sources.extract.charset import decode
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
        BAR: _trafilatura,
        "trafilatura fast": partial(_trafilatura, fast=True),
        "trafilatura precision": partial(_trafilatura, precision=True),
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


def _trafilatura(
    body: bytes, url: str | None, *, fast: bool = False, precision: bool = False
) -> str:
    found = trafilatura.extract(body, fast=fast, favor_precision=precision, include_comments=False)
    return found or ""


def _readability() -> Side:
    from readability import Document

    def side(body: bytes, url: str | None) -> str:
        summary = Document(decode(body, "text/html")).summary()
        return str(html.fromstring(summary).text_content())

    return side


def _resiliparse() -> Side:
    from resiliparse.extract.html2text import extract_plain_text

    def side(body: bytes, url: str | None) -> str:
        source = decode(body, "text/html")
        return str(extract_plain_text(source, main_content=True, alt_texts=False))

    return side
