"""Bibliographies: BibTeX and BibLaTeX, CSL-JSON and CSL-YAML in, works by citation key out."""

import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import yaml
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware
from pylatexenc.latex2text import LatexNodes2Text

from citewiki.domain.display import harmless
from citewiki.domain.plain_yaml import load_plain
from citewiki.wiki.claims import tidy
from citewiki.wiki.works import Work, url_of, year_of

MAX_VALUE = 2_000
"""Characters of a field that are read: no title is longer."""
MAX_OPEN = 500
"""Braces that may stand open in a damaged file."""
_ESCAPED = re.compile(r"\\([_%&#~$])|\{\\_\}")
_URL_COMMAND = re.compile(r"\\url\s*\{([^{}]*)\}|^\s*(https?://\S+)\s*$")
_AND = re.compile(r"\s+and\s+")

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Works by key, each made when it is first asked for; `problems` are sentences."""

    entries: Mapping[str, Callable[[], Work]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def work(self, key: str) -> Work:
        return self.entries[key]()

    def below(self, other: "Bibliography") -> "Bibliography":
        """Both; of a key that both have, the other's work counts."""
        return Bibliography({**self.entries, **other.entries}, (*self.problems, *other.problems))


def read_bibliography(name: str, text: str) -> Bibliography:
    """A bibliography by its file's ending; never raises: what is wrong is in `problems`."""
    try:
        if name.lower().endswith(".json"):
            return of_csl(json.loads(text))
        if name.lower().endswith((".yaml", ".yml")):
            return of_csl(load_plain(text))
        return _bibtex(text)
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        why = getattr(error, "problem", None) or str(error).splitlines()[0]
        return Bibliography({}, (f"the bibliography {name} cannot be read: {harmless(why)}",))


def of_csl(value: object) -> Bibliography:
    """CSL items: a list, or a map with them under "references" or "items" (also front matter's)."""
    if isinstance(value, dict):
        value = value.get("references", value.get("items", []))
    entries: dict[str, Callable[[], Work]] = {}
    for item in value if isinstance(value, list) else []:
        if isinstance(item, dict) and isinstance(item.get("id"), str | int):
            entries[str(item["id"])] = _Later(_csl_work, item)
    return Bibliography(entries)


class _Later:
    """Makes a work once, when it is wanted: a bibliography of thousands is cited here and there."""

    def __init__(self, make: Callable[[Mapping[str, object]], Work], raw: Mapping[str, object]):
        self._make = make
        self._raw = raw
        self._work: Work | None = None

    def __call__(self) -> Work:
        if self._work is None:
            self._work = self._make(self._raw)
        return self._work


def _bibtex(text: str) -> Bibliography:
    if text.count("{") - text.count("}") > MAX_OPEN:  # the parser's time would grow with its square
        raise ValueError(f"over {MAX_OPEN} braces are never closed")
    read = parse_string(
        text, parse_stack=[ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()]
    )
    entries: dict[str, Callable[[], Work]] = {}
    for entry in read.entries:
        values = {one.key.lower(): str(one.value)[:MAX_VALUE] for one in entry.fields}
        entries.setdefault(entry.key, _Later(_bibtex_work, values))
    problems = []
    for block in read.failed_blocks:
        key = getattr(getattr(block, "ignore_error_block", None), "key", None)
        line = (block.start_line or 0) + 1
        what = f"the entry {key} stands twice or is damaged" if key else "an entry is damaged"
        problems.append(f"the bibliography's line {line}: {what}")
    return Bibliography(entries, tuple(problems[:10]))


def _bibtex_work(values: Mapping[str, object]) -> Work:
    given = {name: str(value) for name, value in values.items()}
    url = _ESCAPED.sub(lambda found: found[1] or "_", given.get("url", ""))
    for name in ("howpublished", "note"):
        command = _URL_COMMAND.search(given.get(name, "")) if not url else None
        if command is not None:
            written = command[1] or command[2] or ""  # \url{} names nothing
            url = _ESCAPED.sub(lambda found: found[1] or "_", written)
    prefix = given.get("archiveprefix") or given.get("eprinttype", "")
    eprint = given.get("eprint", "")
    ids = {
        "url": url,
        "doi": _ESCAPED.sub(r"\1", given.get("doi", "")),
        "arxiv": eprint if prefix.lower() in ("", "arxiv") else "",
        "pmid": given.get("pmid") or (eprint if prefix.lower() == "pubmed" else ""),
        "isbn": given.get("isbn", ""),
    }
    people = _AND.split(given.get("author") or given.get("editor", ""))
    authors = tuple(name for one in people if (name := _last_name(one)))
    year = year_of(given.get("year") or given.get("date", ""))
    return Work(url_of(ids), _plain(given.get("title", "")), authors, year)


def _csl_work(item: Mapping[str, object]) -> Work:
    ids = {
        "url": _text(item.get("URL") or item.get("url")),
        "doi": _text(item.get("DOI") or item.get("doi")),
        "pmid": _text(item.get("PMID")),
        "pmc": _text(item.get("PMCID")),
        "isbn": _text(item.get("ISBN")).split(" ")[0],
    }
    if (
        _text(item.get("publisher")).lower() == "arxiv"
        or "arxiv" in _text(item.get("number")).lower()
    ):
        ids["arxiv"] = _text(item.get("number"))
    people = item.get("author") or item.get("editor")
    authors = [
        _text(one.get("family") or one.get("literal") or one.get("name"))
        for one in (people if isinstance(people, list) else [])
        if isinstance(one, dict)
    ]
    year = year_of(_flat(item.get("issued")))
    title = tidy(re.sub(r"</?(?:i|b|sup|sub|span)\b[^<>]*>", "", _text(item.get("title"))))
    return Work(url_of(ids), title, tuple(one for one in authors if one), year)


def _flat(value: object, depth: int = 0) -> str:
    """Whatever a date is made of, in its order."""
    parts: Iterable[object] = ()
    if isinstance(value, dict):
        parts = value.values()
    elif isinstance(value, list):
        parts = value
    elif value is not None:
        return str(value)[:100]
    return " ".join(_flat(one, depth + 1) for one in parts) if depth < 4 else ""


def _text(value: object) -> str:
    return tidy(str(value)[:MAX_VALUE]) if isinstance(value, str | int) else ""


def _plain(latex: str) -> str:
    """LaTeX as text: \\"{o} is ö, braces are for LaTeX alone."""
    if "\\" in latex:
        with suppress(ValueError, RecursionError, IndexError):  # then it stays as it is
            latex = LatexNodes2Text(keep_comments=True).latex_to_text(latex)
    return tidy(latex.replace("{", "").replace("}", "").replace("~", " "))


def _last_name(name: str) -> str:
    """ "Doe, Jane" and "Jane Doe" are both Doe; what stands in braces is one name."""
    if name.strip() == "others":
        return ""
    is_one = name.strip().startswith("{") and name.strip().endswith("}")
    name = _plain(name)
    if is_one:
        return name
    return name.split(",")[0].strip() if "," in name else name.rpartition(" ")[2]
