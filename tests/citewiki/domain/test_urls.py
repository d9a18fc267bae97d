"""The table of canonicalize is this file."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewiki.domain.urls import MAX_LENGTH, canonicalize, host_and_path, host_of, is_cut

X = "https://example.com/a"

SAME: list[tuple[str, str, str]] = [
    # name, spelling, canonical form
    ("plain", "https://example.com/a", X),
    ("http", "http://example.com/a", X),
    ("upper scheme", "HTTPS://example.com/a", X),
    ("upper host", "https://EXAMPLE.Com/a", X),
    ("www", "https://www.example.com/a", X),
    ("www twice", "https://www.www.example.com/a", X),
    ("www http", "http://www.example.com/a", X),
    ("www is the name", "https://www.com/a", "https://www.com/a"),
    ("host's last dot", "https://example.com./a", X),
    ("port 443", "https://example.com:443/a", X),
    ("port 80", "http://example.com:80/a", X),
    ("port with zeros", "https://example.com:0443/a", X),
    ("empty port", "https://example.com:/a", X),
    ("other port", "https://example.com:8080/a", "https://example.com:8080/a"),
    ("other port with zeros", "https://example.com:08080/a", "https://example.com:8080/a"),
    ("fragment", "https://example.com/a#part", X),
    ("empty fragment", "https://example.com/a#", X),
    ("text fragment", "https://example.com/a#:~:text=x", X),
    ("hashbang", "https://example.com/a#!/b", "https://example.com/a#!/b"),
    ("hash route", "https://example.com/#/b", "https://example.com#/b"),
    ("bare hash route", "https://example.com/a#/", X),
    ("trailing slash", "https://example.com/a/", X),
    ("trailing slashes", "https://example.com/a//", X),
    ("root", "https://example.com/", "https://example.com"),
    ("no path", "https://example.com", "https://example.com"),
    ("query at root", "https://example.com?q=1", "https://example.com?q=1"),
    ("slash before query", "https://example.com/a/?q=1", "https://example.com/a?q=1"),
    ("empty query", "https://example.com/a?", X),
    ("empty pairs", "https://example.com/a?&&", X),
    ("dot segment", "https://example.com/./a", X),
    ("parent segment", "https://example.com/b/../a", X),
    ("above the root", "https://example.com/../a", X),
    ("escaped dots", "https://example.com/b/%2e%2E/a", X),
    ("last parent segment", "https://example.com/a/b/..", X),
    ("utm", "https://example.com/a?utm_source=x&utm_medium=y", X),
    ("utm, any name", "https://example.com/a?utm_whatever=x", X),
    ("upper utm", "https://example.com/a?UTM_Source=x", X),
    ("escaped utm", "https://example.com/a?utm%5Fsource=x", X),
    ("fbclid", "https://example.com/a?fbclid=1", X),
    ("gclid", "https://example.com/a?gclid=1", X),
    ("mailchimp", "https://example.com/a?mc_cid=1&mc_eid=2", X),
    ("msclkid", "https://example.com/a?msclkid=1", X),
    ("hubspot", "https://example.com/a?_hsenc=1&_hsmi=2", X),
    ("tracking amid others", X + "?b=2&utm_source=x&a=1", X + "?b=2&a=1"),
    ("unreserved escaped", "https://example.com/%61", X),
    ("unreserved escaped in query", X + "?%71=%7E", X + "?q=~"),
    ("lower escape", "https://example.com/a%2fb", "https://example.com/a%2Fb"),
    ("no escape", "https://example.com/100%", "https://example.com/100%"),
    ("non-ASCII path", "https://example.com/é", "https://example.com/%C3%A9"),
    ("non-ASCII path escaped", "https://example.com/%c3%a9", "https://example.com/%C3%A9"),
    ("quote in path", 'https://example.com/"a"', "https://example.com/%22a%22"),
    ("IDN", "https://Bücher.example/a", "https://xn--bcher-kva.example/a"),
    ("punycode", "https://XN--bcher-kva.example/a", "https://xn--bcher-kva.example/a"),
    ("ideographic dot", "https://example。com/a", X),
    ("IPv4", "http://127.0.0.1/a", "https://127.0.0.1/a"),
    ("IPv6", "http://[0:0:0:0:0:0:0:1]/a", "https://[::1]/a"),
    ("IPv6 with port", "http://[::1]:8080/a", "https://[::1]:8080/a"),
    ("balanced parentheses", "https://example.com/a_(b)", "https://example.com/a_(b)"),
    ("path case kept", "https://example.com/Ab", "https://example.com/Ab"),
    ("query case kept", "https://example.com/a?Q=V", "https://example.com/a?Q=V"),
]

_ARXIV = "https://arxiv.org/abs/2203.02155"
_OLD_ARXIV = "https://arxiv.org/abs/cs/0701001"
_DOI = "https://doi.org/10.1038/s41586-020-2649-2"
_REVIEW = "https://openreview.net/forum?id=TG8KACxEON"
_ACL = "https://aclanthology.org/P18-1001"
_ACL_NEW = "https://aclanthology.org/2020.acl-main.463"
_LW = "https://lesswrong.com/posts/uMQ3cqWDPHhjtiesc"
_EA = "https://forum.effectivealtruism.org/posts/uK27pds7J36asqJPt"
_VIDEO = "https://youtube.com/watch?v=dQw4w9WgXcQ"

SITES: list[tuple[str, str]] = [
    ("https://arxiv.org/abs/2203.02155", _ARXIV),
    ("http://www.arxiv.org/abs/2203.02155v1", _ARXIV),
    ("https://arxiv.org/pdf/2203.02155", _ARXIV),
    ("https://arxiv.org/pdf/2203.02155.pdf", _ARXIV),
    ("https://arxiv.org/pdf/2203.02155v12.pdf", _ARXIV),
    ("https://arxiv.org/html/2203.02155v2", _ARXIV),
    ("https://export.arxiv.org/abs/2203.02155", _ARXIV),
    ("https://doi.org/10.48550/arXiv.2203.02155", _ARXIV),
    ("https://arxiv.org/pdf/cs/0701001v1", _OLD_ARXIV),
    ("https://arxiv.org/list/cs.AI/recent", "https://arxiv.org/list/cs.AI/recent"),
    ("https://doi.org/10.1038/s41586-020-2649-2", _DOI),
    ("http://dx.doi.org/10.1038/s41586-020-2649-2", _DOI),
    ("https://www.doi.org/10.1038/s41586-020-2649-2/", _DOI),
    ("https://openreview.net/pdf?id=TG8KACxEON", _REVIEW),
    ("https://openreview.net/forum?id=TG8KACxEON&noteId=abc", _REVIEW),
    ("https://openreview.net/forum?referrer=x&id=TG8KACxEON", _REVIEW),
    ("https://aclanthology.org/P18-1001.pdf", _ACL),
    ("https://www.aclweb.org/anthology/P18-1001/", _ACL),
    ("https://aclanthology.org/2020.acl-main.463.pdf", _ACL_NEW),
    ("https://www.lesswrong.com/posts/uMQ3cqWDPHhjtiesc/agi-ruin", _LW),
    ("https://www.alignmentforum.org/posts/uMQ3cqWDPHhjtiesc/agi-ruin", _LW),
    ("https://www.greaterwrong.com/posts/uMQ3cqWDPHhjtiesc", _LW),
    ("https://www.lesswrong.com/s/mzgtmmTKKn5MuCzFJ/p/uMQ3cqWDPHhjtiesc", _LW),
    ("https://forum.effectivealtruism.org/posts/uK27pds7J36asqJPt/a-title", _EA),
    ("https://youtu.be/dQw4w9WgXcQ?t=42", _VIDEO),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1&t=5s", _VIDEO),
    ("https://m.youtube.com/watch?app=m&v=dQw4w9WgXcQ", _VIDEO),
    ("https://www.youtube.com/embed/dQw4w9WgXcQ", _VIDEO),
    ("https://www.youtube.com/shorts/dQw4w9WgXcQ", _VIDEO),
    ("https://www.youtube.com/@channel", "https://youtube.com/@channel"),
]

DIFFERENT: list[tuple[str, str]] = [
    ("https://example.com/a", "https://example.com/A"),
    ("https://example.com/a?q=a", "https://example.com/a?q=A"),
    ("https://example.com/a?b=1&c=2", "https://example.com/a?c=2&b=1"),
    ("https://example.com/a%2Fb", "https://example.com/a/b"),
    ("https://example.com/a", "https://example.com:8080/a"),
    ("https://example.com/a", "https://sub.example.com/a"),
    ("https://example.com/#!/a", "https://example.com/#!/b"),
    ("https://example.com/a?page=1", "https://example.com/a?page=2"),
    ("https://example.com/a?ref=x", "https://example.com/a"),
    ("https://arxiv.org/abs/2203.02155", "https://arxiv.org/abs/2203.02156"),
    ("https://doi.org/10.1000/Ab", "https://doi.org/10.1000/ab"),
    ("https://doi.org/10.1000/a?x=1", "https://doi.org/10.1000/a"),
    (_LW, _EA.replace("uK27pds7J36asqJPt", "uMQ3cqWDPHhjtiesc")),
    (_LW, _LW + "?commentId=abc"),
    ("https://youtu.be/dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcq"),
    ("https://openreview.net/forum?id=a1", "https://openreview.net/forum?id=A1"),
]

REFUSED = [
    "", " ", "example.com", "//example.com/a", "ftp://example.com/a", "mailto:a@example.com",
    "javascript:alert(1)", "file:///etc/passwd", "https://", "https:///a", "https:/example.com",
    "https://user@example.com/a", "https://user:pw@example.com/a", "https://example.com:0/a",
    "https://example.com:65536/a", "https://example.com:x/a", "https://example.com:٨٠/a",
    "https://example.com/a b", " https://example.com/a", "https://example.com/a\n",
    "https://example.com/\x00", "https://example.com/\x7f", "https://example.com/\ud800",
    "https://exam\\ple.com/", "https://ex ample.com", "https://exa%6dple.com/a",
    "https://[::1", "https://[::zz]/", "https://[fe80::1%25eth0]/", "https://[::1]x/",
    "https://-a.com/", "https://a..com/", "https://" + "a" * 64 + ".com/",
    "https://example.com/" + "a" * MAX_LENGTH, "https://example.com/" + "é" * 1_000,
]  # fmt: skip


@pytest.mark.parametrize(("name", "url", "expected"), SAME, ids=[row[0] for row in SAME])
def test_spellings(name: str, url: str, expected: str) -> None:
    assert canonicalize(url) == expected


@pytest.mark.parametrize(("url", "expected"), SITES)
def test_sites(url: str, expected: str) -> None:
    assert canonicalize(url) == expected
    assert canonicalize(expected) == expected


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_pages_stay_two(one: str, other: str) -> None:
    assert canonicalize(one) is not None
    assert canonicalize(one) != canonicalize(other)


@pytest.mark.parametrize("url", REFUSED)
def test_refused(url: str) -> None:
    assert canonicalize(url) is None


@pytest.mark.parametrize(
    ("url", "cut"),
    [
        ("https://doi.org/10.1016/S0065-2458(08", True),
        ("https://doi.org/10.1016/S0065-2458(08)60520-3", False),
        ("https://en.wikipedia.org/wiki/P(doom", True),
        ("https://en.wikipedia.org/wiki/P(doom)", False),
        ("https://example.com/a)", False),
        ("https://example.com/a", False),
    ],
)
def test_is_cut(url: str, cut: bool) -> None:
    assert is_cut(url) is cut


def test_host_and_path() -> None:
    assert host_of("https://www.Example.com:8080/A") == "example.com"
    assert host_and_path("http://[::1]:80/A?b") == ("[::1]", "/A")
    assert host_of("nonsense") is None


def test_huge_input_is_refused_at_once() -> None:
    assert canonicalize("https://" + "a." * 5_000_000) is None


_pieces = st.sampled_from(
    ["https://", "HTTP://", "www.", "example.com", "arxiv.org", "youtu.be", "lesswrong.com", "/",
     "posts/", "abs/", "2203.02155", "v1", ".pdf", "?", "&", "=", "utm_source", "%5F", "%2e", "..",
     "#", "#!", ":", "443", "@", "[", "]", "::1", "é", "。", "%", "İ", "uMQ3cqWDPHhjtiesc"]
)  # fmt: skip
_urls = st.one_of(
    st.text(st.characters()),
    st.lists(_pieces, max_size=14).map("".join),
    st.text(string.printable + "éß。\ud800\u202e").map("https://example.com/".__add__),
    st.text().map("https://".__add__),
)


@settings(max_examples=400)
@given(_urls)
def test_never_raises_and_is_idempotent(url: str) -> None:
    is_cut(url)
    host_of(url)
    canonical = canonicalize(url)
    if canonical is not None:
        assert canonicalize(canonical) == canonical
        assert canonical.isascii()
        assert canonical.startswith("https://")
