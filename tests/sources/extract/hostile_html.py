"""Pages that nobody should have to read: too deep, too wide, never closed, made of entities."""

from collections.abc import Callable, Iterator

from tests.sources.extract.hostile_files import CUT, MB, NEVER, READ, HostileFile

FIRST = "Reviewers in pairs found a third more of the planted errors than single ones did."
LAST = "Those who worked alone were quicker by a tenth, and surer of what they had missed."
BOTH = (FIRST, LAST)


def cases() -> Iterator[HostileFile]:
    yield from _deep()
    yield from _wide()
    yield from _long()
    yield from _unclosed()
    yield from _entities()
    yield from _other_markup()
    yield from _heads()
    yield from _without_text()


def page(middle: str = "", head: str = "") -> str:
    """A page with a first and a last sentence, and something between the two."""
    return (
        f"<!doctype html><html lang=en><head><title>On pairs</title>{head}</head>"
        f"<body><p>{FIRST}</p>{middle}<p>{LAST}</p></body></html>"
    )


def read_whole(name: str, middle: Callable[[], str], head: Callable[[], str] = str) -> HostileFile:
    """A page of which both sentences must be read, whatever stands between them."""
    return HostileFile(name, lambda: page(middle(), head()).encode(), READ, words=BOTH)


def _deep() -> Iterator[HostileFile]:
    for tag, depth in (("div", 100_000), ("b", 100_000), ("blockquote", 20_000), ("span", 255)):
        yield read_whole(
            f"<{tag}> nested {depth:,} deep",
            lambda t=tag, n=depth: f"<{t}>" * n + "the core" + f"</{t}>" * n,  # type: ignore[misc]
        )
    yield read_whole("tables nested 5,000 deep", lambda: "<table><tr><td>" * 5_000)
    yield read_whole("lists nested 50,000 deep", lambda: "<ul><li>" * 50_000)
    yield read_whole("forms in forms", lambda: "<form><input>" * 20_000)
    yield read_whole("links in links", lambda: "<a href=x>y" * 50_000)
    yield read_whole("fonts that are never closed", lambda: "<p><b><i><font>word" * 20_000)


def _wide() -> Iterator[HostileFile]:
    yield read_whole("a million <br>", lambda: "<br>" * 1_000_000)
    yield read_whole("400,000 paragraphs", lambda: "<p>a</p>" * 400_000)
    yield HostileFile("2 million paragraphs", lambda: page("<p>a</p>" * 2_000_000).encode())
    yield read_whole("100,000 tables", lambda: "<table><tr><td>a</table>" * 100_000)
    yield read_whole("100,000 list items", lambda: "<ul>" + "<li>an item" * 100_000 + "</ul>")
    yield read_whole("a row of 300,000 cells", lambda: "<table><tr>" + "<td>7" * 300_000)
    yield read_whole("300,000 links", lambda: "<a href=/x>more</a> " * 300_000)
    yield read_whole("100,000 headings", lambda: "<h1>On pairs</h1>" * 100_000)
    yield read_whole(
        "an element of 20,000 attributes",
        lambda: f"<div {' '.join(f'a{n}=1' for n in range(20_000))}>held</div>",
    )
    yield read_whole(
        "an element of 300,000 attributes",
        lambda: f"<div {' '.join(f'a{n}=1' for n in range(300_000))}>held</div>",
    )
    yield read_whole(
        "a script of 300,000 attributes",
        lambda: f"<script {' '.join(f'a{n}' for n in range(300_000))}>x</script>held",
    )
    yield read_whole(
        "300,000 attributes with tags in them",
        lambda: "<div " + "".join(f"a{n}='<b>' " for n in range(300_000)) + ">held</div>",
    )
    yield read_whole(
        "400 elements of 2,000 attributes",
        lambda: f"<p {' '.join(f'a{n}' for n in range(2_000))}>held</p>" * 400,
    )
    yield read_whole("10,000 bodies", lambda: "<body class=x><html>" * 10_000)
    yield read_whole("an element of 20,000 classes", lambda: f"<div class='{'nav ' * 20_000}'>x")


