"""What kind of work a source is, guessed from its address, its venue and what is known of it.

Evidence only: a word inside a host's name is none (governance.ai is no government). The reason
is a sentence for the editor, who decides.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from citewiki.domain.sources import CONFIDENT, Field, FieldValue, Origin, SourceType
from citewiki.domain.type_hosts import (
    BLOGS,
    BOOKS,
    GOVERNMENTS,
    JOURNALS,
    PODCASTS,
    REFERENCES,
    TALKS,
)
from citewiki.domain.urls import host_and_path
from citewiki.domain.venues import Venue

_KINDS = {  # a venue's kind in the registry
    "academic_journal": SourceType.PAPER,
    "preprint_server": SourceType.PAPER,
    "government": SourceType.GOVERNMENT,
    "encyclopedia": SourceType.REFERENCE,
    "blog_platform": SourceType.BLOG,
}
_GOVERNMENT_HOST = re.compile(  # .gov and .mil, and what the nations use below their own ends
    r"(?:.+\.)?((?:gov|mil)|(?:gov|mil|gob|gub|gouv|govt)\.[a-z]{2}"
    r"|go\.(?:jp|kr|id|th|ke|ug|tz|cr)|gc\.ca)"
)
_ARTICLE = re.compile(
    r"/(?:doi|articles?|abs|abstract|pii|paper|chapter|book|content|fulltext)/", re.I
)
_DOI = re.compile(r"/10\.\d{4,9}/")
_ARXIV = re.compile(r"/(?:abs|pdf|html)/")
_PUBMED = re.compile(r"/(?:pmc/)?(?:articles/)?(?:PMC)?\d+", re.IGNORECASE)
_PUBMED_HOSTS = ("pubmed.ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov", "ncbi.nlm.nih.gov")
_POST = re.compile(r"/p/[a-z0-9][\w-]+$", re.IGNORECASE)
_BLOG_PATH = re.compile(r"/blogs?(?:/|$)", re.IGNORECASE)
_BLOG_LABEL = frozenset({"blog", "blogs"})
_PODCAST_PATH = re.compile(r"/podcasts?(?:/|$)", re.IGNORECASE)
_PODCAST_LABEL = re.compile(r"podcasts?|[a-z0-9-]+podcast")
_REPORT = re.compile(r"/(?:research[-_])?reports?/|[-_/]report(?:[-_.\d]|$)", re.IGNORECASE)
_SEARCH = re.compile(r"/(?:results|search)(?:/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source beside its address; None and "" for what is not.

    `venue_kind` is the registry's ("think_tank"), `container` the journal or proceedings.
    """

    venue: str = ""
    venue_kind: str = ""
    doi: str | None = None
    arxiv_id: str | None = None
    container: str | None = None


@dataclass(frozen=True, slots=True)
class TypeGuess:
    """A type, how sure (0-1), and why, as a clause for an editor ("its host is …")."""

    type: SourceType
    confidence: float
    reason: str


NOTHING_KNOWN = Known()


def guess_type(url: str, known: Known = NOTHING_KNOWN) -> TypeGuess:
    """The likeliest type; `web` where nothing says more. Never raises."""
    found = host_and_path(url)
    if found is not None:
        host, path = found[0].rsplit(":", 1)[0], found[1]
        for rule in _RULES:
            guess = rule(host, path)
            if guess is not None:
                return guess
    return _of_record(known) or _of_venue(known, found[1] if found else "") or _unknown(found)


def derived_type(
    url: str, venue: Venue | None, fields: Mapping[Field, FieldValue | None]
) -> FieldValue | None:
    """The type to show where nobody gave one, its reason in `by`; None for one that has a type
    or where the guess is not sure enough to be shown."""
    if fields.get(Field.TYPE) is not None:
        return None
    doi, arxiv_id = fields.get(Field.DOI), fields.get(Field.ARXIV_ID)
    known = Known(
        venue="" if venue is None else venue.name,
        venue_kind="" if venue is None else venue.kind,
        doi=str(doi.value) if doi else None,
        arxiv_id=str(arxiv_id.value) if arxiv_id else None,
    )
    guess = guess_type(url, known)
    if guess.type is SourceType.WEB or guess.confidence < CONFIDENT:
        return None
    return FieldValue(
        Field.TYPE, guess.type.value, Origin.DERIVED, guess.reason, None, guess.confidence
    )


