"""Whether the store knows the work itself where a page cites something about it.

Only what can be shown counts: an identifier that both have, a whole title that both have, or an
identifier that the cited text names. Who wrote from what is not guessed.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from citewiki.domain.checks.facts import Cited, PageFacts, Primary, SourceFacts, Spot, at
from citewiki.domain.checks.works import MIN_TITLE_WORDS, arxiv_ids, dois, fold
from citewiki.domain.sources import SourceType
from citewiki.domain.urls import host_of

_WORKS = frozenset({SourceType.PAPER, SourceType.BOOK, SourceType.REPORT, SourceType.GOVERNMENT})
_COPIES = (
    *("researchgate.net", "academia.edu", "semanticscholar.org", "scispace.com", "alphaxiv.org"),
    *("ui.adsabs.harvard.edu", "researchr.org", "dblp.org", "paperswithcode.com", "goodreads.com"),
    *(
        "ar5iv.labs.arxiv.org",
        "ar5iv.org",
        "huggingface.co",
        "connectedpapers.com",
        "scholar.google.com",
        "deepai.org",
        "catalyzex.com",
        "x-mol.com",
    ),
)
_BELOW_COPIES = tuple(f".{site}" for site in _COPIES)
"""Sites that list or copy works which appeared elsewhere; and all below them."""

_NUMBER = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5})(?:v\d+)?(?![\d.]\d)")
_BIBCODE = re.compile(r"\d{4}arXiv(\d{4})(\d{5})[A-Z]")  # of the Astrophysics Data System

_FEW = 3
"""A text that names more works than this is a survey or a list, and about none of them."""

TextOf = Callable[[SourceFacts], str | None]
"""The cached text of a source, None where there is none."""


class Primaries:
    """The works that a store knows, by what can tell them: built once for all pages."""

    def __init__(self, sources: Iterable[SourceFacts], text_of: TextOf) -> None:
        self._text_of = text_of
        self._by_id: dict[str, SourceFacts] = {}
        titled: defaultdict[str, list[SourceFacts]] = defaultdict(list)
        for source in sources:
            if not _is_work(source):
                continue
            for name in source.dois | source.arxiv_ids:
                self._by_id.setdefault(name, source)
            for title in _titles(source):
                titled[title].append(source)
        self._by_title = {title: of[0] for title, of in titled.items() if len(of) == 1}
        self._told: dict[str, Primary | None] = {}

    def of(self, source: SourceFacts) -> Primary | None:
        """The work that a source lists, copies or tells of; None for a work itself."""
        if source.id not in self._told:
            self._told[source.id] = None if _is_work(source) else self._found(source)
        return self._told[source.id]

    def _found(self, source: SourceFacts) -> Primary | None:
        for name in sorted(source.dois | source.arxiv_ids | _in_address(source.url)):
            if name in self._by_id:
                return Primary(self._by_id[name], f"both are {_spelt(name)}")
        for title in sorted(_titles(source)):
            if title in self._by_title:
                return Primary(self._by_title[title], "both have the same title")
        text = self._text_of(source)
        named = arxiv_ids(text) | dois(text) if text else frozenset()
        if len(named) > _FEW:
            return None
        for name in sorted(named):
            if name in self._by_id:
                return Primary(self._by_id[name], f"its text names {_spelt(name)}")
        return None


def secondary_source(page: PageFacts) -> Iterator[Spot]:
    """Each such source at its first citation, unless the page cites the work too."""
    cited = {one.source.id for one in page.cited if one.source is not None}
    seen: set[str] = set()
    for one in page.cited:
        if one.source is None or one.primary is None or one.source.id in seen:
            continue
        seen.add(one.source.id)
        if one.primary.source.id not in cited:
            yield at(one.found, _said(one, one.primary))


def _said(one: Cited, primary: Primary) -> str:
    known = f"{primary.source.url} ({primary.source.id}) is the work itself"
    return f"{one.found.url or one.found.resource}: {known}: {primary.because}"


def _is_work(source: SourceFacts) -> bool:
    return source.type in _WORKS and not _is_copy(source.url)


def _is_copy(url: str) -> bool:
    host = host_of(url) or ""
    return host in _COPIES or host.endswith(_BELOW_COPIES)


def _in_address(url: str) -> frozenset[str]:
    """The arXiv ids in the address of a site that lists or copies works."""
    if not _is_copy(url):
        return frozenset()
    return frozenset([*_NUMBER.findall(url), *map(".".join, _BIBCODE.findall(url))])


def _titles(source: SourceFacts) -> set[str]:
    """Its whole titles, folded; not an imported one, which may be a link's words."""
    folded = {fold(one) for one in source.titles}
    return {title for title in folded if len(title.split()) >= MIN_TITLE_WORDS}


def _spelt(name: str) -> str:
    return f"DOI {name}" if name.startswith("10.") else f"arXiv:{name}"
