"""One lxml tree of a page, as a browser would have it where libxml2 would not."""

import re
from itertools import islice

from lxml import etree, html  # type: ignore[import-untyped]

from sources.extract import maths
from sources.extract.start_tags import thinned

_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""End tags that HTML lets one leave out, and after which libxml2 leaves out the text: 3 of 691
real pages have their body's end before that of their text."""
_TEXT_IN_DRAWING = ("foreignobject", "desc", "title")
_NO_DRAWING = ("p", "div", "table", "ul", "h1", "h2", "h3")
_LOOKED_AT = 50  # of the text elements in a drawing
_IN_HEAD = frozenset(
    {"title", "meta", "link", "script", "style", "base", "noscript", "template", "bgsound"}
)


def parse(source: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether the parser ran into one of its limits."""
    # lxml.html's parser, not etree's: trafilatura takes its elements only.
    parser = html.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_pis=True, remove_comments=True
    )
    try:
        tree = etree.fromstring(thinned(_ENDS.sub("", source)).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    if tree is not None:
        _open_body(tree)
        _close_drawings(tree)
        maths.spell_out(tree)
    limits = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NO_MEMORY)
    dropped = any(entry.type in limits for entry in parser.error_log)
    return tree, dropped


def _close_drawings(tree: etree._Element) -> None:
    """Show what stands in an <svg> that was never closed: browsers end it at the first <p>."""
    for drawing in list(tree.iter("svg")):
        if drawing.tag != "svg":  # within one that was dealt with
            continue
        for text in islice(drawing.iter(*_NO_DRAWING), _LOOKED_AT):
            if next(text.iterancestors(*_TEXT_IN_DRAWING), None) is None:
                for each in list(drawing.iter("svg")):
                    each.tag = "div"
                break


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
