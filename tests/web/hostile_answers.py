"""Well-formed answers that bring no page: refusals, odd statuses, redirects, robots.txt, names."""

import gzip
from collections.abc import Iterator, Mapping

from citewiki.domain.outcomes import Outcome
from tests.web.behaviours import HTML, MEBIBYTE, drip, flood, hang, packed_zeros, with_length
from tests.web.cases import PAGE, Behaviour, Case
from tests.web.server import Answer

CHECK = b"<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"
ROBOTS = "/robots.txt"


def _status(status: int, outcome: Outcome, headers: Mapping[str, str] | None = None,
            body: bytes = b"<title>Sorry</title>", name: str = "") -> Case:  # fmt: skip
    answer = Answer(body, status, headers or {})
    return Case(name or f"status {status}", frozenset({outcome}), {PAGE: answer})


def refusals() -> Iterator[Case]:
    """The site answers, and there is no page for us."""
    for status in (400, 405, 406, 418, 431, 600, 799):
        yield _status(status, Outcome.UNEXPECTED_STATUS)
    for status in (500, 502, 504, 520, 599):
        yield _status(status, Outcome.SERVER_ERROR)
    for status in (403, 451, 999):
        yield _status(status, Outcome.BLOCKED)
    for status in (401, 402):
        yield _status(status, Outcome.PAYWALLED)
    yield _status(404, Outcome.NOT_FOUND)
    yield _status(410, Outcome.GONE)
    yield _status(202, Outcome.UNEXPECTED_STATUS)
    yield _status(206, Outcome.UNEXPECTED_STATUS)
    yield _status(300, Outcome.UNEXPECTED_STATUS)
    yield _status(304, Outcome.UNEXPECTED_STATUS, name="not modified unasked")
    yield _status(503, Outcome.SERVER_ERROR)
    odd = ("0", "-5", "1e26", "9" * 5000, "\xb2", "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "")
    for value in odd:
        for status in (429, 503):
            name = f"status {status}, Retry-After {value[:12]!r}"
            yield _status(status, Outcome.RATE_LIMITED, {"Retry-After": value}, name=name)
    for status in (200, 202, 403, 429, 503):
        yield _status(status, Outcome.CHALLENGE, body=CHECK, name=f"robot check under {status}")
    yield _status(200, Outcome.CHALLENGE, {"cf-mitigated": "challenge"}, name="check by header")
    drips = drip(b"HTTP/1.1 403 No\r\n\r\n", b"x", 0.02)
    blocked = frozenset({Outcome.BLOCKED, Outcome.TIMEOUT})
    yield Case("refusal that drips", blocked, {PAGE: drips})
    endless = flood(b"HTTP/1.1 403 No\r\n\r\n", b"x" * 65_536)
    yield Case("refusal that never ends", blocked, {PAGE: endless})
    bomb = with_length(packed_zeros(100), b"Content-Encoding: gzip").replace(b"200 OK", b"403 No")
    yield Case("refusal that is a bomb", frozenset({Outcome.BLOCKED}), {PAGE: bomb})
    sent = b"HTTP/1.1 404 No\r\nContent-Length: 9000000\r\n\r\n"
    yield Case("not found and silent", frozenset({Outcome.NOT_FOUND}), {PAGE: hang(sent)})


def _sends(location: str | bytes, status: int = 302) -> bytes:
    said = location.encode("utf-8") if isinstance(location, str) else location
    return b"HTTP/1.1 %d Found\r\nContent-Length: 0\r\nLocation: %b\r\n\r\n" % (status, said)


def redirects() -> Iterator[Case]:
    """Redirects that lead nowhere, or not where a fetch may go."""
    bad = frozenset({Outcome.BAD_REDIRECT})
    odd = bad | {Outcome.PROTOCOL_ERROR}
    nowhere = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"
    yield Case("redirect without a Location", bad, {PAGE: nowhere})
    yield Case("redirect to nothing", bad, {PAGE: _sends("")})
    yield Case("redirect of 3,000 characters", bad, {PAGE: _sends("/" + "x" * 3000)})
    megabyte = _sends("/" + "x" * MEBIBYTE)
    yield Case("redirect of a megabyte", frozenset({Outcome.PROTOCOL_ERROR}), {PAGE: megabyte})
    for target in (
        *("file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://a.test/"),
        *("gopher://a.test/", "blob:http://a.test/1", "about:blank", "mailto:a@a.test"),
        *(
            "http://user:pass@a.test/",
            "http://",
            "http:///x",
            "http://[::1",
            "http://a.test:99999/",
        ),
        *("http://a.test:22/", "//a.test:25/", "http://a\\@b.test/", "http://\u2028.test/"),
    ):
        yield Case(f"redirect to {target!r}", bad | {Outcome.URL_REFUSED}, {PAGE: _sends(target)})
    for name, raw in (("escape", b"/\x1b[2Jx"), ("NUL", b"/\x00x"), ("bare CR", b"/a\rX: y")):
        yield Case(f"redirect with {name}", odd, {PAGE: _sends(raw)})
    unknown = frozenset({Outcome.DNS_FAILED})
    yield Case("redirect to an unknown name", unknown, {PAGE: _sends("http://nobody.invalid/")})
    many = frozenset({Outcome.TOO_MANY_REDIRECTS})
    yield Case("redirect to itself", many, {PAGE: _sends(PAGE)})
    yield Case("redirect to its own fragment", many, {PAGE: _sends(PAGE + "#top")})
    yield Case("redirects in a circle", many, {PAGE: _sends("/b"), "/b": _sends(PAGE)})
    chain: dict[str, Behaviour] = {f"/{n}": _sends(f"/{n + 1}") for n in range(9)}
    yield Case("redirects without end", many, chain, ask="/0")


def robots() -> Iterator[Case]:
    """Hosts whose robots.txt keeps us out, or cannot be had; the page itself is there."""

    def case(name: str, behaviour: Behaviour, *outcomes: Outcome) -> Case:
        page = Answer(HTML, headers={"Content-Type": "text/html"})
        return Case(f"robots.txt: {name}", frozenset(outcomes), {ROBOTS: behaviour, PAGE: page})

    rules = b"User-agent: *\nDisallow: /"
    yield case("disallows", Answer(rules), Outcome.ROBOTS_DENIED)
    packed = Answer(gzip.compress(rules), headers={"Content-Encoding": "gzip"})
    yield case("disallows, packed", packed, Outcome.ROBOTS_DENIED)
    yield case("500", Answer(b"", 500), Outcome.SERVER_ERROR)
    yield case("503", Answer(b"", 503), Outcome.SERVER_ERROR)
    yield case("429", Answer(b"", 429), Outcome.RATE_LIMITED)
    yield case("silent", hang(), Outcome.TIMEOUT)
    yield case("in drips", drip(b"HTTP/1.1 200 OK\r\n\r\n", b"#", 0.02), Outcome.TIMEOUT)
    yield case("in circles", _sends(ROBOTS), Outcome.TOO_MANY_REDIRECTS)
    yield case("to a file", _sends("file:///etc/passwd"), Outcome.BAD_REDIRECT)
    yield case("brotli", with_length(b"x", b"Content-Encoding: br"), Outcome.ENCODING_REFUSED)
    yield case("not HTTP", b"hello\r\n\r\n", Outcome.PROTOCOL_ERROR)


def names() -> Iterator[Case]:
    """Hosts that cannot be found, or do not speak TLS; see the gauntlet for the slow name."""
    page: dict[str, Behaviour] = {PAGE: Answer(HTML)}
    unknown = frozenset({Outcome.DNS_FAILED})
    yield Case("unknown name", unknown, page, host="nobody.invalid")
    yield Case("name without an answer", unknown, page, host="no-address.test")
    yield Case("slow name server", frozenset({Outcome.TIMEOUT}), page, host="slow-dns.test")
    silent = frozenset({Outcome.TIMEOUT, Outcome.TLS_FAILED})
    yield Case("TLS that never completes", silent, page, scheme="https")


def cases() -> Iterator[Case]:
    """All of them."""
    yield from refusals()
    yield from redirects()
    yield from robots()
    yield from names()
