"""What robots.txt files mean: (file, who asks, path, whether it may be asked for).

The facts are those of RFC 9309, of the tests that Google publishes with its parser (github.com/
google/robotstxt; the names of the groups are its tests'), and of Google's page on the format.
Left out are that parser's own API, and where it and the RFC differ: there the RFC holds.
"""

from collections.abc import Iterator

Case = tuple[str, str, str, bool]


def _asked(robots: str, agent: str, yes: str = "", no: str = "") -> Iterator[Case]:
    """Paths that may (`yes`) and may not be asked for, parted by blanks."""
    yield from ((robots, agent, path, True) for path in yes.split())
    yield from ((robots, agent, path, False) for path in no.split())


def lines() -> Iterator[Case]:
    """ID_LineSyntax_Line, ID_LinesNumbersAreCountedCorrectly, ID_UTF8ByteOrderMarkIsSkipped."""
    yield from _asked("user-agent: FooBot\ndisallow: /\n", "FooBot", no="/x/y")
    yield from _asked("foo: FooBot\nbar: /\n", "FooBot", yes="/x/y")
    yield from _asked("user-agent FooBot\ndisallow /\n", "FooBot", no="/x/y")
    two = ("User-Agent: foo", "Allow: /some/path", "User-Agent: bar", "", "", "Disallow: /")
    for end in ("\n", "\r\n", "\r"):
        yield from _asked(end.join(two) + end, "bar", no="/some/path")
        yield from _asked(end.join(two), "foo", yes="/some/path /x")
    mixed = "User-Agent: foo\nAllow: /some/path\r\nUser-Agent: bar\n\r\n\rDisallow: /"
    yield from _asked(mixed, "bar", no="/some/path")
    for mark in ("\ufeff", ""):
        yield from _asked(f"{mark}User-Agent: foo\nDisallow: /a", "foo", yes="/b", no="/a")
    yield from _asked("\ufffd\x11\ufffdUser-Agent: foo\nDisallow: /a", "foo", yes="/a")


def groups() -> Iterator[Case]:
    """ID_LineSyntax_Groups and _OtherRules, ID_GlobalGroups_Secondary."""
    several = (
        "allow: /foo/bar/\n\nuser-agent: FooBot\ndisallow: /\nallow: /x/\nuser-agent: BarBot\n"
        "disallow: /\nallow: /y/\n\n\nallow: /w/\nuser-agent: BazBot\n\nuser-agent: FooBot\n"
        "allow: /z/\ndisallow: /\n"
    )
    yield from _asked(several, "FooBot", "/x/b /z/d", "/y/c /foo/bar/ /w/a")
    yield from _asked(several, "BarBot", "/y/c /w/a", "/z/d /foo/bar/ /x/b")
    yield from _asked(several, "BazBot", "/z/d", "/foo/bar/ /x/b")
    for other in ("Sitemap: https://foo.bar/sitemap", "Invalid-Unknown-Line: unknown"):
        for one, two in (("BarBot", "*"), ("FooBot", "BarBot")):
            joined = f"User-agent: {one}\n{other}\nUser-agent: {two}\nDisallow: /\n"
            yield from _asked(joined, "FooBot", no="/x")
            yield from _asked(joined, "BarBot", no="/x")
    yield from _asked("", "FooBot", yes="/x/y")
    general = "user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /\n"
    yield from _asked(general, "FooBot", no="/x/y")
    yield from _asked(general, "BarBot", yes="/x/y")
    turned = "user-agent: *\ndisallow: /\nuser-agent: FooBot\nallow: /\n"
    yield from _asked(turned, "FooBot", yes="/x/y")
    yield from _asked(turned, "BarBot", no="/x/y")
    named = "user-agent: FooBot\nallow: /\nuser-agent: BarBot\ndisallow: /\n"
    yield from _asked(named, "QuxBot", yes="/x/y")


def names() -> Iterator[Case]:
    """ID_REPLineNamesCaseInsensitive, ID_UserAgentValueCaseInsensitive, and RFC 9309's 2.2.1."""
    for form in (str.upper, str.lower, str.title):
        robots = "\n".join(
            [form("user-agent") + ": FooBot", form("allow") + ": /x/", form("disallow") + ": /"]
        )
        yield from _asked(robots, "FooBot", "/x/y", "/a/b")
    for name in ("FOO BAR", "foo bar", "FoO bAr"):
        robots = f"User-Agent: {name}\nAllow: /x/\nDisallow: /\n"
        for agent in ("Foo", "foo"):
            yield from _asked(robots, agent, "/x/y", "/a/b")
    words = "User-Agent: *\nDisallow: /\nUser-Agent: Foo Bar\nAllow: /x/\nDisallow: /\n"
    yield from _asked(words, "Foo", "/x/y", "/a/b")
    # the product token has to be the same, not only to begin or to end so
    for other in ("Foo", "FooBotExtra", "otherFooBot", "Bot", "o"):
        yield from _asked(f"User-agent: {other}\nDisallow: /", "FooBot", yes="/x")
    yield from _asked("User-agent: FooBot/2.1\nDisallow: /", "FooBot", no="/x")
    same = "User-agent: FooBot\nDisallow: /a\n\nUser-agent: X\nDisallow: /\n\n"
    same += "User-agent: foobot\nDisallow: /b"
    yield from _asked(same, "FooBot", "/c", "/a /b")


