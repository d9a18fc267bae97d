"""Consent walls, logins and paywalls, and the pages that look a little like them."""

import json

import pytest

from citewiki.domain.outcomes import Outcome
from sources.fetching.refusals import Page, wall
from tests.sources.fetching.refusals.pages import ARTICLE, PARAGRAPH, URL, page

GOOGLE_FORM = "<form action='https://consent.youtube.com/save' method='POST'><button>Reject all"
YAHOO_FORM = "<form method='post' action='/v2/collectConsent?sessionId=1'><button>Accept all"
BANNER = (
    "<div id='onetrust-banner-sdk'><form action='https://consent.example.org/save'>We and our 812 "
    "partners use cookies.<button>Accept all</button></form></div>"
)
PASSWORD = "<form><input name='user'><input type='password' name='pw'></form>"


def ld(**node: object) -> str:
    """A script element with the JSON-LD of an article."""
    whole = {"@context": "https://schema.org", "@type": "NewsArticle", **node}
    return f'<script type="application/ld+json">{json.dumps(whole)}</script>'


NOT_FREE = ld(isAccessibleForFree=False, hasPart={"@type": "WebPageElement"})

WALLS: dict[str, tuple[Outcome, Page]] = {
    "consent.google.com": (
        Outcome.BLOCKED,
        page("Before you continue", url="https://consent.google.com/m?continue=x"),
    ),
    "guce.yahoo": (Outcome.BLOCKED, page("x", url="https://guce.yahoo.com/consent?x=1")),
    "a consent path": (
        Outcome.BLOCKED,
        page("x", url="https://example.org/privacygate-confirm/privacygate?redirectUri=/x"),
    ),
    "YouTube's form": (Outcome.BLOCKED, page(GOOGLE_FORM, title="Before you continue to YouTube")),
    "YouTube's form in German": (
        Outcome.BLOCKED,
        page(GOOGLE_FORM, title="Bevor Sie zu YouTube fortfahren"),
    ),
    "Yahoo's form": (
        Outcome.BLOCKED,
        page(YAHOO_FORM, title="Yahoo is part of the Yahoo family of brands"),
    ),
    "a login that knows the way back": (
        Outcome.PAYWALLED,
        page("Sign in", url="https://example.org/login?next=/research"),
    ),
    "a login that asks for a password": (
        Outcome.PAYWALLED,
        page(PASSWORD, url="https://example.org/users/sign_in"),
    ),
    "LinkedIn's wall": (
        Outcome.PAYWALLED,
        page("Join", url="https://www.linkedin.com/authwall?sessionRedirect=x&trk=y"),
    ),
    "accounts.google.com": (
        Outcome.PAYWALLED,
        page("Sign in", url="https://accounts.google.com/v3/x?continue=https://docs.google.com"),
    ),
    "single sign-on": (
        Outcome.PAYWALLED,
        page("x", url="https://idp.example.edu/profile/SAML2/Redirect?SAMLRequest=fZ"),
    ),
    "wp-login.php": (
        Outcome.PAYWALLED,
        page("x", url="https://example.org/wp-login.php?redirect_to=x"),
    ),
    "schema.org and a teaser": (Outcome.PAYWALLED, page(PARAGRAPH * 2, head=NOT_FREE)),
    "schema.org as text": (
        Outcome.PAYWALLED,
        page(PARAGRAPH, head=ld(isAccessibleForFree="False")),
    ),
    "schema.org in a graph": (
        Outcome.PAYWALLED,
        page(
            PARAGRAPH,
            head=ld(
                **{"@type": "x", "@graph": [{"@type": "Article", "isAccessibleForFree": False}]}
            ),
        ),
    ),
    "schema.org as microdata": (
        Outcome.PAYWALLED,
        page(PARAGRAPH, head='<meta itemprop="isAccessibleForFree" content="false">'),
    ),
    "the FT": (
        Outcome.PAYWALLED,
        page("<a href='https://www.ft.com/products'>Subscribe</a>", title="Subscribe to read"),
    ),
    "Substack": (
        Outcome.PAYWALLED,
        page(
            PARAGRAPH + '<div data-testid="paywall">This post is for paid subscribers</div>',
            head="<link href='https://substackcdn.com/a.css'>",
        ),
    ),
}


@pytest.mark.parametrize("name", WALLS)
def test_a_wall(name: str) -> None:
    outcome, one = WALLS[name]
    found = wall(one)
    assert found is not None
    assert found.outcome is outcome
    assert found.by
    assert found.evidence


PAGES: dict[str, Page] = {
    "an article": page(ARTICLE),
    "an article with a cookie banner": page(BANNER + ARTICLE),
    "a short page with a cookie banner": page(BANNER + "<p>Our office is open.</p>"),
    "an article on consent": page(ARTICLE, url="https://example.org/topics/consent"),
    "an article on before you continue": page(ARTICLE, title="Before you continue training"),
    "the consent host's own page": page(
        "x", asked="https://consent.example.org/a", url="https://consent.example.org/b"
    ),
    "documentation of a login": page(ARTICLE, url="https://example.org/docs/login"),
    "a path that only has login in a word": page(
        PASSWORD, url="https://example.org/how-to-login?next=2"
    ),
    "a login that was cited": page(
        PASSWORD, asked="https://example.org/login", url="https://www.example.org/login?next=/"
    ),
    "an article with a login form": page(ARTICLE + PASSWORD),
    "back from a login": page(ARTICLE, asked=URL, url=URL + "?redirected=1"),
    "a whole article that is not free": page(ARTICLE, head=NOT_FREE),
    "a short article that is free": page(PARAGRAPH, head=ld(isAccessibleForFree=True)),
    "a paper's abstract": page(
        PARAGRAPH * 3, head=ld(**{"@type": "ScholarlyArticle", "isAccessibleForFree": False})
    ),
    "a list of articles that are not free": page(
        PARAGRAPH,
        head=ld(
            **{"@type": "ItemList"},
            itemListElement=[{"@type": "NewsArticle", "isAccessibleForFree": False}],
        ),
    ),
    "an article on isAccessibleForFree": page(
        "<p><code>isAccessibleForFree: false</code> marks a paywall.</p>"
    ),
    "broken JSON-LD": page(
        PARAGRAPH, head="<script type='application/ld+json'>{isAccessibleForFree: false</script>"
    ),
    "JSON-LD of another shape": page(
        PARAGRAPH, head='<script>[1, null, {"@type": 3}, "isAccessibleForFree"]</script>'
    ),
    "a link to the FT": page("<a href='https://www.ft.com/x'>FT</a>", title="Notes"),
    "an article on subscriptions": page(ARTICLE, title="Subscribe to read: media and AI"),
    "a free Substack post": page(ARTICLE, head="<link href='https://substackcdn.com/a.css'>"),
}


@pytest.mark.parametrize("name", PAGES)
def test_no_wall(name: str) -> None:
    assert wall(PAGES[name]) is None
