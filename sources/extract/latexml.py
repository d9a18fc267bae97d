"""Papers that LaTeXML made into HTML, as arXiv and ar5iv show them.

Their markup says what each part is (classes `ltx_…`, LaTeXML manual, appendix on CSS), so nothing
has to be guessed: notes go after the text, the bibliography after these, and line numbers,
errors of the conversion and the site's own parts are left out.
"""

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from sources.extract.blocks import Block, Kind, names, of_html, written

_NOISE = names(
    "ltx_page_header ltx_page_navbar ltx_page_footer ltx_page_logo ltx_TOC ltx_ERROR "
    "ltx_listing_data ltx_tag_listingline ltx_role_display_none ar5iv-footer package-alerts "
    "ltx_authors ltx_title_document ltx_dates ltx_note_mark ltx_tag_note ltx_rdf ltx_pagination"
)
_NOISE_IDS = frozenset({"watermark-tr", "target-section", "openForm"})
_BULLETS = frozenset("•∙·–—-*◦▪■○●⋅")
_BIBLIOGRAPHY = "ltx_bibliography"
_FORMULA_TABLE = names("ltx_equation ltx_equationgroup ltx_eqn_table ltx_eqn_align ltx_eqn_gather")


def paper(tree: etree._Element) -> etree._Element | None:
    """The element that is the paper; None for a page of another make."""
    return next((one for one in tree.iter("article") if "ltx_document" in classes(one)), None)


def text(article: etree._Element) -> str:
    """The paper's text from the abstract on. It changes the tree."""
    _flatten_formula_tables(article)
    notes = list(_notes(article))
    noise: set[etree._Element] = set()
    bibliographies: list[etree._Element] = []
    for element in article.iter(etree.Element):
        own = classes(element)
        if _BIBLIOGRAPHY in own:
            bibliographies.append(element)
        elif _is_noise(element, own):
            noise.add(element)
        if "ltx_tag" in own:
            element.tail = f" {element.tail or ''}"
    blocks, _ = of_html(article, frozenset({*noise, *bibliographies}))
    blocks += notes
    for bibliography in bibliographies:
        blocks += of_html(bibliography, frozenset(noise))[0]
    return written(blocks)


def classes(element: etree._Element) -> frozenset[str]:
    return frozenset((element.get("class") or "")[:1000].split())


def _is_noise(element: etree._Element, own: frozenset[str]) -> bool:
    if own & _NOISE or element.get("id") in _NOISE_IDS:
        return True
    if "ltx_tag_item" in own:
        return "".join(element.itertext()).strip() in _BULLETS
    return element.tag in ("nav", "button", "dialog")


def _flatten_formula_tables(article: etree._Element) -> None:
    """Displayed formulas stand in the middle of a table of one row and blank sides."""
    for table in list(article.iter("table")):
        if not classes(table) & _FORMULA_TABLE:
            continue
        table.tag = "div"
        for inner in list(table.iter("tbody", "tr", "td")):
            inner.tag = {"tbody": "div", "tr": "p", "td": "span"}[inner.tag]
            if inner.tag == "span":
                inner.tail = f" {inner.tail or ''}"


def _notes(article: etree._Element) -> Iterator[Block]:
    """Footnotes and endnotes, taken out of the lines in which they stand; a number stays."""
    found = [
        one
        for one in article.iter("span")
        if {"ltx_role_footnote", "ltx_role_endnote"} & classes(one) and "ltx_note" in classes(one)
    ]
    for number, note in enumerate(found, start=1):
        parent = note.getparent()
        if parent is None:
            continue
        noise = frozenset(one for one in note.iter("sup", "span") if classes(one) & _NOISE)
        said = " ".join(block.text for block in of_html(note, noise)[0])
        tail = note.tail
        note.clear()
        note.text, note.tail = f"[{number}]", tail
        if said:
            yield Block(Kind.PARAGRAPH, f"[{number}] {said}")
