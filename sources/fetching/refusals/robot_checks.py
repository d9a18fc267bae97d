"""Robot checks: pages that a bot wall serves in place of the one asked for.

A page is not judged by words in its text, which may be about robot checks, but by its head, its
title and its machinery (tags and scripts).
"""

import re
from dataclasses import dataclass

from citewiki.domain.outcomes import Outcome
from sources.fetching.refusals.page import Page, Refusal

STATUSES = frozenset({200, 202, 203, 401, 403, 405, 429, 503})
"""Statuses under which robot checks are served."""

_PAGE_STATUSES = frozenset({200, 203})
_TRACE_STATUSES = frozenset({403, 405, 429})
"""Statuses of a wall; behind 401, 202 and 503 there may be another reason than the vendor's."""

_THIN = 1_000
"""Characters shown; a check without an explanation of itself has a few hundred."""


@dataclass(frozen=True, slots=True)
class RobotCheck:
    """How one vendor's check shows itself.

    `header` (name, pattern of the whole value) decides alone; `soft_header` under a status of
    refusal. `marks` stand in the machinery of its checks only; `traces` stand also in pages that
    it lets through. `title` is matched at the title's start.
    """

    name: str
    header: tuple[str, re.Pattern[str]] | None = None
    soft_header: tuple[str, re.Pattern[str]] | None = None
    title: re.Pattern[str] | None = None
    marks: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_PLAIN_TITLE = _any_case(
    r"(?:just a moment\b|one moment, please|checking your browser|security check(?:point)?\b"
    r"|access to this page has been denied|please wait for verification|are you a (?:ro)?bot"
    r"|robot check|human verification|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|vercel security checkpoint|captcha\b|attention required!?$|please verify you are)"
)

CHECKS: tuple[RobotCheck, ...] = (
    RobotCheck(
        "Cloudflare",
        header=("cf-mitigated", _any_case("challenge")),
        title=_any_case(r"just a moment\b|attention required! \| cloudflare"),
        marks=("_cf_chl_opt", "/cdn-cgi/styles/challenges.css", "cf-challenge-running"),
        traces=("/cdn-cgi/challenge-platform/",),
    ),
    RobotCheck(
        "AWS WAF",
        header=("x-amzn-waf-action", _any_case("challenge|captcha")),
        title=_any_case("human verification"),
        marks=("awswafintegration", "window.gokuprops", "awswafcaptcha"),
        traces=(".awswaf.com/",),
    ),
    RobotCheck(
        "DataDome",
        soft_header=("x-datadome", _any_case("protected")),
        marks=("geo.captcha-delivery.com", "ct.captcha-delivery.com"),
        traces=("js.datadome.co",),
    ),
    RobotCheck(
        "PerimeterX",
        title=_any_case("access to this page has been denied|human verification"),
        marks=("px-captcha", "captcha.px-cdn.net", "captcha.perimeterx.net"),
        traces=("client.perimeterx.net", "window._pxappid"),
    ),
    RobotCheck(
        "Imperva Incapsula",
        title=_any_case("pardon our interruption|request unsuccessful"),
        marks=("_incapsula_resource?swudnsai", "_incapsula_resource?cwudnsai"),
        traces=("_incapsula_resource",),
    ),
    RobotCheck(
        "Akamai",
        title=_any_case("challenge validation"),
        marks=("sec-if-cpt-container", "/_sec/cp_challenge/"),
    ),
    # before those whose sign alone is their own
    RobotCheck("a robot check", title=_PLAIN_TITLE),
    RobotCheck(
        "hCaptcha",
        title=_PLAIN_TITLE,
        traces=("hcaptcha.com/1/api.js", 'class="h-captcha"', "newassets.hcaptcha.com"),
    ),
    RobotCheck(
        "reCAPTCHA",
        title=_PLAIN_TITLE,
        traces=("/recaptcha/api.js", "/recaptcha/enterprise.js", 'class="g-recaptcha"'),
    ),
    RobotCheck(
        "Google",
        title=_any_case(r"sorry\.\.\.|https?://\S+$"),
        traces=('id="captcha-form"',),
    ),
    RobotCheck(
        "Anubis",
        title=_any_case("making sure you['\u2019]re not a bot"),
        marks=("anubis_challenge", "/.within.website/x/cmd/anubis"),
    ),
    RobotCheck(
        "DDoS-Guard",
        title=_any_case("ddos-guard"),
        marks=("/.well-known/ddos-guard/js-challenge",),
        traces=("check.ddos-guard.net",),
    ),
    RobotCheck(
        "Vercel",
        header=("x-vercel-mitigated", _any_case("challenge")),
        title=_any_case("vercel security checkpoint"),
        marks=("/.well-known/vercel/security/",),
    ),
    RobotCheck(
        "Sucuri",
        title=_any_case("you are being redirected"),
        marks=("sucuri_cloudproxy_js", "cloudproxy.sucuri.net"),
    ),
)


def robot_check(page: Page) -> Refusal | None:
    """The check that this page is.

    Under a status of refusal one sign is enough. Under 200 a page may write about robot checks or
    carry a check's script: it takes a mark with a title, or either with next to no text.
    """
    if page.status not in STATUSES:
        return None
    for judge in (_decisive_header, _by_sign, _by_title):
        for check in CHECKS:
            evidence = judge(check, page)
            if evidence is not None:
                return Refusal(Outcome.CHALLENGE, check.name, evidence)
    return None


def _decisive_header(check: RobotCheck, page: Page) -> str | None:
    given = [check.header, check.soft_header]
    for sign in given[: 1 if page.status in _PAGE_STATUSES else 2]:
        if sign is not None and sign[1].fullmatch(page.headers.get(sign[0], "").strip()):
            return f"the header {sign[0]}: {page.headers[sign[0]]}"
    return None


def _by_sign(check: RobotCheck, page: Page) -> str | None:
    if not any(map(page.may_hold, check.marks + check.traces)):
        return None
    title, mark, trace = _title(check, page), _first(check.marks, page), _first(check.traces, page)
    if page.status in _PAGE_STATUSES:
        thin = page.shows_at_most(_THIN)
        sign = (mark if title or thin else None) or (trace if title and thin else None)
    else:
        sign = mark or (trace if page.status in _TRACE_STATUSES else None)
    if sign is None:
        return None
    return f"the title “{title}” and the mark {sign}" if title else f"the mark {sign}"


def _by_title(check: RobotCheck, page: Page) -> str | None:
    title = None if page.status in _PAGE_STATUSES else _title(check, page)
    return f"the title “{title}”" if title else None


def _title(check: RobotCheck, page: Page) -> str | None:
    return page.start.title if check.title and check.title.match(page.start.title) else None


def _first(signs: tuple[str, ...], page: Page) -> str | None:
    return next((sign for sign in signs if sign in page.start.machinery), None)
