"""PubMed and PubMed Central, by the document summaries of NCBI's E-utilities.

Format: https://www.ncbi.nlm.nih.gov/books/NBK25499/#chapter4.ESummary, with retmode=json.
"""

import re
from typing import Any

from citewiki.domain.errors import UnreadableAnswer
from citewiki.domain.providers import ProviderRecord
from citewiki.domain.sources import SourceType
from citewiki.domain.urls import canonicalize
from citewiki.ports.providers import ProviderRequest
from sources.extract.dates import normalise
from sources.providers import texts
from sources.providers.json_answers import as_list, as_object, as_text, read_object

_PAGES = (
    ("pubmed", re.compile(r"https://pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,9})")),
    ("pubmed", re.compile(r"https://ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(\d{1,9})")),
    ("pmc", re.compile(r"https://pmc\.ncbi\.nlm\.nih\.gov/articles/PMC(\d{1,9})(?:/.*)?")),
    ("pmc", re.compile(r"https://ncbi\.nlm\.nih\.gov/pmc/articles/PMC(\d{1,9})(?:/.*)?")),
)
_SUMMARY = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esummary.fcgi"
_DATE = re.compile(r"(\d{4})(?: ([A-Z][a-z]{2})(?: (\d{1,2}))?)?\b")
_RETRACTED = re.compile(r"retracted publication|withdrawn publication", re.IGNORECASE)
_RETRACTED_TITLE = re.compile(r"(?:retracted|withdrawn)(?: article| paper)?:", re.IGNORECASE)


class PubMed:
    """Implements ports.Provider; a work is its number in the one database or the other."""

    name = "pubmed"

    def recognise(self, url: str) -> ProviderRequest | None:
        page = canonicalize(url) or ""
        for database, shape in _PAGES:
            if found := shape.fullmatch(page):
                number = found[1].lstrip("0")
                asked = f"{_SUMMARY}?db={database}&id={number}&retmode=json&tool=citewiki"
                return ProviderRequest(self.name, number, asked, "application/json")
        return None

    def parse(self, work: str, body: bytes) -> ProviderRecord:
        answer = read_object(body)
        said = as_object(as_object(answer.get("result")).get(work))
        title = texts.plain(said.get("title"))
        if title is None:
            why = said.get("error") or answer.get("error") or answer.get("esummaryresult")
            told = texts.line(as_text(why), 200) or "it knows no such article"
            raise UnreadableAnswer(f"PubMed has nothing on {work}: {told}")
        authors = [as_object(one) for one in as_list(said.get("authors"))]
        journal = said.get("fulljournalname") or said.get("source")
        return ProviderRecord(
            title=_bare(title),
            authors=texts.names(one.get("name") for one in authors),
            published=_published(said.get("pubdate")) or _published(said.get("epubdate")),
            type=SourceType.PAPER,
            container=texts.plain(as_text(journal)),
            doi=_doi(said),
            withdrawal=_retraction(said, title),
        )


def _bare(title: str) -> str:
    """A title without what PubMed puts around it: a full stop, and brackets for a translated."""
    bare = title.removesuffix(".")
    return bare[1:-1] if bare.startswith("[") and bare.endswith("]") else bare or title


def _published(found: object) -> str | None:
    """ "2013 Feb 21", "2013 Feb", "2013 Jul-Aug", "2013 Winter": as exact as is sure."""
    date = _DATE.match(found) if isinstance(found, str) else None
    if date is None:
        return None
    year, month, day = date.groups()
    if isinstance(found, str) and "-" in found:  # a double issue
        return normalise(year)
    written = " ".join(part for part in (day, month, year) if part)
    return normalise(written) or normalise(year)


def _doi(said: Any) -> str | None:
    for one in as_list(said.get("articleids")):
        known = as_object(one)
        if known.get("idtype") == "doi" and (found := texts.doi(known.get("value"))):
            return found
    return None


def _retraction(said: Any, title: str) -> str | None:
    for kind in as_list(said.get("pubtype")):
        if isinstance(kind, str) and _RETRACTED.fullmatch(kind):
            return texts.line(kind, 100)
    return title if _RETRACTED_TITLE.match(title) else None
