"""Robot checks by vendor and status, and pages that only look a little like one."""

import pytest

from citewiki.domain.outcomes import Outcome
from sources.fetching.refusals import Page
from sources.fetching.refusals.robot_checks import CHECKS, robot_check
from tests.sources.fetching.refusals.pages import ARTICLE, page

CF = "<noscript>Enable JavaScript and cookies to continue</noscript>" + (
    "<script>window._cf_chl_opt={cvId:'3'};a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/"
    "chl_page/v1?ray=9';</script>"
)
JSD = "<script>s.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';</script>"
AWS = (
    "<script>window.gokuProps={'key':'AQ'};</script><script src='https://a.b.token.awswaf.com/x/"
    "challenge.js'></script><script>AwsWafIntegration.getToken()</script>"
)
DATADOME = (
    "<p id='cmsg'>Please enable JS and disable any ad blocker</p><script>var dd={'rt':'c','host':"
    "'geo.captcha-delivery.com'}</script><script src='https://ct.captcha-delivery.com/c.js'>"
    "</script>"
)
PX = "<div id='px-captcha'></div><script src='https://captcha.px-cdn.net/PX1/captcha.js'></script>"
INCAPSULA = (
    "<iframe id='main-iframe' src='/_Incapsula_Resource?SWUDNSAI=31&xinfo=9'>Request unsuccessful."
    "</iframe>"
)
AKAMAI = "<div id='sec-if-cpt-container'></div><script src='/_sec/cp_challenge/ak-challenge.js'>"
HCAPTCHA = "<div class=\"h-captcha\"></div><script src='https://js.hcaptcha.com/1/api.js'></script>"
ANUBIS = "<script id='anubis_challenge' type='application/json'>{}</script>" + ARTICLE

CHALLENGES: dict[str, tuple[str, Page]] = {
    "Cloudflare 403": ("Cloudflare", page(CF, 403, title="Just a moment...")),
    "Cloudflare 503": ("Cloudflare", page(CF, 503, title="Just a moment...")),
    "Cloudflare 429": ("Cloudflare", page(CF, 429, title="Just a moment...")),
    "Cloudflare 200": ("Cloudflare", page(CF, 200, title="Just a moment...")),
    "Cloudflare 202": ("Cloudflare", page(CF, 202, title="Just a moment...")),
    "Cloudflare in German": ("Cloudflare", page(CF, 403, title="Nur einen Moment\u2026")),
    "Cloudflare's header": (
        "Cloudflare",
        page(ARTICLE, 200, headers={"cf-mitigated": "challenge"}),
    ),
    "Cloudflare's script with 403": ("Cloudflare", page(JSD, 403, title="Example")),
    "AWS WAF 202": ("AWS WAF", page(AWS, 202, title="")),
    "AWS WAF 405": ("AWS WAF", page(AWS, 405, title="Human Verification")),
    "AWS WAF 200": ("AWS WAF", page(AWS, 200, title="")),
    "AWS WAF's header": ("AWS WAF", page("", 202, headers={"x-amzn-waf-action": "captcha"})),
    "DataDome 403": ("DataDome", page(DATADOME, 403, title="example.org")),
    "DataDome 200": ("DataDome", page(DATADOME, 200, title="example.org")),
    "DataDome's header": ("DataDome", page("", 403, headers={"X-DataDome": "protected"})),
    "PerimeterX 403": ("PerimeterX", page(PX, 403, title="Access to this page has been denied")),
    "PerimeterX 200": ("PerimeterX", page(PX, 200, title="Access to this page has been denied.")),
    "Incapsula 403": ("Imperva Incapsula", page(INCAPSULA, 403, title="")),
    "Incapsula 200": ("Imperva Incapsula", page(INCAPSULA, 200, title="")),
    "Akamai 429": ("Akamai", page(AKAMAI, 429, title="Challenge Validation")),
    "Akamai 200": ("Akamai", page(AKAMAI, 200, title="Challenge Validation")),
    "hCaptcha 200": ("hCaptcha", page(HCAPTCHA, 200, title="Verify you are human")),
    "hCaptcha 403": ("hCaptcha", page(HCAPTCHA, 403, title="Example")),
    "Anubis with an explanation": (
        "Anubis",
        page(ANUBIS, 200, title="Making sure you&#39;re not a bot!"),
    ),
    "reCAPTCHA 200": (
        "reCAPTCHA",
        page('<div class="g-recaptcha"></div>', 200, title="Are you a robot?"),
    ),
    "Google's 429": (
        "Google",
        page('<form id="captcha-form"></form>', 429, title="https://www.google.com/search?q=x"),
    ),
    "DDoS-Guard 403": ("DDoS-Guard", page("", 403, title="DDoS-Guard")),
    "Vercel's header": ("Vercel", page("", 429, headers={"x-vercel-mitigated": "challenge"})),
    "Sucuri 200": (
        "Sucuri",
        page("<script>sucuri_cloudproxy_js=''</script>", 200, title="You are being redirected..."),
    ),
    "nobody's 403": ("a robot check", page("Wait.", 403, title="Security check")),
}


