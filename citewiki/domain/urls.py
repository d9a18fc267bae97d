"""The one canonicaliser: two spellings of one page get the same text, two pages never do.

General rules are RFC 3986 section 6.2's (case of scheme, host and percent-escapes, unreserved
characters decoded, default ports, dot segments) and a few that hold on the web: http is https,
"www." and a trailing slash name the same page, a fragment names a part of it, and tracking
parameters name nobody's page. The case of path and query is never folded. Sites that give one
work several addresses have rules of their own (url_rules.py).
"""

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import unquote

import idna

from citewiki.domain.url_rules import SITE_RULES

MAX_LENGTH = 2_083
"""Characters; what the oldest browsers in use accept, and far beyond any citation."""

TRACKING = frozenset(
    [
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "twclid",
        "yclid",
        "igshid",
        "igsh",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "vero_id",
        "_hsenc",
        "_hsmi",
        "__hstc",
        "__hssc",
        "__hsfp",
        "hsctatracking",
        "oly_anon_id",
        "oly_enc_id",
        "rb_clickid",
        "s_cid",
        "ml_subscriber",
        "ml_subscriber_hash",
        "wickedid",
        "_ga",
        "_gl",
        "ref_src",
        "ref_url",
        "cmpid",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
        "sref",
        "spm",
    ]
)
"""Query parameters, lower-case, that never choose a page; and so does every utm_*."""

_SHAPE = re.compile(
    r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.IGNORECASE | re.DOTALL
)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\\]")
_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNSAFE = re.compile(r"[^\x00-\x7f]+|[<>\"^`{|}]")  # RFC 3986 has no place for these
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DEFAULT_PORTS = frozenset({"", "80", "443"})


@lru_cache(maxsize=1024)  # whoever looks for a source may have to register it next
def canonicalize(url: str) -> str | None:
    """The canonical form of a web address, or None where it has none.

    None for anything but http(s) with a host, and for user names, control characters, spaces,
    impossible ports and overlong texts. Never raises; the canonical form is its own.
    """
    if len(url) > MAX_LENGTH or _FORBIDDEN.search(url):
        return None
    shape = _SHAPE.fullmatch(url)
    if shape is None:
        return None
    authority, path, query, fragment = shape.group(2, 3, 4, 5)
    host = _host(authority)
    if host is None:
        return None
    path = _trimmed(_without_dots(_escapes(path)))
    query = _query(query) if query else ""
    site = SITE_RULES.get(host)
    if site is not None:
        known = site(path, query)
        if known is not None:
            return known
    # "#!" and "#/" are a page's address inside an application, not a place in a page.
    route = f"#{_escapes(fragment)}" if fragment and fragment[0] in "!/" and fragment[1:] else ""
    whole = f"https://{host}{path}{'?' if query else ''}{query}{route}"
    return whole if len(whole) <= MAX_LENGTH else None  # escapes may have made it longer


def is_cut(url: str) -> bool:
    """Whether a URL ends inside a parenthesis: cut by a Markdown reader that took the first ")"
    for the link's end ("https://doi.org/10.1016/S0065-2458(08")."""
    return url.count("(") > url.count(")")


def host_of(url: str) -> str | None:
    """The host of a URL, lower-case, without "www." and port; None where it has none."""
    found = host_and_path(url)
    return found[0] if found is not None else None


def host_and_path(url: str) -> tuple[str, str] | None:
    """The host as `host_of` gives it, and the path as it is written; None where it has none."""
    found = host_path_query(url)
    return found[:2] if found is not None else None


@lru_cache(maxsize=4096)  # many rules ask of one address, and a wiki cites it again
def host_path_query(url: str) -> tuple[str, str, str] | None:
    """The host as `host_of` gives it, path and query as they are written; None without a host."""
    shape = _SHAPE.fullmatch(url)
    host = _host(shape.group(2)) if shape is not None else None
    if shape is None or host is None:
        return None
    plain = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return plain, shape.group(3), shape.group(4) or ""


def decoded_path(path: str) -> str:
    """A path for comparing with a prefix: escapes read, dot segments and doubled slashes gone."""
    if "%" in path:
        path = unquote(path)
    if "//" in path:
        path = re.sub("/{2,}", "/", path)
    return _without_dots(path)


def _host(authority: str) -> str | None:
    """Host, and port where it is not the default one; None for what is no host."""
    if "@" in authority:
        return None
    if authority.startswith("["):
        inner, closed, rest = authority[1:].partition("]")
        try:
            host = f"[{IPv6Address(inner).compressed}]"
        except AddressValueError:
            return None
        if not closed or "%" in inner or (rest and not rest.startswith(":")):
            return None
        port = rest[1:]
    else:
        host, _, port = authority.partition(":")
        host = host.lower().removesuffix(".")
        if not host.isascii():
            try:
                host = idna.encode(host, uts46=True).decode("ascii")
            except UnicodeError:  # of which every idna error is one
                return None
            host = host.removesuffix(".")
        if len(host) > 253 or not _HOST.fullmatch(host):
            return None
        while host.startswith("www.") and "." in host[4:]:
            host = host[4:]
    if port in _DEFAULT_PORTS:
        return host
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) <= 65_535):
        return None
    return host if str(int(port)) in _DEFAULT_PORTS else f"{host}:{int(port)}"


def _escapes(text: str) -> str:
    """Escapes in upper case, unreserved characters plain, what a URI cannot hold escaped."""
    text = _UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), text)
    if "%" not in text:
        return text

    def plain(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if char in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(plain, text)


def _without_dots(path: str) -> str:
    """RFC 3986, section 5.2.4."""
    if "/." not in path:
        return path
    out: list[str] = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            if len(out) > 1:
                out.pop()
        elif part != ".":
            out.append(part)
    if parts[-1] in (".", ".."):
        out.append("")
    return "/".join(out)


def _trimmed(path: str) -> str:
    return path.rstrip("/")


def _query(query: str) -> str:
    """The query without empty and tracking parameters, in its order."""
    kept = []
    for written in query.split("&"):
        pair = _escapes(written)
        name = pair.partition("=")[0].lower()
        if pair and not name.startswith("utm_") and name not in TRACKING:
            kept.append(pair)
    return "&".join(kept)
