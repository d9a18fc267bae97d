"""What MediaWiki's citation templates say (Wikipedia's Citation Style 1 and its short forms)."""

import re
from collections.abc import Iterator, Mapping

from mwparserfromhell.nodes import Template

from citewiki.wiki.claims import tidy
from citewiki.wiki.works import Work, url_of, year_of

SHORT = frozenset(
    {"sfn", "sfnp", "sfnm", "harv", "harvnb", "harvp", "harvtxt", "harvcol", "harvcolnb"}
)
NOTES = frozenset({"efn", "refn", "efn-ua", "efn-lr", "note", "notetag"})
"""Templates that stand for a <ref>: their first parameter is the note."""
LISTS = frozenset({"reflist", "references", "notelist", "refbegin"})

_CITE = re.compile(r"(?:cite|vcite|citation)\b")
_IDENTIFIERS = {
    "doi": "doi",
    "arxiv": "arxiv",
    "pmid": "pmid",
    "pmc": "pmc",
    "isbn": "isbn",
    "url": "url",
    "official website": "url",
    "webarchive": "archive-url",
    "wayback": "archive-url",
}
_SHOWN = {"doi": "doi:", "arxiv": "arXiv:", "pmid": "PMID ", "pmc": "PMC ", "isbn": "ISBN "}
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKUP = re.compile(r"<[^<>]*>|'{2,}|\[\[(?:[^\[\]|]*\|)?|\]\]")
_INITIALS = re.compile(r"\s+[A-Z]{1,3}$")
_PEOPLE = ("last", "author", "surname", "author-last", "vauthors", "authors")
_EDITORS = ("editor-last", "editor", "editor-surname")


def name_of(template: Template) -> str:
    """The template's name in lower case: its other spellings are redirects to it."""
    name = tidy(_COMMENT.sub("", str(template.name)).replace("_", " ")).lower()
    return name.removeprefix("template:").strip()


def values_of(template: Template) -> dict[str, str]:
    """Its parameters by lower-case name, plain; the last of a name counts, as in MediaWiki."""
    return {str(one.name).strip().lower(): _plain(str(one.value)) for one in template.params}


def is_cite(name: str) -> bool:
    """{{cite web}}, {{cite journal}}, {{citation}} …; "citation needed" is none."""
    return bool(_CITE.match(name)) and not name.startswith(("citation needed", "cite check"))


def work_of(template: Template) -> Work:
    """What a cite template cites."""
    values = values_of(template)
    ids = {
        "url": values.get("url") or values.get("chapter-url") or values.get("contribution-url", ""),
        "doi": values.get("doi", ""),
        "arxiv": values.get("arxiv") or values.get("eprint", ""),
        "pmid": values.get("pmid", ""),
        "pmc": values.get("pmc", ""),
        "isbn": values.get("isbn", ""),
        "archive-url": values.get("archive-url") or values.get("archiveurl", ""),
    }
    title = values.get("title") or values.get("chapter") or values.get("trans-title", "")
    year = values.get("year") or year_of(values.get("date", ""))
    authors = tuple(_people(values, _PEOPLE)) or tuple(_people(values, _EDITORS))
    return Work(url_of(ids), tidy(title), authors, year)


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


def anchors_of(template: Template, work: Work) -> Iterator[str]:
    """The names by which {{sfn}} finds this template."""
    given = _raw(template, "ref")
    harvid = re.fullmatch(
        r"\{\{\s*(?:harvid|sfnref)\s*\|(.*)\}\}", given, re.DOTALL | re.IGNORECASE
    )
    if harvid is not None:
        yield "".join(part.strip() for part in harvid[1].split("|") if "=" not in part)
    elif given.startswith("CITEREF"):
        yield given.removeprefix("CITEREF")
    if work.authors and work.year:
        yield "".join((*work.authors[:4], work.year))


def short_cites(name: str, template: Template) -> Iterator[tuple[str, str]]:
    """(anchor, label) of each work that a short form names: {{sfn|Smith|Jones|2020}} is
    ("SmithJones2020", "Smith & Jones 2020")."""
    values = values_of(template)
    if name == "sfnm":
        for n in range(1, 20):
            people = [values.get(f"{n}a{m}", "") for m in range(1, 5)]
            if f"{n}y" in values:
                yield _short([one for one in people if one], values[f"{n}y"])
        return
    given = [value for n in range(1, 6) if (value := values.get(str(n), ""))]
    if given:
        yield _short(given[:-1], given[-1])


def _short(people: list[str], year: str) -> tuple[str, str]:
    names = " & ".join(filter(None, (", ".join(people[:-1]), *people[-1:])))
    return "".join((*people, year)), f"{names} {year}".strip()


def _people(values: Mapping[str, str], kinds: tuple[str, ...]) -> Iterator[str]:
    for n in ("", *map(str, range(1, 10))):
        if n == "1" and any(kind in values for kind in kinds):
            continue
        for kind in kinds:
            spelled = (f"{kind}{n}", kind.replace("-", f"{n}-", 1) if "-" in kind else "")
            value = next((values[one] for one in spelled if values.get(one)), "")
            if value and kind == "vauthors":  # "Smith J, Jones KL"
                yield from (_INITIALS.sub("", one.strip()) for one in value.split(","))
            elif value:
                yield value
            if value:
                break


def _raw(template: Template, name: str) -> str:
    found = (one for one in template.params if str(one.name).strip().lower() == name)
    return next((str(one.value).strip() for one in found), "")


def _plain(text: str) -> str:
    return tidy(_MARKUP.sub("", text))
