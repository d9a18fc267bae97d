"""How an attempt to fetch a source can end: a closed set, each with a sentence for the editor."""

from enum import StrEnum


class Outcome(StrEnum):
    """The end of one attempt. Only OK brings a body, and only OK and NOT_MODIFIED are good."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    # the site answers, and does not let us in
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    CHALLENGE = "challenge"
    PAYWALLED = "paywalled"
    ROBOTS_DENIED = "robots_denied"
    # the site answers that there is nothing
    NOT_FOUND = "not_found"
    GONE = "gone"
    SOFT_404 = "soft_404"
    # the site answers, but not with something to keep
    SERVER_ERROR = "server_error"
    UNEXPECTED_STATUS = "unexpected_status"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    ENCODING_REFUSED = "encoding_refused"
    TRUNCATED = "truncated"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_REDIRECT = "bad_redirect"
    PROTOCOL_ERROR = "protocol_error"
    # there was no answer
    DNS_FAILED = "dns_failed"
    CONNECT_FAILED = "connect_failed"
    TLS_FAILED = "tls_failed"
    TIMEOUT = "timeout"
    # we would not even ask
    URL_REFUSED = "url_refused"
    ADDRESS_REFUSED = "address_refused"


GOOD = frozenset({Outcome.OK, Outcome.NOT_MODIFIED})
"""The outcomes that show the source to be there and readable."""

OUR_REFUSALS = frozenset(
    {
        Outcome.URL_REFUSED,
        Outcome.ADDRESS_REFUSED,
        Outcome.TOO_LARGE,
        Outcome.ENCODING_REFUSED,
    }
)
"""The outcomes that are our own rules' doing: they say nothing about the site's link."""

_ATTACH = (
    "save it in a browser and `citewiki attach SOURCE FILE`, "
    "or `citewiki fetch SOURCE --via-archive`"
)
"""Both ways out where a site lets no program in, or has nothing any more."""

SENTENCES: dict[Outcome, str] = {
    Outcome.OK: "The page was read.",
    Outcome.NOT_MODIFIED: "The site says that nothing has changed since the last fetch.",
    Outcome.BLOCKED: f"The site refuses programs (it may well be live): {_ATTACH}.",
    Outcome.RATE_LIMITED: "The site asks us to come back later; the next run will.",
    Outcome.CHALLENGE: f"The site shows a robot check instead of the page: {_ATTACH}.",
    Outcome.PAYWALLED: f"The page lies behind a paywall or login: {_ATTACH}.",
    Outcome.ROBOTS_DENIED: f"The site's robots.txt asks programs to stay away: {_ATTACH}.",
    Outcome.NOT_FOUND: f"There is no such page, says the site; find its new address, or {_ATTACH}.",
    Outcome.GONE: f"The page is gone for good, says the site; find its new address, or {_ATTACH}.",
    Outcome.SOFT_404: f"The site answers, but not with the page: have a look, or {_ATTACH}.",
    Outcome.SERVER_ERROR: "The site has a fault of its own; the next run tries again.",
    Outcome.UNEXPECTED_STATUS: "The site gave an answer that is no page; have a look.",
    Outcome.EMPTY: "The site sent an empty page; have a look.",
    Outcome.TOO_LARGE: f"The body is larger than the limit: {_ATTACH}.",
    Outcome.ENCODING_REFUSED: "The body is packed in a way that is not accepted.",
    Outcome.TRUNCATED: "The body broke off before its end; the next run tries again.",
    Outcome.TOO_MANY_REDIRECTS: "The site sends us on too many times; have a look.",
    Outcome.BAD_REDIRECT: "The site sends us to an address that may not be followed.",
    Outcome.PROTOCOL_ERROR: "The site's answer breaks the rules of HTTP.",
    Outcome.DNS_FAILED: "The site's name is not known; check the URL, or the site is no more.",
    Outcome.CONNECT_FAILED: "The site does not answer; the next run tries again.",
    Outcome.TLS_FAILED: "The site's certificate is not valid; have a look in a browser.",
    Outcome.TIMEOUT: "The site was too slow; the next run tries again.",
    Outcome.URL_REFUSED: "Only plain http and https addresses are fetched; check the URL.",
    Outcome.ADDRESS_REFUSED: "The address leads into a private network and is not fetched.",
}
"""What an editor is told about each outcome."""


def explained(outcome: Outcome, http_status: int | None, detail: str) -> str:
    """What an editor is told of an attempt: the sentence, and the particulars that add to it."""
    if outcome in GOOD or detail in ("", f"HTTP {http_status}"):
        return SENTENCES[outcome]
    return f"{SENTENCES[outcome]} ({detail})"
