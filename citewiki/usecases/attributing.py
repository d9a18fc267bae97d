"""Which sources a page's citations are of: known ones by any spelling, and new ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citewiki.domain.citations import PageProblem, WikiPage
from citewiki.domain.urls import canonicalize
from citewiki.ports.library.pages import NewNames, PageScan
from citewiki.usecases.registering import resolve_urls

if TYPE_CHECKING:
    from citewiki.domain.citations import ParsedPage
    from citewiki.domain.identity import UrlIndex
    from citewiki.domain.sources import NewSource, SourceId
    from citewiki.ports import Ports
    from citewiki.ports.folders import PageFile

_NAMES_NO_SOURCE = re.compile(r'<R id="(.*)"> names no source', re.DOTALL)
_KINDS_ABOVE = frozenset({"knowledge-base", "docs", "content", "pages"})


@dataclass(frozen=True, slots=True)
class Attributed:
    """A page as the records take it; of its problems apart, the resource tags that name no source
    and the others."""

    scan: PageScan
    unresolved: tuple[PageProblem, ...]
    problems: tuple[PageProblem, ...]


class Attribution:
    """For one scan: what a page brings is known to the next. `index` is None until a page is
    asked for, since only a scan that finds a change needs it."""

    def __init__(self, ports: Ports) -> None:
        self.index: UrlIndex | None = None
        self._ports = ports
        self._types: Mapping[str, str] = {}
        self._spellings: list[tuple[SourceId, str, str | None]] = []
        self._new: list[NewSource] = []

    def page(self, file: PageFile, parsed: ParsedPage, digest: str) -> Attributed:
        index = self._known()
        problems = [PageProblem(file.page_id, line, what) for line, what in parsed.problems]
        if _is_not_utf8(file.content):
            problems.append(
                PageProblem(file.page_id, None, "is not UTF-8; what cannot be read was replaced")
            )
        unresolved: list[PageProblem] = []
        urls = [(c.url, c.link_text) for c in parsed.citations if c.url is not None]
        ids, new = resolve_urls(self._ports, urls, index)
        self._new += new
        by_url = dict(zip((url for url, _ in urls), ids, strict=True))
        citations = []
        for found in parsed.citations:
            if found.url is not None:
                source_id = by_url[found.url]
                if index.exact.get(found.url) != source_id:
                    self._spellings.append((source_id, found.url, canonicalize(found.url)))
                    index.exact[found.url] = source_id
                citations.append((source_id, found))
                continue
            known = index.by_id(found.resource or "")
            if known is None:
                what = f'<R id="{found.resource}"> names no source'
                unresolved.append(PageProblem(file.page_id, found.line, what))
            else:
                citations.append((known, found))
        page = self._wiki_page(file.page_id, parsed, digest)
        scan = PageScan(page, tuple(citations), (*problems, *unresolved))
        return Attributed(scan, tuple(unresolved), tuple(problems))

    def take_names(self) -> NewNames:
        """The sources and spellings that the pages brought since this was asked last."""
        names = NewNames(self._new, self._spellings, self._ports.clock.now())
        self._new, self._spellings = [], []
        return names

    def _known(self) -> UrlIndex:
        if self.index is None:
            self.index = self._ports.library.sources.url_index()
            self._types = self._ports.library.sources.entity_types()
        return self.index

    def _wiki_page(self, page_id: str, parsed: ParsedPage, digest: str) -> WikiPage:
        entity = parsed.entity_id or page_id.rsplit("/", 1)[-1]
        kind = parsed.entity_type or self._types.get(entity) or _kind_of(page_id)
        return WikiPage(
            page_id,
            parsed.title or page_id,
            kind,
            parsed.quality,
            parsed.importance,
            parsed.last_edited,
            digest,
        )


def named_in_vain(problem: PageProblem) -> str | None:
    """The id in a resource tag that names no source, where that is the problem."""
    tag = _NAMES_NO_SOURCE.fullmatch(problem.what)
    return None if tag is None else tag[1]


def _kind_of(page_id: str) -> str | None:
    """The kind that a page's path names: "knowledge-base/risks/x" is a "risk"."""
    folders = [part for part in page_id.split("/")[:-1] if part not in _KINDS_ABOVE]
    if not folders:
        return None
    kind = folders[0]
    if kind.endswith("ies"):
        return f"{kind[:-3]}y"
    return kind[:-1] if kind.endswith("s") and not kind.endswith(("ss", "us", "is")) else kind


def _is_not_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