def _long() -> Iterator[HostileFile]:
    yield read_whole("one line of 5 MB", lambda: "word " * MB)
    yield read_whole("one word of 5 MB", lambda: "a" * (5 * MB))
    yield read_whole("an attribute of 8 MB", lambda: f"<div title='{'x' * (8 * MB)}'>held</div>")
    yield read_whole("a tag name of 1 MB", lambda: f"<{'x' * MB}>held</{'x' * MB}>")
    yield read_whole(
        "pictures of 8 MB in its addresses",
        lambda: f"<img src='data:image/png;base64,{'QUJD' * (2 * MB)}'>",
    )
    yield read_whole("a comment of 5 MB", lambda: f"<!-- {'- ' * (5 * MB // 2)}-->")
    yield HostileFile(
        "a text of 11 MB",
        lambda: page("w " * (11 * MB // 2)).encode(),
        CUT,
        "MB; only that much",
        (FIRST,),
    )
    yield HostileFile(
        "a text of 9.5 MB",
        lambda: page("w " * 4_700_000).encode(),
        CUT,
        "8 MB",
        (FIRST,),
    )


def _unclosed() -> Iterator[HostileFile]:
    for name, opened in (
        ("a comment", "<!--"),
        ("a script", "<script>"),
        ("a style", "<style>"),
        ("a title", "<title>"),
        ("a textarea", "<textarea>"),
        ("an attribute", "<a href='"),
        ("a tag", "<div class=x "),
        ("a processing instruction", "<?php"),
        ("a CDATA section", "<![CDATA["),
        ("a declaration", "<!ELEMENT"),
        ("a template", "<template>"),
        ("an iframe", "<iframe>"),
    ):
        yield HostileFile(
            f"{name} that never ends",
            lambda o=opened: page(o).encode(),  # type: ignore[misc]
            READ,
            words=(FIRST,),
        )
    yield HostileFile(
        "100,000 comments that never end",
        lambda: page("<!-- a " * 100_000).encode(),
        READ,
        words=(FIRST,),
    )
    yield HostileFile(
        "nothing is closed",
        lambda: f"<html><head><title>T<body><div><p>{FIRST}<table><tr><td>{LAST}".encode(),
    )
    yield read_whole("only ends", lambda: "</div></p></table></body></html>" * 20_000)
    yield read_whole("<plaintext>", lambda: "<plaintext>")
    yield read_whole("tags that nobody knows", lambda: "<x-y><::a><a:b><1>" * 20_000)


def _entities() -> Iterator[HostileFile]:
    yield read_whole("a million entities", lambda: "&amp;" * 1_000_000)
    yield read_whole("entities that nobody knows", lambda: "&nosuchthing;" * 300_000)
    yield read_whole("entities without an end", lambda: "&amp" * 1_000_000)
    yield read_whole("a number of 100,000 digits", lambda: f"&#{'9' * 100_000};")
    yield read_whole("control characters by number", lambda: "&#0;&#7;&#27;[2J&#155;&#xFFFE;")
    yield read_whole("surrogates by number", lambda: "&#xD800;&#xDFFF;&#55357;" * 1000)
    yield read_whole("directions by number", lambda: "&#x202E;&#x2066;&#x200F;" * 1000)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    yield HostileFile(
        "a billion laughs",
        lambda: (
            f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]>'
            f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{FIRST}</p><p>&l11;</p></body></html>'
        ).encode(),
        READ,
        words=(FIRST,),
        never=("haha",),
        media_type="application/xhtml+xml",
    )
    yield HostileFile(
        "entities out of our files",
        lambda: (
            '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">'
            '<!ENTITY % d SYSTEM "http://127.0.0.1:9/x.dtd">%d;]>'
            f"<html><body><p>{FIRST}</p><p>&f;</p></body></html>"
        ).encode(),
        READ,
        words=(FIRST,),
        never=("root:",),
        media_type="application/xhtml+xml",
    )


def _other_markup() -> Iterator[HostileFile]:
    yield read_whole(
        "SVG nested 20,000 deep", lambda: "<svg><g>" + "<g>" * 20_000 + "<text>drawn</text></svg>"
    )
    yield read_whole("SVG that is never closed", lambda: "<svg><g><path d=M0>" * 100)
    yield read_whole("MathML of 100,000 numbers", lambda: f"<math>{'<mn>1</mn>' * 100_000}</math>")
    yield read_whole(
        "1,000 frames", lambda: "<iframe srcdoc='&lt;p&gt;in&lt;/p&gt;'></iframe>" * 1000
    )
    yield read_whole(
        "a picture within SVG within MathML",
        lambda: "<math><mtext><svg><foreignObject><p>held</foreignObject></svg></mtext></math>",
    )
    yield read_whole("200,000 processing instructions", lambda: "<?a b?>" * 200_000)
    yield read_whole("100,000 CDATA sections", lambda: "<![CDATA[<p>]]>" * 100_000)
    yield read_whole(
        "100,000 conditional comments", lambda: "<!--[if IE]><p><![endif]-->" * 100_000
    )
    yield read_whole(
        "scripts that write scripts", lambda: "<script><!--<script></script>--></script>" * 10_000
    )
    yield read_whole(
        "1,000 shadow roots", lambda: "<x-a><template shadowrootmode=open>s</template></x-a>" * 1000
    )


def _ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def _heads() -> Iterator[HostileFile]:
    work = '{"@type":"Article","headline":%s,"author":%s,"datePublished":%s}'
    for name, made in (
        ("nested 200,000 deep", lambda: '{"@type":"Article","a":' * 200_000),
        ("of arrays 100,000 deep", lambda: "[" * 100_000 + "]" * 100_000),
        ("of 5 MB", lambda: work % (f'"{"x" * (5 * MB)}"', '"a"', '"2024"')),
        ("of 100,000 authors", lambda: work % ('"x"', '["a"' + ',"b"' * 100_000 + "]", '"2024"')),
        ("of wrong types", lambda: work % ('{"a":[1,null]}', "[[[{}]],7,true]", "20240101")),
        ("of no numbers", lambda: work % ("NaN", "-Infinity", "1e999999")),
        ("of a number of 100,000 digits", lambda: work % ("9" * 100_000, '"a"', '"2024"')),
        ("of surrogates", lambda: work % ('"\\ud800"', '["\\udfff"]', '"\\u0000"')),
        ("that names itself", lambda: '{"@id":"a","name":"n","@graph":[{"@type":"Article",'
                                      '"author":{"@id":"a"},"publisher":{"@id":"a"}}]}'),
    ):  # fmt: skip
        yield read_whole(f"JSON-LD {name}", str, lambda m=made: _ld(m()))  # type: ignore[misc]
    yield read_whole("10,000 JSON-LD scripts", str, lambda: _ld('{"@type":"Article"}') * 10_000)
    yield read_whole("200,000 <meta>", str, lambda: "<meta name=author content=Ada>" * 200_000)
    yield read_whole("a title of 5 MB", str, lambda: f"</title><title>{'t' * (5 * MB)}</title>")
    yield read_whole("a title that clears the screen", str, lambda: "<title>\x1b[2J\x9b1m</title>")
    yield read_whole(
        "a refresh and a base elsewhere",
        str,
        lambda: "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><base href='//x/'>",
    )
    yield read_whole(
        "an XSLT style sheet", str, lambda: "<?xml-stylesheet href='http://127.0.0.1:9/a.xsl'?>"
    )
    yield read_whole(
        "dates of all ages",
        str,
        lambda: "".join(
            f'<meta property="article:published_time" content="{one}">'
            for one in ("9" * 5_000, "0000-00-00", "275760-09-13T00:00Z", "²0²4-01-01", "\x00")
        ),
    )


def _without_text() -> Iterator[HostileFile]:
    def bare(name: str, source: str) -> HostileFile:
        return HostileFile(name, lambda: source.encode(), NEVER, "no text of its own")

    yield HostileFile("no bytes", lambda: b"", NEVER, "empty")
    yield HostileFile("5 MB of white space", lambda: b" \n" * (5 * MB // 2), NEVER, "empty")
    yield HostileFile(
        "11 MB of script",
        lambda: f"<script>{'x = 1;' * (11 * MB // 6)}</script><p>{FIRST}</p>".encode(),
        NEVER,
        "10 MB",
    )
    yield bare("an empty page", "<!doctype html><title>T</title><div id=root></div>")
    yield bare("a script alone", f"<script>document.write({FIRST!r})</script>")
    yield bare("text in attributes alone", f"<img alt={FIRST!r}><input value={LAST!r}>")
    yield bare("frames alone", "<frameset cols=1><frame src=a></frameset>")
    yield HostileFile(
        "only for those without scripts",
        lambda: f"<html><body><noscript><p>{FIRST} {LAST}</p></noscript></body></html>".encode(),
        READ,
        words=BOTH,
    )
    yield HostileFile(
        "only in a template",
        lambda: f"<html><body><template><p>{FIRST} {LAST}</p></template></body></html>".encode(),
        READ,
        words=BOTH,
    )
    yield HostileFile(
        "only for those without frames",
        lambda: (
            f"<html><frameset><frame src=a><noframes><p>{FIRST} {LAST}</p></noframes></frameset>"
        ).encode(),
        READ,
        words=BOTH,
    )
