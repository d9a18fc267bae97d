"""Our own reading of a page: every block of its content region, prose or not.

trafilatura looks for an article. This reader looks for what is left when the parts that every
page of a site shares are gone, so it also reads threads, catalogues, services and tables; the
price is that it keeps more. judging.py says which of the two to believe.
"""

from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from sources.extract.blocks import HIDDEN, Block, Kind, Spans, of_html
from sources.extract.boilerplate import is_boilerplate, is_comments, words_of
from sources.extract.signals import SENTENCE, characters, prose

MOST = 0.5
"""No element with more than this share of the page's text is dropped for its name."""
MAIN_SHARE = 0.25
"""A <main> with less of the text that is left is not where the text is."""
REGION_SHARE = 0.75
"""The region is the smallest element that still holds this share of the prose."""
PROSE_PAGE = 0.3
"""With this share of prose a page is for reading; with less it is a list, and its links count."""
LINK_LINE = 0.8
"""A block with this share of link text is a link, not a sentence with links."""
LITTLE = 250
"""Characters of prose under which a page has nothing to read but its comments."""

_WHOLE = frozenset({"p", "ul", "ol", "li", "table", "tbody", "tr", "blockquote", "dl"})


def read(tree: etree._Element, thread: bool) -> list[Block]:
    """The blocks of the page's content; its readers' comments too where it is a `thread`."""
    body = tree.find(".//body")
    if body is None:
        body = tree
    marks = _marks(body)
    region = _main(marks, body)
    if not thread and marks.comments:
        blocks, spans = of_html(region, frozenset(marks.dropped | marks.comments))
        if prose(blocks) >= LITTLE:
            return _told_once(_narrowed(blocks, spans, region))
    return _told_once(_narrowed(*of_html(region, frozenset(marks.dropped)), region))


def _told_once(blocks: list[Block]) -> list[Block]:
    """Without the second copy of a sentence: pages repeat themselves for narrow screens."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if len(block.text) >= SENTENCE:
            if block.text in seen:
                continue
            seen.add(block.text)
        kept.append(block)
    return kept


@dataclass(frozen=True, slots=True)
class _Marks:
    """What one walk over a body found."""

    sizes: dict[etree._Element, int]
    dropped: set[etree._Element]
    comments: set[etree._Element]
    mains: list[etree._Element]


def _marks(body: etree._Element) -> _Marks:
    marks = _Marks(_sizes(body), set(), set(), [])
    most = MOST * marks.sizes[body]
    with_heading = _around(body, "h1")
    in_main = _headers_inside(body, ("main", "article"))
    walker = etree.iterwalk(body, events=("start",))
    for _, element in walker:
        size = marks.sizes.get(element, 0)
        if element.tag in HIDDEN or not size:
            walker.skip_subtree()
            continue
        words = words_of(element)
        site_header = element.tag == "header" and element not in in_main
        if size < most and (site_header or is_boilerplate(element, words, size)):
            marks.dropped.add(element)
            walker.skip_subtree()
        elif is_comments(element, words) and element not in with_heading:
            marks.comments.add(element)
        elif element.tag == "main" or element.get("role") == "main":
            marks.mains.append(element)
    return marks


def _around(body: etree._Element, tag: str) -> set[etree._Element]:
    """The elements that hold one with this tag. Each is visited once."""
    found: set[etree._Element] = set()
    for inner in body.iter(tag):
        for above in inner.iterancestors():
            if above in found:
                break
            found.add(above)
    return found


def _headers_inside(body: etree._Element, tags: tuple[str, ...]) -> set[etree._Element]:
    """The headers inside an element with one of these tags."""
    found: set[etree._Element] = set()
    depth = 0
    for event, element in etree.iterwalk(body, events=("start", "end"), tag=(*tags, "header")):
        if element.tag == "header":
            if depth:
                found.add(element)
        else:
            depth += 1 if event == "start" else -1
    return found


def _sizes(root: etree._Element) -> dict[etree._Element, int]:
    """Characters of text in each element, what is never shown apart."""
    sizes: dict[etree._Element, int] = {}
    sums: list[int] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element.tag in HIDDEN:
                walker.skip_subtree()
                sums.append(0)
            else:
                sums.append(len((element.text or "").strip()))
            continue
        sizes[element] = size = sums.pop()
        if sums:
            sums[-1] += size + len((element.tail or "").strip())
    return sizes


def _main(marks: _Marks, body: etree._Element) -> etree._Element:
    """The page's <main>, where it has one that holds a fair share of the text."""
    if not marks.mains:
        return body
    left = marks.sizes[body] - sum(marks.sizes[element] for element in marks.dropped)
    main = max(marks.mains, key=marks.sizes.__getitem__)
    return main if marks.sizes[main] > MAIN_SHARE * left else body


def _narrowed(blocks: list[Block], spans: Spans, region: etree._Element) -> list[Block]:
    """On a page for reading: the smallest element with the prose, and no lines of mere links."""
    if prose(blocks) <= PROSE_PAGE * characters(blocks):
        return blocks
    sums = [0]
    for block in blocks:
        sums.append(sums[-1] + prose([block]))
    start, end = 0, len(blocks)
    while children := _block_children(region, spans):
        region = max(children, key=lambda child: sums[spans[child][1]] - sums[spans[child][0]])
        first, last = spans[region]
        if region.tag in _WHOLE or sums[last] - sums[first] < REGION_SHARE * sums[-1]:
            break
        start, end = first, last
    return [
        block
        for block in blocks[start:end]
        if block.kind is Kind.HEADING or block.linked <= LINK_LINE * len(block.text)
    ]


def _block_children(element: etree._Element, spans: Spans) -> list[etree._Element]:
    """The nearest block elements below an element."""
    found: list[etree._Element] = []
    left = list(element)
    while left:
        child = left.pop()
        if child in spans:
            found.append(child)
        else:
            left.extend(child)
    return found
