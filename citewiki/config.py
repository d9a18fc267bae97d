"""Settings: from citewiki.toml in the store and the environment, read once, by the wiring."""

import difflib
import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from citewiki.domain.errors import UsageError
from citewiki.domain.page_syntax import URL_FIELDS

FILE = "citewiki.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting and its default. Durations in seconds, shares from 0 to 1.

    `origins` tells where each value that is not a default came from.
    """

    wiki: str = ""
    page_syntax: str = ""
    page_fields: str = ", ".join(URL_FIELDS)
    page_bibliography: str = ""
    digests: str = "digests"
    preview_chars: int = 3_000
    contact: str = ""
    delay_s: float = 3.0
    concurrency: int = 8
    deadline_s: float = 20.0
    outage_share: float = 0.3
    providers: bool = True
    theme: str = "citewiki"
    ocr: str = ""
    keep_versions: int = 0
    keep_days: int = 0
    check_ignore: str = ""
    check_skip: str = ""
    check_low_rating: int = 2
    check_one_source_share: float = 0.5
    check_stale_days: int = 180
    check_uncited_words: int = 300
    origins: Mapping[str, str] = field(default_factory=dict)


WHAT: dict[str, str] = {
    "wiki": "the wiki's folder of pages, that scan and nightly read where none is named; "
    "relative to the store",
    "page_syntax": "how pages are read whose ending does not tell it: .md=pandoc, .txt=mediawiki, "
    ".html=none, with commas between them",
    "page_fields": "fields of a page's front matter that name its sources, with commas between "
    "them",
    "page_bibliography": "bibliographies for every Pandoc page, below the wiki's folder, with "
    "commas between them",
    "digests": "where nightly puts its digests; relative to the store",
    "preview_chars": "characters of a source's text that a card shows; 0 where a wiki may not "
    "republish text",
    "contact": "a URL or address in the User-Agent, so that a site's owner can reach you",
    "delay_s": "seconds between two requests to one site; its robots.txt may ask for more",
    "concurrency": "sites fetched from at one time",
    "deadline_s": "seconds after which a fetch is given up: the only defence against a site that "
    "drips",
    "outage_share": "share of the sites not answering that makes a night void",
    "providers": "whether a new source's first fetch also asks arXiv, DOI and others what they "
    "know of it",
    "ocr": "languages in which scanned PDFs are read by Tesseract, which must be installed: eng, "
    "or eng+deu; where empty, a scan is only said to be one",
    "theme": "the terminal's colours: citewiki, citewiki-light, or another that Ctrl+P lists",
    "keep_versions": "so many of a source's newest versions are kept by `prune`; 0 keeps all, "
    "unless keep_days is set",
    "keep_days": "versions that came within so many days are kept by `prune`; 0 keeps all, "
    "unless keep_versions is set; where both are set, either keeps a version",
    "check_ignore": "checks that `check` leaves out, by name, with commas between them",
    "check_skip": "pages that `check` leaves out unless they are named: patterns like internal/*, "
    "with commas between them",
    "check_low_rating": "a claim is low-rated where no source of it is rated above this",
    "check_one_source_share": "share of a page's citations above which one source carries it",
    "check_stale_days": "days without a good fetch after which a source is stale",
    "check_uncited_words": "words of running text from which on a page should cite something",
}
"""What each setting is for, as `citewiki config` and the file itself say."""

_LIMITS = {
    "preview_chars": (0, 1_000_000),
    "delay_s": (0, 3_600),
    "concurrency": (1, 64),
    "deadline_s": (1, 300),
    "outage_share": (0.01, 1),
    "keep_versions": (0, 1_000_000),
    "keep_days": (0, 36_500),
    "check_low_rating": (1, 5),
    "check_one_source_share": (0.01, 1),
    "check_stale_days": (1, 36_500),
    "check_uncited_words": (1, 1_000_000),
}

_TEXTS = {
    "ocr": (
        re.compile(r"(?:[A-Za-z][A-Za-z_]{2,30}(?:\+(?!$)|$)){0,20}"),
        "languages, as in eng+deu",
    )
}
"""What a text must look like, where not every text will do."""

_KINDS = {str: "a text", bool: "true or false", int: "a whole number", float: "a number"}


def load(store: Path, environ: Mapping[str, str]) -> Settings:
    """The environment's CITEWIKI_<NAME> before the file's before the default.

    Raises UsageError naming the place and the key for what is not a setting or has a wrong value.
    """
    path = store / FILE
    given: dict[str, object] = {}
    origins: dict[str, str] = {}
    _, document = _document(path)
    for name, value in document.items():
        given[name] = _checked(name, value, str(path))
        origins[name] = str(path)
    for name in WHAT:
        variable = f"CITEWIKI_{name.upper()}"
        if variable in environ:
            given[name] = _checked(name, _read(name, environ[variable], variable), variable)
            origins[name] = variable
    return Settings(**given, origins=origins)  # type: ignore[arg-type] # checked above


def put(store: Path, name: str, text: str | None) -> None:
    """Set a value in the store's file, None for the default; its other lines stay as they are.

    Raises UsageError for what `load` would refuse, and for a file that cannot be written.
    """
    path = store / FILE
    written, document = _document(path)
    default = _default(name, path.name)
    if text is None:
        document.pop(name, None)
        line = f"# {name} = {_toml(default)}"
    else:
        document[name] = _checked(name, _read(name, text, path.name), path.name)
        line = f"{name} = {_toml(document[name])}"
    for place in (rf"^{name}[ \t]*=.*$", rf"^#[ \t]*{name}[ \t]*=.*$"):
        changed, found = re.subn(place, lambda _: line, written, count=1, flags=re.MULTILINE)
        if found:
            break
    else:
        changed = f"{line}\n{written}"  # above any table, whose key it would be otherwise
    if not _says(changed, document):
        raise UsageError(f"{path} is not written a line a setting; set {name} there by hand")
    if not store.is_dir():
        raise UsageError(f"there is no store at {store}; make one with `citewiki init {store}`")
    new = path.with_name(f".{FILE}.new-{os.getpid()}")
    try:
        new.write_text(changed, "utf-8")
        new.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror})") from None


def _says(text: str, document: Mapping[str, object]) -> bool:
    try:
        return tomllib.loads(text) == document
    except tomllib.TOMLDecodeError:
        return False


def _document(path: Path) -> tuple[str, dict[str, object]]:
    """The file as written, and what it says; both empty where there is none."""
    try:
        text = path.read_text("utf-8")
        return text, tomllib.loads(text)
    except FileNotFoundError:
        return "", {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}); correct it or remove it") from None


def _toml(value: object) -> str:
    # JSON's texts are TOML's, but for DEL, which TOML wants escaped
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def template() -> str:
    """A citewiki.toml that sets nothing and explains everything."""
    out = ["# citewiki's settings for this store; `citewiki config` shows what is in force.", ""]
    for name, value in defaults().items():
        out += [f"# {WHAT[name]}", f"# {name} = {_toml(value)}", ""]
    return "\n".join(out)


def defaults() -> dict[str, str | int | float | bool]:
    plain = Settings()
    return {name: getattr(plain, name) for name in WHAT}


def _default(name: str, place: str) -> str | int | float | bool:
    """Raises UsageError for what is no setting."""
    known = defaults()
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"
        raise UsageError(f"{place}: {name!r} is no setting{hint}")
    return known[name]


def _checked(name: str, value: object, place: str) -> object:
    default = _default(name, place)
    if isinstance(default, str | bool):
        pattern, what = _TEXTS.get(name, (None, ""))
        if isinstance(value, str) and pattern is not None and not pattern.fullmatch(value):
            raise UsageError(f"{place}: {name} is {what}, not {value!r}")
        if type(value) is type(default):
            return value
    elif not isinstance(value, bool) and isinstance(value, int | float):
        low, high = _LIMITS[name]
        if low <= value <= high and (isinstance(default, float) or isinstance(value, int)):
            return type(default)(value)
        raise UsageError(f"{place}: {name} is from {low:g} to {high:g}, not {value}")
    raise UsageError(f"{place}: {name} is {_KINDS[type(default)]}, not {value!r}")


def _read(name: str, text: str, place: str) -> object:
    default = defaults()[name]
    if isinstance(default, str):
        return text
    if isinstance(default, bool):
        return {"true": True, "false": False}.get(text.lower(), text)
    try:
        return int(text) if isinstance(default, int) else float(text)
    except ValueError:
        raise UsageError(f"{place}: {name} is a number, not {text!r}") from None
