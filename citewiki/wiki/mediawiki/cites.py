"""The works that citation templates name (Wikipedia's Citation Style 1, and its identifiers)."""

import re
from collections.abc import Iterator, Mapping

from mwparserfromhell.nodes import Template

from citewiki.wiki.claims import tidy
from citewiki.wiki.mediawiki.templates import name_of, values_of
from citewiki.wiki.works import Work, url_of, year_of

_CITE = re.compile(r"(?:cite|vcite|citation)\b(?! (?:needed|check|quote|style|broken))")
_IDENTIFIERS = {
    "doi": "doi",
    "arxiv": "arxiv",
    "pmid": "pmid",
    "pmc": "pmc",
    "jstor": "jstor",
    "ssrn": "ssrn",
    "hdl": "hdl",
    "isbn": "isbn",
    "url": "url",
    "official website": "url",
    "webarchive": "archive-url",
    "wayback": "archive-url",
}
_SHOWN = {"doi": "doi:", "arxiv": "arXiv:", "hdl": "hdl:", "pmid": "PMID ", "pmc": "PMC ",
          "jstor": "JSTOR ", "ssrn": "SSRN ", "isbn": "ISBN "}  # fmt: skip
_URLS = ("url", "chapter-url", "contribution-url", "entry-url", "article-url", "section-url")
_IDS: Mapping[str, tuple[str, ...]] = {
    "url": _URLS,
    "doi": ("doi", "biorxiv", "medrxiv"),  # these two are DOIs
    "arxiv": ("arxiv", "eprint"),
    "pmid": ("pmid",),
    "pmc": ("pmc",),
    "jstor": ("jstor",),
    "ssrn": ("ssrn",),
    "hdl": ("hdl",),
    "isbn": ("isbn",),
    "archive-url": ("archive-url", "archiveurl"),
}
"""The parameters that say where a work is, by the kind of their value."""
_INITIALS = re.compile(r"\s+[A-Z]{1,3}$")
_PEOPLE = ("last", "author", "surname", "author-last", "vauthors", "authors")
_EDITORS = ("editor-last", "editor", "editor-surname")
_UNDATED = re.compile(r"n\.\s?d\.", re.IGNORECASE)


def is_cite(name: str) -> bool:
    """{{cite web}}, {{cite journal}}, {{citation}} …; "citation needed" is none."""
    return bool(_CITE.match(name))


def work_of(template: Template) -> Work:
    """What a cite template cites."""
    values = values_of(template)
    ids = {
        kind: next((values[name] for name in names if values.get(name)), "")
        for kind, names in _IDS.items()
    }
    url = url_of(ids) or _beside(template) or _post(name_of(template), values)
    title = values.get("title") or values.get("chapter") or values.get("trans-title", "")
    authors = tuple(_people(values, _PEOPLE)) or tuple(_people(values, _EDITORS))
    return Work(url, tidy(title), authors, _year(values))


def identified(name: str, template: Template) -> Work | None:
    """The work that {{doi|…}}, {{arXiv|…}} and their like name, titled as they show it."""
    kind = _IDENTIFIERS.get(name)
    if kind is None:
        return None
    values = values_of(template)
    value = values.get("1") or values.get("url") or values.get("id", "")
    if kind == "url" and value and "://" not in value and "." in value:
        value = f"https://{value}"
    url = url_of({kind: value})
    shown = value.partition("://")[2] if "://" in value else f"{_SHOWN.get(kind, '')}{value}"
    return Work(url, values.get("title") or values.get("2") or shown) if url is not None else None


def _beside(template: Template) -> str | None:
    """The address by a template of an identifier under `id`."""
    for one in template.params:
        if str(one.name).strip().lower() == "id":
            for inner in one.value.filter_templates(recursive=False):
                work = identified(name_of(inner), inner)
                if work is not None:
                    return work.url
    return None


def _post(name: str, values: Mapping[str, str]) -> str | None:
    """{{cite tweet}} gives its author and number."""
    user, number = values.get("user", "").lstrip("@"), values.get("number", "")
    if name == "cite tweet" and re.fullmatch(r"\w{1,15}", user) and number.isdecimal():
        return url_of({"url": f"https://x.com/{user}/status/{number}"})
    return None


def _year(values: Mapping[str, str]) -> str:
    date = values.get("date", "")
    return values.get("year") or ("n.d." if _UNDATED.match(date) else year_of(date))


def _people(values: Mapping[str, str], kinds: tuple[str, ...]) -> Iterator[str]:
    """The last names, in their order: last, last2 … or last1, last2 … up to one that is not
    there."""
    for n in ("", *map(str, range(1, 10))):
        value, kind = next(_named(values, kinds, n), ("", ""))
        if not value and n not in ("", "1"):
            return
        if kind == "vauthors":  # "Smith J, Jones KL"
            yield from (_INITIALS.sub("", one.strip()) for one in value.split(","))
        elif value and not (n == "1" and any(one in values for one in kinds)):
            yield value


def _named(values: Mapping[str, str], kinds: tuple[str, ...], n: str) -> Iterator[tuple[str, str]]:
    """(a person's name, the kind of parameter) as each kind's n-th has it: of "author-last" that
    is "author-last2" or "author2-last"."""
    for kind in kinds:
        spelled = (f"{kind}{n}", kind.replace("-", f"{n}-", 1)) if "-" in kind else (f"{kind}{n}",)
        for name in spelled:
            if values.get(name):
                yield values[name], kind
