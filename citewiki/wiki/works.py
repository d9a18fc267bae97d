"""A work as a bibliography or a cite template gives it, and the address that it goes by."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)([a-z](?![a-z]))?")


@dataclass(frozen=True, slots=True)
class Work:
    """`url` is None where nothing tells where the work is; `year` has the letter that tells two
    works of one year apart ("2020a")."""

    url: str | None
    title: str
    authors: tuple[str, ...] = ()
    year: str = ""

    @property
    def line(self) -> str:
        """As a reader sees it."""
        names = ", ".join(self.authors)
        head = f"{names} ({self.year})" if names and self.year else names or self.year
        return ": ".join(part for part in (head, self.title) if part)


def url_of(ids: Mapping[str, str]) -> str | None:
    """The address by what is given: url, doi, arxiv, pmid, pmc, jstor, ssrn, hdl, isbn,
    archive-url, in this order.

    An archive's copy stands last: it is of the work that the others name.
    """
    for name, read in _READERS:
        value = ids.get(name, "").strip()
        url = read(value) if value else None
        if url is not None:
            return url
    return None


def year_of(date: str) -> str:
    """The year in a date of any form, or ""."""
    found = _YEAR.search(date)
    return found[0] if found is not None else ""


def _web(value: str) -> str | None:
    value = f"https:{value}" if value.startswith("//") else value
    is_web = value.lower().startswith(("http://", "https://")) and not re.search(r"\s", value)
    return value if is_web else None


def _doi(value: str) -> str | None:
    found = _DOI.search(value)
    return f"https://doi.org/{found[0]}" if found is not None else None


def _arxiv(value: str) -> str | None:
    found = _ARXIV.search(value)
    return f"https://arxiv.org/abs/{found[0]}" if found is not None else None


def _pmid(value: str) -> str | None:
    return f"https://pubmed.ncbi.nlm.nih.gov/{value}/" if re.fullmatch(r"\d{1,9}", value) else None


def _pmc(value: str) -> str | None:
    digits = re.fullmatch(r"(?:PMC)?(\d{1,9})", value)
    return f"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC{digits[1]}/" if digits else None


def _jstor(value: str) -> str | None:
    is_stable = re.fullmatch(r"(?:\d{1,12}|[a-z]+\.[0-9a-z.]{1,30})", value)
    return f"https://www.jstor.org/stable/{value}" if is_stable else None


def _ssrn(value: str) -> str | None:
    is_number = re.fullmatch(r"\d{1,9}", value)
    return f"https://papers.ssrn.com/sol3/papers.cfm?abstract_id={value}" if is_number else None


def _hdl(value: str) -> str | None:
    return f"https://hdl.handle.net/{value}" if re.fullmatch(r"\d[\d.]*/[^\s<>]+", value) else None


def _isbn(value: str) -> str | None:
    """Open Library's page: an ISBN has no address of its own."""
    digits = re.sub(r"[\s-]", "", value).upper()
    is_isbn = re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", digits)
    return f"https://openlibrary.org/isbn/{digits}" if is_isbn else None


_READERS = (
    ("url", _web),
    ("doi", _doi),
    ("arxiv", _arxiv),
    ("pmid", _pmid),
    ("pmc", _pmc),
    ("jstor", _jstor),
    ("ssrn", _ssrn),
    ("hdl", _hdl),
    ("isbn", _isbn),
    ("archive-url", _web),
)