@pytest.mark.parametrize("name", CHALLENGES)
def test_a_robot_check(name: str) -> None:
    by, one = CHALLENGES[name]
    found = robot_check(one)
    assert found is not None
    assert (found.outcome, found.by) == (Outcome.CHALLENGE, by)
    assert found.evidence
    assert found.detail.startswith(by)


PAGES: dict[str, Page] = {
    "an article": page(ARTICLE),
    "an article about captchas": page(ARTICLE, title="CAPTCHA is solved by models"),
    "a short article about captchas": page("<p>hCaptcha and px-captcha fail.", title="Captcha"),
    "an article that shows the marks": page(
        ARTICLE + "<code>window._cf_chl_opt</code> geo.captcha-delivery.com",
        title="Just a moment: how checks work",
    ),
    "a short one that shows the marks": page(
        "<p>Look for <code>_cf_chl_opt</code>.", title="Just a moment"
    ),
    "an article behind Cloudflare": page(ARTICLE + JSD),
    "a short page behind Cloudflare": page("<p>Our office is open.</p>" + JSD, title="Opening"),
    "an article behind Incapsula": page(
        ARTICLE + "<script src='/_Incapsula_Resource?SWJIYLWA=7'></script>"
    ),
    "a short page behind Incapsula": page(
        "<p>Open.</p><script src='/_Incapsula_Resource?SWJIYLWA=7'></script>", title="Opening"
    ),
    "a page with DataDome's tag": page("<script src='https://js.datadome.co/tags.js'></script>Hi"),
    "DataDome lets us in": page(ARTICLE, headers={"x-datadome": "protected"}),
    "a form with hCaptcha": page(HCAPTCHA + "<form>Write to us</form>", title="Contact"),
    "an article with hCaptcha in its comments": page(ARTICLE + HCAPTCHA),
    "a paper called Security check": page(ARTICLE + HCAPTCHA, title="Security check for agents"),
    "a page with such a title and no mark": page("<p>A poem.", title="Just a moment..."),
    "a login behind Cloudflare": page(JSD, 401, title="Sign in"),
    "maintenance behind Cloudflare": page(JSD, 503, title="Down for maintenance"),
    "a plain refusal": page("<p>Forbidden", 403, title="403 Forbidden"),
    "a missing page behind Cloudflare": page(JSD, 404, title="Just a moment..."),
    "a long page with a check's mark": page(ARTICLE + "<!-- px-captcha -->", title="Reward"),
}


@pytest.mark.parametrize("name", PAGES)
def test_no_robot_check(name: str) -> None:
    assert robot_check(PAGES[name]) is None


def test_every_vendor_has_a_case() -> None:
    assert sorted({by for by, _ in CHALLENGES.values()}) == sorted(one.name for one in CHECKS)
