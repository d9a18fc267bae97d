"""Consent walls and login pages: where a redirect leads, and pages that are the form alone."""

import re
from urllib.parse import parse_qsl

import httpx

from citewiki.domain.outcomes import Outcome
from sources.fetching.refusals.page import Page, Refusal

_CONSENT_LABEL = re.compile(r"consent|guce|myprivacy|privacygate|cookiewall")
_CONSENT_SEGMENT = re.compile(r"(?:collect)?consent|privacy-?gate|cookie-?wall")
_CONSENT_TITLE = re.compile(
    r"before you continue\b|bevor sie .{0,40}fortfahren|avant d['\u2019]acc\u00e9der|antes de "
    r"(?:continuar|ir)\b|prima di continuare|voordat (?:je|u) (?:verdergaat|naar)|zanim przejdziesz"
    r"|innan du forts\u00e4tter|inden du forts\u00e6tter|f\u00f8r du fortsetter|ennen kuin jatkat"
    r"|yahoo (?:is part|ist teil|fait partie|forma parte|fa parte)\b|.{0,40}\bprivacy ?gate\b",
    re.IGNORECASE,
)
_CONSENT_FORMS = ("//consent.", "/collectconsent", "//guce.", "privacygate")
_CONSENT_SHOWS = 6_000
"""Characters; what the page says of its purposes can be long."""

_LOGIN_LABEL = re.compile(r"log-?in|sign-?in|auth|sso|idp|accounts|passport|shibboleth|cas")
_LOGIN_SEGMENT = re.compile(
    r"log[-_]?in|logon|sign[-_]?in|sso|authwall|wayf|shibboleth|saml2?|openid|oauth2?|authorize"
    r"|wp-login|login-?page|user-?login"
)
_RETURN_KEY = re.compile(
    r"next|(?:return|redirect|redir|dest|destination|back|target|original|origin|goto|continue)"
    r"(?:_?(?:to|uri|url|path))?|url|from|ru|callback|service|samlrequest|relaystate"
    r"|session_?redirect|came_from"
)
"""What a login calls the address to go back to."""

_PASSWORD = re.compile(r"<input\b[^>]{0,500}type=[\"']?password")


def consent_wall(page: Page) -> Refusal | None:
    """A page that only asks for consent to cookies or the use of data: on a host for that, or
    under a path for that which knows the way back, or a form by its title and address."""
    if _led(page, _CONSENT_LABEL, None) or (
        _led(page, None, _CONSENT_SEGMENT) and _knows_the_way_back(page.url)
    ):
        where = page.url.copy_with(query=None, fragment=None)
        return Refusal(Outcome.BLOCKED, "consent page", f"we were sent on to {where}")
    if not page.small or not any(map(page.may_hold, _CONSENT_FORMS)):
        return None
    if not page.shows_at_most(_CONSENT_SHOWS) or not _CONSENT_TITLE.match(page.start.title):
        return None
    form = next((mark for mark in _CONSENT_FORMS if mark in page.start.machinery), None)
    if form is None or "<form" not in page.start.machinery:
        return None
    return Refusal(
        Outcome.BLOCKED, "consent page", f"the title “{page.start.title}” and a form for {form}"
    )


def login_page(page: Page) -> Refusal | None:
    """A redirect to a login, which knows the way back or asks for a password; a page with
    "login" in its address may as well be about logins."""
    if not _led(page, _LOGIN_LABEL, _LOGIN_SEGMENT):
        return None
    where = page.url.copy_with(query=None, fragment=None)
    if _knows_the_way_back(page.url):
        return Refusal(Outcome.PAYWALLED, "login page", f"we were sent on to {where} and back")
    if page.small and _PASSWORD.search(page.start.machinery):
        return Refusal(Outcome.PAYWALLED, "login page", f"{where} asks for a password")
    return None


def _led(page: Page, label: re.Pattern[str] | None, segment: re.Pattern[str] | None) -> bool:
    """Whether redirects led to such a host or path, and not from one of the same kind."""
    return _is_at(page.url, label, segment) and not _is_at(page.asked, label, segment)


def _is_at(url: httpx.URL, label: re.Pattern[str] | None, segment: re.Pattern[str] | None) -> bool:
    subdomains = url.host.lower().split(".")[:-2]
    if label is not None and any(label.fullmatch(one) for one in subdomains):
        return True
    folders = url.path.lower().split("/")
    return segment is not None and any(segment.fullmatch(f.partition(".")[0]) for f in folders)


def _knows_the_way_back(url: httpx.URL) -> bool:
    found = parse_qsl(url.query.decode("ascii", "replace"))
    return any(_RETURN_KEY.fullmatch(key.lower()) for key, _ in found)
