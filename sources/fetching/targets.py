"""Which URLs are asked for at all."""

import re

import httpx

from citewiki.domain.outcomes import Outcome
from citewiki.domain.urls import MAX_LENGTH
from sources.fetching.addresses import literal
from sources.fetching.faults import Fault

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\\]")
_SHAPE = re.compile(r"https?://[^/?#@]+(?:[/?#].*)?", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)*[a-z0-9_-]{1,63}\.?")


def target(url: str) -> httpx.URL:
    """A URL that may be asked for, as httpx has it; whether its address may is the guard's part.

    Raises Fault (URL_REFUSED) for other schemes than http and https, user names, characters
    that no URL has, overlong ones, and hosts that are neither a name nor an address.
    """
    if len(url) > MAX_LENGTH:
        raise Fault(Outcome.URL_REFUSED, f"the URL has {len(url)} characters, not {MAX_LENGTH}")
    if _FORBIDDEN.search(url):
        raise Fault(Outcome.URL_REFUSED, "the URL holds a space, control character or backslash")
    if not _SHAPE.fullmatch(url):
        raise Fault(Outcome.URL_REFUSED, "not an http or https URL with a host and no user name")
    try:
        parsed = httpx.URL(url)
        host = parsed.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError) as error:  # UnicodeError is a ValueError
        raise Fault(Outcome.URL_REFUSED, f"not a URL: {error}") from error
    if parsed.userinfo or parsed.scheme not in ("http", "https") or parsed.port == 0:
        raise Fault(Outcome.URL_REFUSED, "not an http or https URL with a host and no user name")
    try:
        named = literal(host) is None
    except ValueError as error:
        raise Fault(Outcome.URL_REFUSED, f"the host {host} is no address and no name") from error
    if named and (len(host) > 254 or not _NAME.fullmatch(host)):
        raise Fault(Outcome.URL_REFUSED, f"the host {host} is no name")
    return parsed


def onward(url: httpx.URL, location: str) -> httpx.URL:
    """Where a Location header leads from `url`.

    Raises Fault (BAD_REDIRECT) for an empty one, and for what `target` refuses.
    """
    location = location.strip(" ").replace(" ", "%20")
    if not location:
        raise Fault(Outcome.BAD_REDIRECT, "a redirect that does not say where to")
    if len(location) > MAX_LENGTH or _FORBIDDEN.search(location):
        raise Fault(Outcome.BAD_REDIRECT, f"a redirect to an impossible URL: {location[:200]}")
    try:
        whole = _SCHEME.match(location) is not None  # else httpx reads "http:///x" as a path
        return target(location if whole else str(url.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise Fault(Outcome.BAD_REDIRECT, f"a redirect to {location[:200]}: {error}") from error
    except Fault as fault:
        raise Fault(
            Outcome.BAD_REDIRECT, f"a redirect to {location[:200]}: {fault.detail}"
        ) from fault
