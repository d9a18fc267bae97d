"""Whether a link's words and its target are of one work: by identifiers and by whole titles."""

import re
from collections.abc import Iterable, Iterator, Mapping

from citewiki.domain.checks.facts import Cited, PageFacts, SourceFacts, Spot, at
from citewiki.domain.citations import Syntax
from citewiki.domain.likeness import likeness

_ARXIV = re.compile(
    r"(?:arxiv\s?:\s?|arxiv\.org/(?:abs|pdf|html)/|10\.48550/arxiv\.)(\d{4}\.\d{4,5})(?!\d)",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?<![\w/.])10\.\d{4,9}/[^\s\"<>\[\]{}|\\^`]+", re.IGNORECASE)
_GAP = re.compile(r"[\W_]+")

MIN_TITLE_WORDS = 4
"""Shorter titles are also phrases ("AI safety", "Our approach")."""

_UNLIKE = 0.25
"""Two spellings of one title are far more alike than this, two works' hardly ever as much."""


def arxiv_ids(text: str) -> frozenset[str]:
    """The arXiv ids that a text names, without their versions."""
    return frozenset(_ARXIV.findall(text))


def dois(text: str) -> frozenset[str]:
    """The DOIs that a text names, lower-case; arXiv's own, which name a preprint, left out."""
    found = (_ended(one[0]).lower() for one in _DOI.finditer(text))
    return frozenset(one for one in found if not one.startswith("10.48550/arxiv."))


def fold(title: str) -> str:
    """A title's letters and figures, for comparing it with another."""
    return _GAP.sub(" ", title.casefold()).strip()


def by_title(sources: Iterable[SourceFacts]) -> dict[str, SourceFacts]:
    """The sources whose title, of some length, no other source has; keys are folded."""
    known: dict[str, SourceFacts | None] = {}
    for source in sources:
        for title in {fold(one) for one in source.titles}:
            if len(title.split()) >= MIN_TITLE_WORDS:
                known[title] = None if title in known else source
    return {title: source for title, source in known.items() if source is not None}


def doi_mismatch(page: PageFacts) -> Iterator[Spot]:
    """The DOI written beside a link is not that of the page it leads to."""
    for one, said in _said(page):
        if one.source is not None and one.source.dois:
            named = dois(said)
            if named and not named & one.source.dois:
                known = ", ".join(sorted(one.source.dois))
                yield at(one.found, f"names DOI {min(named)}; the page it links to has {known}")


def other_work(page: PageFacts) -> Iterator[Spot]:
    """The link's words name a work that is not the one it leads to."""
    for one, said in _said(page):
        if one.source is not None and one.source.arxiv_ids:
            named = arxiv_ids(said)
            if named and not named & one.source.arxiv_ids:
                known = ", ".join(sorted(one.source.arxiv_ids))
                yield at(one.found, f"names arXiv:{min(named)} and links to arXiv:{known}")
                continue
        other = _other_by_title(one, page.works)
        if other is not None:
            text = one.found.link_text[:120]
            yield at(one.found, f'"{text}" is the title of {other.url}, another work')


def _other_by_title(one: Cited, works: Mapping[str, SourceFacts]) -> SourceFacts | None:
    linked = one.source
    title = fold(one.found.link_text)
    other = works.get(title)
    if linked is None or other is None or other.id == linked.id or not linked.titles:
        return None
    shared = other.dois & linked.dois or other.arxiv_ids & linked.arxiv_ids
    near = any(
        likeness(title, fold(known)) > _UNLIKE or title in fold(known) or fold(known) in title
        for known in linked.titles
    )
    return None if shared or near else other


def _said(page: PageFacts) -> Iterator[tuple[Cited, str]]:
    """Each citation's own words, once: a footnote's are its definition, where that cites but one
    work."""
    targets: dict[str, set[str | None]] = {}
    for one in page.cited:
        if one.found.syntax is Syntax.FOOTNOTE:
            targets.setdefault(one.found.label or "", set()).add(one.found.url)
    seen: set[tuple[str | None, str]] = set()
    for one in page.cited:
        said = one.found.link_text
        label = one.found.label or ""
        if one.found.syntax is Syntax.FOOTNOTE:
            if len(targets[label]) == 1:
                said = page.notes.get(label, said)
            if (one.found.url, label) in seen:
                continue
            seen.add((one.found.url, label))
        yield one, said


def _ended(doi: str) -> str:
    """Without the punctuation of the sentence that it stands in."""
    while doi and (doi[-1] in ".,;:'*_" or (doi[-1] == ")" and doi.count(")") > doi.count("("))):
        doi = doi[:-1]
    return doi
