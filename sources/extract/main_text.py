"""The main text of a page: two readings of it, the better one written down."""

from lxml import etree  # type: ignore[import-untyped]
from trafilatura import bare_extraction

from sources.extract import page_reader
from sources.extract.blocks import Block, of_html, of_trafilatura, written
from sources.extract.furniture import titles, without_furniture
from sources.extract.judging import judge
from sources.extract.threads import is_thread


def main_text(tree: etree._Element, url: str | None) -> str:
    """The page's own text; "" for nothing. It may change the tree.

    The tree is lxml.html's and holds no comments: trafilatura loses the text that follows one.
    """
    own_titles, thread = titles(tree), is_thread(tree, url)
    page = without_furniture(page_reader.read(tree, thread), own_titles)
    article = without_furniture(_article(tree, url), own_titles)
    return written(page if judge(article, page).is_page else article)


def all_text(tree: etree._Element) -> str:
    """Every visible text of a page, block by block."""
    blocks, _ = of_html(tree)
    return written(blocks)


def _article(tree: etree._Element, url: str | None) -> list[Block]:
    """What trafilatura reads by its own rules alone; our reading stands in for its others."""
    try:
        found = bare_extraction(
            tree, url=url, fast=True, include_comments=False, with_metadata=False
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - untrusted trees reach odd corners; the page reading stands
        return []
    body = getattr(found, "body", None)
    return [] if body is None else of_trafilatura(body)
