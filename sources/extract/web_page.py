"""HTML: one lxml tree for the head's tags and the main text."""

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.extraction import ReadOutcome
from sources.extract import latexml, latexml_metadata, page_metadata, page_tree, saved_marks
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
_SAID_BY_TAGS = ("meta ", "link ", "json-ld ", "html lang", "title element")


def read(body: bytes, media_type: str, url: str | None) -> Reading:
    """Main text and metadata. PARTIAL where the parser or a cap dropped a part of the page."""
    source = clean(decode(body[:MAX_BYTES], media_type))
    cut = "The page is over 10 MB; only that much was read." if len(body) > MAX_BYTES else ""
    if not source.strip():
        return Reading(ReadOutcome.NO_TEXT, detail="The page is empty.")
    tree, dropped = page_tree.parse(source)
    metadata, language = ((), None) if tree is None else page_metadata.read(tree, url)
    saved = saved_marks.find(source)
    paper = None if tree is None or "ltx_document" not in source else latexml.paper(tree)
    if paper is not None:
        # The paper's own marks stand in for what is guessed from a page's look.
        said = (one for one in metadata if one.found_in.startswith(_SAID_BY_TAGS))
        metadata = (*said, *latexml_metadata.read(paper, tree))
    flat = text_without_tree(source) if dropped else ""
    if dropped:
        cut = "The page is nested or packed too deep; the parser dropped a part of it."
    if tree is None or (dropped and _lost(tree, flat)):
        text = flat
    else:
        text = _of_tree(tree, paper, source, url) or flat
    kept = fits(text)
    if not kept.strip():
        detail = cut or "The page holds no text of its own (it may need JavaScript)."
        return Reading(ReadOutcome.NO_TEXT, "", (), metadata, detail, language, saved)
    if len(kept) < len(text):
        cut = "The text is over 8 MB; only that much was kept."
    outcome = ReadOutcome.PARTIAL if cut else ReadOutcome.OK
    return Reading(outcome, kept, (), metadata, cut, language, saved)


def _of_tree(
    tree: etree._Element, paper: etree._Element | None, source: str, url: str | None
) -> str:
    """The text of a page, or of the paper in it; where neither has any, all that is visible."""
    huge = source.count("<") > MAX_TAGS
    text = ""
    if paper is not None:
        text = latexml.text(paper)
    elif not huge:
        text = main_text(tree, url)
    if text.strip():
        return text
    whole = tree if huge else page_tree.parse(source)[0]  # the first one may have been pruned
    return "" if whole is None else all_text(whole)


def _lost(tree: etree._Element, flat: str) -> bool:
    """Whether the tree lacks the page's end, or much of the text that stands between the tags."""
    held = "".join("".join(tree.itertext()).split())
    due = "".join(flat.split())
    return due[-_TAIL:] not in held or len(held) < (1 - LOST) * len(due)


def whole_text(body: bytes, media_type: str) -> tuple[str, bool]:
    """All the text of a page that is nothing but text (a book's chapter), and whether some of
    it is known to be missing."""
    source = clean(decode(body[:MAX_BYTES], media_type))
    tree, dropped = page_tree.parse(source)
    text = "" if tree is None else all_text(tree)
    return (text_without_tree(source) if dropped else text), dropped or len(body) > MAX_BYTES


def parse(body: bytes, media_type: str) -> etree._Element | None:
    """The tree alone, or None where there is none; what was dropped is not told."""
    return page_tree.parse(clean(decode(body[:MAX_BYTES], media_type)))[0]
