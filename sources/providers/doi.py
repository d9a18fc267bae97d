"""DOIs: doi.org and publishers' pages that carry the DOI in their address, by content negotiation.

Format: CSL-JSON (https://citationstyles.org), as Crossref and DataCite write it: Crossref names
types in its own way and puts some texts in lists.
"""

import itertools
import re
from typing import Any
from urllib.parse import quote

from citewiki.domain.dois import doi_in
from citewiki.domain.errors import UnreadableAnswer
from citewiki.domain.providers import ProviderRecord
from citewiki.domain.sources import SourceType
from citewiki.ports.providers import ProviderRequest
from sources.extract.dates import normalise
from sources.providers import texts
from sources.providers.json_answers import as_list, as_object, as_text, read_object

CSL_JSON = "application/vnd.citationstyles.csl+json"

_TYPES = {
    **dict.fromkeys(
        ["article", "article-journal", "journal-article", "paper-conference", "posted-content",
         "proceedings-article", "thesis", "dissertation", "peer-review", "review"],
        SourceType.PAPER,
    ),
    **dict.fromkeys(
        ["book", "chapter", "book-chapter", "book-part", "book-section", "edited-book",
         "monograph", "reference-book"],
        SourceType.BOOK,
    ),
    **dict.fromkeys(
        ["entry", "entry-dictionary", "entry-encyclopedia", "reference-entry"],
        SourceType.REFERENCE,
    ),
    **dict.fromkeys(["report", "report-component", "standard"], SourceType.REPORT),
    "post-weblog": SourceType.BLOG,
    "speech": SourceType.TALK,
}  # fmt: skip
_RETRACTIONS = frozenset({"retraction", "withdrawal", "removal"})
_RETRACTED_TITLE = re.compile(
    r"(?:retracted|withdrawn|removed)(?: article| paper| chapter)?:", re.IGNORECASE
)


class Doi:
    """Implements ports.Provider."""

    name = "doi"

    def recognise(self, url: str) -> ProviderRequest | None:
        work = doi_in(url)
        if work is None:
            return None
        return ProviderRequest(
            self.name, work, f"https://doi.org/{quote(work, safe='/:;().,-_')}", CSL_JSON
        )

    def parse(self, work: str, body: bytes) -> ProviderRecord:
        said = read_object(body)
        title = texts.plain(as_text(said.get("title")))
        if title is None and texts.doi(said.get("DOI")) is None:
            raise UnreadableAnswer("the answer names neither a title nor a DOI")
        return ProviderRecord(
            title=title,
            authors=texts.names(_author(one) for one in as_list(said.get("author"))),
            published=_published(said),
            type=_TYPES.get(as_text(said.get("type")) or ""),
            abstract=texts.prose(said.get("abstract"), markup=True),
            container=texts.plain(as_text(said.get("container-title"))),
            # an alias answers with the name that stands for it now
            doi=texts.doi(said.get("DOI")) or work,
            version=texts.line(said.get("version"), 40),
            withdrawal=_retraction(said, title),
            orcids=_orcids(said),
        )


def _author(found: object) -> str | None:
    """ "Given Family"; an institution's or an unparted name as it is."""
    author = as_object(found)
    parts = [
        part
        for name in ("given", "non-dropping-particle", "family", "suffix")
        if (part := texts.plain(author.get(name), texts.NAME_CHARS)) is not None
    ]
    if parts:
        return " ".join(parts)
    return as_text(author.get("literal")) or as_text(author.get("name"))


def _orcids(said: Any) -> tuple[tuple[str, str], ...]:
    """As Crossref writes them, as addresses."""
    found = []
    for one in as_list(said.get("author"))[: texts.MAX_AUTHORS]:
        name = texts.plain(_author(one), texts.NAME_CHARS)
        orcid = texts.orcid(as_object(one).get("ORCID"))
        if name is not None and orcid is not None:
            found.append((name, orcid))
    return tuple(found)


def _published(said: Any) -> str | None:
    for name in ("issued", "published", "published-online", "published-print"):
        date = as_object(said.get(name))
        for parts in as_list(date.get("date-parts"))[:1]:
            numbers = itertools.takewhile(_is_number, as_list(parts)[:3])
            if found := normalise("-".join(str(number) for number in numbers)):
                return found
        if found := normalise(as_text(date.get("raw")) or as_text(date.get("literal")) or ""):
            return found
    return None


def _is_number(part: object) -> bool:
    """Parts are numbers, or the same as texts; what is not known is null or left out."""
    return isinstance(part, int | str) and re.fullmatch(r"[0-9]{1,4}", str(part)) is not None


def _retraction(said: Any, title: str | None) -> str | None:
    for one in as_list(said.get("updated-by")):
        notice = as_object(one)
        kind = as_text(notice.get("type")) or ""
        if kind.lower() in _RETRACTIONS:
            where = texts.doi(notice.get("DOI"))
            label = texts.line(notice.get("label"), 100) or kind.lower()
            return f"{label}: https://doi.org/{where}" if where else label
    return title if title and _RETRACTED_TITLE.match(title) else None
