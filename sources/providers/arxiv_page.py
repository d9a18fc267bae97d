"""arXiv's abstract pages, for where its API may not be asked: robots.txt lets programs read them.

The head has the Highwire tags; what is known beyond them (comment, versions) stands in the body
under class names that have been there for years.
"""

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.errors import UnreadableAnswer
from citewiki.domain.providers import ProviderRecord
from citewiki.domain.sources import SourceType
from citewiki.ports.providers import ProviderRequest
from sources.extract.dates import normalise
from sources.extract.start_tags import thinned
from sources.providers.arxiv import Arxiv, id_in, withdrawal
from sources.providers.texts import ABSTRACT_CHARS, doi, line, names

MAX_BYTES = 1_000_000
"""Twenty times an abstract page."""

_VERSION = re.compile(r"\[(v[0-9]{1,4})\]")


class ArxivPage:
    """Implements ports.Provider: another door to the same one, tried after Arxiv."""

    name = Arxiv.name

    def recognise(self, url: str) -> ProviderRequest | None:
        work = id_in(url)
        if work is None:
            return None
        return ProviderRequest(self.name, work, f"https://arxiv.org/abs/{work}", "text/html")

    def parse(self, work: str, body: bytes) -> ProviderRecord:
        page = _read(body)
        if work not in _metas(page, "citation_arxiv_id"):
            raise UnreadableAnswer(f"the page is not about arXiv's {work}")
        abstract = line(_first(_metas(page, "citation_abstract")), ABSTRACT_CHARS)
        history = _text(page, "submission-history")
        versions = _VERSION.findall(history)
        comment = line(_text(page, "comments"))
        return ProviderRecord(
            title=line(_first(_metas(page, "citation_title"))),
            authors=names(_named(one) for one in _metas(page, "citation_author")),
            published=normalise(_first(_metas(page, "citation_date")) or ""),
            type=SourceType.PAPER,
            abstract=abstract,
            doi=doi(_first(_metas(page, "citation_doi"))),
            arxiv_id=work,
            version=versions[-1] if versions else None,
            withdrawal=withdrawal(abstract, comment) or _marked(history, comment),
        )


def _marked(history: str, comment: str | None) -> str | None:
    """The words where the newest version in the list is marked as a withdrawal."""
    newest = history[history.rfind("[v") :]
    return (comment or line(newest, 200)) if "(withdrawn)" in newest.lower() else None


def _named(written: str) -> str:
    """ "Example, Ada" as "Ada Example"."""
    family, comma, given = written.partition(", ")
    return f"{given} {family}" if comma else written


def _read(body: bytes) -> Any:
    if len(body) > MAX_BYTES:
        raise UnreadableAnswer(f"the page is larger than {MAX_BYTES:,} bytes")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        page = etree.fromstring(thinned(body.decode("utf-8", "replace")).encode(), parser)
    except (etree.LxmlError, ValueError):
        page = None
    if page is None:
        raise UnreadableAnswer("the page is no HTML")
    return page


def _metas(page: Any, name: str) -> list[str]:
    found = page.iterfind(".//meta[@name]")
    return [one.get("content", "") for one in found if one.get("name") == name]


def _text(page: Any, name: str) -> str:
    """The text of the first element of this class, "" where there is none."""
    for one in page.iterfind(".//*[@class]"):
        if name in one.get("class").split():
            return "".join(one.itertext())
    return ""


def _first(found: list[str]) -> str | None:
    return found[0] if found else None