def longest() -> Iterator[Case]:
    """ID_LongestMatch, ID_AllowDisallow_Value_CaseSensitive."""
    for rules, yes, no in (
        ("disallow: /x/page.html\nallow: /x/", "", "/x/page.html"),
        ("allow: /x/page.html\ndisallow: /x/", "/x/page.html", "/x/"),
        ("disallow: \nallow: ", "/x/page.html", ""),
        ("disallow: /\nallow: /", "/x/page.html", ""),
        ("disallow: /x\nallow: /x/", "/x/", "/x"),
        ("disallow: /x/page.html\nallow: /x/page.html", "/x/page.html", ""),
        ("allow: /page\ndisallow: /*.html", "/page", "/page.html"),
        ("allow: /x/page.\ndisallow: /*.html", "/x/page.html", "/x/y.html"),
        ("disallow: /x/", "/X/y", "/x/y"),
        ("disallow: /X/", "/x/y", "/X/y"),
    ):
        yield from _asked(f"user-agent: FooBot\n{rules}\n", "FooBot", yes, no)
    own = "User-agent: *\nDisallow: /x/\nUser-agent: FooBot\nDisallow: /y/\n"
    yield from _asked(own, "FooBot", "/x/page", "/y/page")


def escapes() -> Iterator[Case]:
    """ID_Encoding, and the table of RFC 9309, section 2.2.2."""

    def only(allowed: str, yes: str, no: str = "") -> Iterator[Case]:
        yield from _asked(f"User-agent: FooBot\nDisallow: /\nAllow: {allowed}\n", "FooBot", yes, no)

    yield from only("/foo/bar?qux=taz&baz=http://foo.bar?tar&par",
                    "/foo/bar?qux=taz&baz=http://foo.bar?tar&par")  # fmt: skip
    yield from only("/foo/bar/\u30c4", "/foo/bar/%E3%83%84", "/foo/bar/x")
    yield from only("/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84 /foo/bar/%e3%83%84")
    yield from only("/foo/bar/%62%61%7A", "/foo/bar/baz /foo/bar/%62%61%7A")
    yield from only("/foo/bar/baz", "/foo/bar/%62%61%7a")


def signs() -> Iterator[Case]:
    """ID_SpecialCharacters, and the tables of Google's page on the format."""

    def rules(text: str, yes: str, no: str) -> Iterator[Case]:
        yield from _asked(f"User-agent: FooBot\n{text}\n", "FooBot", yes, no)

    yield from rules("Disallow: /foo/bar/quz\nAllow: /foo/*/qux",
                     "/foo/quz /foo//quz /foo/bax/quz", "/foo/bar/quz")  # fmt: skip
    yield from rules("Disallow: /foo/bar$\nAllow: /foo/bar/qux",
                     "/foo/bar/qux /foo/bar/ /foo/bar/baz", "/foo/bar")  # fmt: skip
    yield from rules("# Disallow: /\nDisallow: /foo/quz#qux\nAllow: /", "/foo/bar", "/foo/quz")
    fish = "/fish /fish.html /fish/salmon.html /fishheads /fishheads/a.html /fish.html?id=b"
    for pattern in ("/fish", "/fish*"):
        yield from rules(
            f"Disallow: /\nAllow: {pattern}", fish, "/Fish.asp /catfish /?id=fish /bar"
        )
    yield from rules("Disallow: /\nAllow: /fish/",
                     "/fish/ /fish/salmon /fish/?salmon /fish/salmon.html /fish/?id=anything",
                     "/fish /fish.html /Fish/Salmon.html /bar")  # fmt: skip
    php = "/a.php /f/a.php /f/a.php?p //f/any.php.html /a.php/ /index?f=a.php/"
    yield from rules("Disallow: /\nAllow: /*.php", php, "/php/ /index?php /windows.PHP /bar")
    yield from rules("Disallow: /\nAllow: /*.php$", "/a.php /f/a.php",
                     "/a.php?p /a.php/ /a.php5 /php/ /a?php /aaaphpaaa /windows.PHP")  # fmt: skip
    yield from rules("Disallow: /\nAllow: /fish*.php", "/fish.php /fishheads/cat.php?p",
                     "/Fish.PHP /bar")  # fmt: skip
    yield from rules("Allow: /p\nDisallow: /", "/page", "/x")
    yield from rules("Allow: /folder\nDisallow: /folder", "/folder/page", "")
    yield from rules("Allow: /page\nDisallow: /*.htm", "/page", "/page.htm")
    yield from rules("Allow: /$\nDisallow: /", "/", "/page.html")


GROUPS = {each.__name__: tuple(each()) for each in (lines, groups, names, longest, escapes, signs)}
