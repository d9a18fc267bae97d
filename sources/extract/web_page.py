"""HTML: one lxml tree for the head's tags and the main text."""

import re

from lxml import etree, html  # type: ignore[import-untyped]

from citewiki.domain.extraction import ReadOutcome
from sources.extract import latexml, latexml_metadata, maths, page_metadata, saved_marks
from sources.extract.charset import decode
from sources.extract.cleaning import clean, fits
from sources.extract.flat_text import text_without_tree
from sources.extract.main_text import all_text, main_text
from sources.extract.reading import Reading

MAX_BYTES = 10_000_000
MAX_TAGS = 100_000
"""A page with more is not judged but read whole: to weigh its parts would cost more than a page
may (see limits.py). The largest of 691 real pages has a fifth of it."""

LOST = 0.1
"""Where the parser dropped more than this share of a page's text, its tree is no fair picture."""
_TAIL = 40  # characters of a page by which its end is known
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""End tags that HTML lets one leave out, and after which libxml2 leaves out the text: 3 of 691
real pages have their body's end before that of their text."""
_DRAWINGS_WITH_TEXT = etree.XPath(  # an <svg> that was never closed: browsers end it there
    "//svg[not(ancestor::svg)][.//*[self::p or self::div or self::table or self::ul or self::h1 "
    "or self::h2 or self::h3][not(ancestor::foreignobject or ancestor::desc or ancestor::title)]]"
)
_IN_HEAD = frozenset(
    {"title", "meta", "link", "script", "style", "base", "noscript", "template", "bgsound"}
)


def read(body: bytes, media_type: str, url: str | None) -> Reading:
    """Main text and metadata. PARTIAL where the parser or a cap dropped a part of the page."""
    source = clean(decode(body[:MAX_BYTES], media_type))
    cut = "The page is over 10 MB; only that much was read." if len(body) > MAX_BYTES else ""
    if not source.strip():
        return Reading(ReadOutcome.NO_TEXT, detail="The page is empty.")
    tree, dropped = _parse(source)
    metadata, language = ((), None) if tree is None else page_metadata.read(tree, url)
    saved = saved_marks.find(source)
    huge = source.count("<") > MAX_TAGS
    paper = None if tree is None or "ltx_document" not in source else latexml.paper(tree)
    if paper is not None:
        metadata = (*metadata, *latexml_metadata.read(paper, tree))
        text = latexml.text(paper)
    else:
        text = "" if tree is None or huge else main_text(tree, url)
    if not text.strip() and tree is not None:
        tree = tree if huge else _parse(source)[0]  # trafilatura may have pruned the first one
        text = "" if tree is None else all_text(tree)
    if dropped:
        cut = "The page is nested or packed too deep; the parser dropped a part of it."
        flat = text_without_tree(source)
        if not text.strip() or _lost(source, flat):
            text = flat
    kept = fits(text)
    if len(kept) < len(text):
        cut = "The text is over 8 MB; only that much was kept."
    if cut:
        return Reading(ReadOutcome.PARTIAL, kept, (), metadata, cut, language, saved)
    if not kept.strip():
        detail = "The page holds no text of its own (it may need JavaScript)."
        return Reading(ReadOutcome.NO_TEXT, "", (), metadata, detail, language, saved)
    return Reading(ReadOutcome.OK, kept, (), metadata, "", language, saved)


def _lost(source: str, flat: str) -> bool:
    """Whether the tree lacks the page's end, or much of the text that stands between the tags."""
    tree = _parse(source)[0]
    held = "" if tree is None else "".join("".join(tree.itertext()).split())
    due = "".join(flat.split())
    return due[-_TAIL:] not in held or len(held) < (1 - LOST) * len(due)


def whole_text(body: bytes, media_type: str) -> tuple[str, bool]:
    """All the text of a page that is nothing but text (a book's chapter), and whether some of
    it is known to be missing."""
    source = clean(decode(body[:MAX_BYTES], media_type))
    tree, dropped = _parse(source)
    text = "" if tree is None else all_text(tree)
    return (text_without_tree(source) if dropped else text), dropped or len(body) > MAX_BYTES


def parse(body: bytes, media_type: str) -> etree._Element | None:
    """The tree alone, or None where there is none; what was dropped is not told."""
    return _parse(clean(decode(body[:MAX_BYTES], media_type)))[0]


def _parse(source: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether the parser ran into one of its limits."""
    # lxml.html's parser, not etree's: trafilatura takes its elements only.
    parser = html.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_pis=True, remove_comments=True
    )
    try:
        tree = etree.fromstring(_ENDS.sub("", source).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    if tree is not None:
        _open_body(tree)
        maths.spell_out(tree)
        for drawing in _DRAWINGS_WITH_TEXT(tree):
            for each in list(drawing.iter("svg")):
                each.tag = "div"
    limits = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NO_MEMORY)
    dropped = any(entry.type in limits for entry in parser.error_log)
    return tree, dropped


def _open_body(tree: etree._Element) -> None:
    """Move out of the head what begins the body, as browsers do where <body> is left out:
    libxml2 knows no <article> or <main>, and leaves them, with the whole page, in the head."""
    head = tree.find("head")
    if head is None:
        return
    first = next((n for n, child in enumerate(head) if child.tag not in _IN_HEAD), None)
    if first is None:
        return
    body = tree.find("body")
    if body is None:
        body = etree.SubElement(tree, "body")
    for at, child in enumerate(head[first:]):
        body.insert(at, child)
