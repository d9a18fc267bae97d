"""Addresses that only carry another one: web archives, caches, redirectors, readers' proxies.

What such a page shows was published by the wrapped address's venue, not by the wrapper's.
"""

import re
from urllib.parse import parse_qsl, unquote

MAX_DEPTH = 3
"""Wrappers inside wrappers that are opened; deeper ones are left as they are."""

_WEB_ARCHIVE = re.compile(
    r"/(?:web|save|wayback)/(?:\d{1,14}\*?(?:[a-z]{2}_)?/|\*/|_embed/)?(?=\S)"
)
_ARCHIVE_TODAY = re.compile(r"/(?:(?:\d{4,14}|newest|oldest|o/\w+|timegate)/)?(?=https?:)")
_STAMPED = re.compile(
    r"/(?:wayback(?:/archive)?|ukgwa|web|tna|all)/(?:\d{4,14}|\*)(?:[a-z]{2}_)?/(?=\S)"
)
_WHOLE = re.compile(r"/(?:proxy/)?(?=https?:)")
_AMP = re.compile(r"/amp/(?:s/)?(?=[\w-]+\.)")
_AMP_CDN = re.compile(r"/[cv]/(?:s/)?(?=[\w-]+\.)")
_CACHED = re.compile(r"cache:(?:[\w-]{8,14}:)?(?P<url>\S+)", re.ASCII)
_SLASHES = re.compile(r"(https?):/+", re.IGNORECASE)
_NAMES_A_HOST = re.compile(r"(?:[\w-]+\.)+[a-z][\w-]*(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)

_IN_PATH = {
    "web.archive.org": ("the Wayback Machine", _WEB_ARCHIVE),
    "wayback.archive.org": ("the Wayback Machine", _WEB_ARCHIVE),
    "web-beta.archive.org": ("the Wayback Machine", _WEB_ARCHIVE),
    **{
        f"archive.{end}": ("archive.today", _ARCHIVE_TODAY)
        for end in ("today", "is", "ph", "li", "vn", "fo", "md")
    },
    "arquivo.pt": ("the Portuguese web archive", _STAMPED),
    "webarchive.nationalarchives.gov.uk": ("the UK Government Web Archive", _STAMPED),
    "webarchive.loc.gov": ("the Library of Congress's web archive", _STAMPED),
    "webarchive.org.uk": ("the UK Web Archive", _STAMPED),
    "google.com": ("Google's AMP viewer", _AMP),
    "cdn.ampproject.org": ("Google's AMP cache", _AMP_CDN),
    "r.jina.ai": ("a reader's proxy", _WHOLE),
    "12ft.io": ("a reader's proxy", _WHOLE),
    "via.hypothes.is": ("Hypothesis's proxy", _WHOLE),
}
"""Host -> what it is, and what stands before the wrapped address in its path."""

_IN_QUERY = {
    ("google.com", "/url"): ("a Google result link", ("url", "q")),
    ("scholar.google.com", "/scholar_url"): ("a Google Scholar link", ("url",)),
    ("translate.google.com", "/translate"): ("Google Translate", ("u",)),
    ("webcache.googleusercontent.com", "/search"): ("Google's cache", ("q",)),
    ("l.facebook.com", "/l.php"): ("a Facebook link", ("u",)),
    ("lm.facebook.com", "/l.php"): ("a Facebook link", ("u",)),
    ("youtube.com", "/redirect"): ("a YouTube link", ("q",)),
    ("out.reddit.com", ""): ("a Reddit link", ("url",)),
    ("duckduckgo.com", "/l"): ("a DuckDuckGo link", ("uddg",)),
    ("12ft.io", "/proxy"): ("a reader's proxy", ("q",)),
    ("webcitation.org", "/query"): ("WebCite", ("url",)),
    ("linkedin.com", "/redir/redirect"): ("a LinkedIn link", ("url",)),
}
"""(Host, path without its last slash) -> what it is, and the parameters that hold the address."""

_SUFFIXES = {
    "safelinks.protection.outlook.com": ("an Outlook link", ("url",)),
}
_GOOGLE = re.compile(r"(?P<service>(?:scholar\.|translate\.)?)google\.(?:com?\.)?[a-z]{2}")
_TRANSLATED = ".translate.goog"


def unwrap(host: str, path: str, query: str) -> tuple[str, str] | None:
    """(the wrapped URL, what wraps it) of an address that is a wrapper, else None.

    `host` is lower-case, without "www." and port. A wrapper that hides what it wraps, such as
    a short link, is none.
    """
    if country := _GOOGLE.fullmatch(host):
        host = f"{country['service']}google.com"
    if host.endswith(_TRANSLATED):
        inner = host.removesuffix(_TRANSLATED)
        plain = "-".join(part.replace("-", ".") for part in inner.split("--"))
        return f"https://{plain}{path}", "Google Translate"
    found = _from_query(host, path, query) or _from_path(host, path, query)
    if found is None:
        return None
    url = _web_address(found[0])
    return (url, found[1]) if url is not None else None


def may_wrap(host: str) -> bool:
    """Whether to look at all; `unwrap` says for sure."""
    return host in _HOSTS or "google" in host or host.endswith(_ENDINGS)


def _from_query(host: str, path: str, query: str) -> tuple[str, str] | None:
    known = _IN_QUERY.get((host, path.rstrip("/")))
    if known is None:
        known = next((k for end, k in _SUFFIXES.items() if host.endswith(f".{end}")), None)
    if known is None:
        return None
    given = dict(parse_qsl(query))
    for name in known[1]:
        value = given.get(name, "").strip()
        if cached := _CACHED.match(value):
            value = cached["url"]
        elif host == "webcache.googleusercontent.com":
            continue
        if value:
            return value, known[0]
    return None


def _from_path(host: str, path: str, query: str) -> tuple[str, str] | None:
    if host.endswith(".cdn.ampproject.org"):
        host = "cdn.ampproject.org"
    known = _IN_PATH.get(host)
    before = known[1].match(path) if known is not None else None
    if known is None or before is None:
        return None
    return path[before.end() :] + (f"?{query}" if query else ""), known[0]


def _web_address(text: str) -> str | None:
    """The address that a wrapper holds, however it was mangled on the way; None for none."""
    if re.match(r"https?%3a", text, re.IGNORECASE):
        text = unquote(text)
    if _SLASHES.match(text):
        return _SLASHES.sub(r"\1://", text, count=1)
    return f"https://{text}" if _NAMES_A_HOST.match(text) else None


_HOSTS = frozenset(_IN_PATH) | {host for host, _ in _IN_QUERY}
_ENDINGS = (_TRANSLATED, ".cdn.ampproject.org", *(f".{end}" for end in _SUFFIXES))