def _paper(host: str, path: str) -> TypeGuess | None:
    if _is(host, ("arxiv.org",)) and _ARXIV.match(path):
        return TypeGuess(SourceType.PAPER, 0.98, "its address is a paper's on arXiv")
    if _is(host, ("doi.org",)) and _DOI.match(path):
        return TypeGuess(SourceType.PAPER, 0.93, "its address is a DOI")
    if host in _PUBMED_HOSTS and _PUBMED.match(path):
        return TypeGuess(SourceType.PAPER, 0.95, "its address is an article's in PubMed")
    journal = _is(host, JOURNALS)
    if journal and (_ARTICLE.search(path) or _DOI.search(path) or JOURNALS[journal](path)):
        return TypeGuess(SourceType.PAPER, 0.92, f"its address is an article's at {journal}")
    if _DOI.search(path):
        return TypeGuess(SourceType.PAPER, 0.85, "its address holds a DOI")
    return None


def _government(host: str, path: str) -> TypeGuess | None:
    if ending := _GOVERNMENT_HOST.fullmatch(host):
        reason = f"its host ends in .{ending[1]}, which is kept for governments"
        return TypeGuess(SourceType.GOVERNMENT, 0.95, reason)
    body = _is(host, GOVERNMENTS)
    if body:
        return TypeGuess(SourceType.GOVERNMENT, 0.9, f"{body} is a public authority's")
    return None


def _reference(host: str, path: str) -> TypeGuess | None:
    work = _is(host, REFERENCES)
    if work and len(path) > 1:
        return TypeGuess(SourceType.REFERENCE, 0.95, f"{work} is a reference work")
    return None


def _podcast(host: str, path: str) -> TypeGuess | None:
    place = _is(host, PODCASTS)
    if place and PODCASTS[place](path):
        return TypeGuess(SourceType.PODCAST, 0.95, f"{place} carries podcasts there")
    if any(_PODCAST_LABEL.fullmatch(label) for label in host.split(".")[:-1]):
        return TypeGuess(SourceType.PODCAST, 0.85, f"its host is a podcast's: {host}")
    if _PODCAST_PATH.search(path):
        return TypeGuess(SourceType.PODCAST, 0.78, "its address stands under “podcast”")
    return None


def _talk(host: str, path: str) -> TypeGuess | None:
    place = _is(host, TALKS)
    if place and not _SEARCH.match(path) and len(path) > 1:
        return TypeGuess(SourceType.TALK, 0.85, f"{place} carries recorded talks")
    return None


def _book(host: str, path: str) -> TypeGuess | None:
    place = _is(host, BOOKS)
    if place and BOOKS[place](path):
        return TypeGuess(SourceType.BOOK, 0.8, f"its address is a book's at {place}")
    return None


def _blog(host: str, path: str) -> TypeGuess | None:
    place = _is(host, BLOGS)
    if place:
        return TypeGuess(SourceType.BLOG, 0.95, f"{place} is a platform for posts")
    if _BLOG_LABEL.intersection(host.split(".")[:-1]):
        return TypeGuess(SourceType.BLOG, 0.85, f"its host is a blog's: {host}")
    if _BLOG_PATH.search(path):
        return TypeGuess(SourceType.BLOG, 0.8, "its address stands under “blog”")
    if _POST.fullmatch(path):
        return TypeGuess(SourceType.BLOG, 0.76, "its address is a newsletter post's (/p/…)")
    return None


def _of_record(known: Known) -> TypeGuess | None:
    if known.arxiv_id:
        return TypeGuess(SourceType.PAPER, 0.95, f"it is on arXiv as {known.arxiv_id}")
    if known.doi:
        return TypeGuess(SourceType.PAPER, 0.88, f"it bears the DOI {known.doi}")
    if known.container:
        return TypeGuess(SourceType.PAPER, 0.8, f"it appeared in {known.container}")
    return None


def _of_venue(known: Known, path: str) -> TypeGuess | None:
    kind = known.venue_kind.replace("_", " ")
    if known.venue_kind in _KINDS and len(path) > 1:
        type_ = _KINDS[known.venue_kind]
        return TypeGuess(type_, 0.8, f"its venue is {known.venue or 'known'}, kind {kind}")
    if _REPORT.search(path) and (known.venue_kind == "think_tank" or path.endswith(".pdf")):
        return TypeGuess(SourceType.REPORT, 0.76, "its address names a report")
    return None


def _unknown(found: tuple[str, str] | None) -> TypeGuess:
    what = "its address cannot be read" if found is None else "nothing in its address says more"
    return TypeGuess(SourceType.WEB, 0.3, what)


def _is(host: str, known: "dict[str, Callable[[str], bool]] | tuple[str, ...]") -> str:
    """The entry that the host is, or is a subdomain of; "" for none."""
    for name in _names(host):
        if name in known:
            return name
    return ""


@lru_cache(maxsize=256)  # seven rules ask, and many sources are on one host
def _names(host: str) -> tuple[str, ...]:
    """The host and the domains that it is in, but for the top one."""
    labels = host.split(".")
    return tuple(".".join(labels[start:]) for start in range(len(labels) - 1))


_RULES = (_paper, _reference, _podcast, _talk, _book, _government, _blog)
