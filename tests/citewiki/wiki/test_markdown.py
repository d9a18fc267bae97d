"""What a page cites: where, for which claim, and how it is written."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewiki.domain.citations import FoundCitation, Syntax
from citewiki.wiki.markdown import parse_page


def cited(text: str) -> list[FoundCitation]:
    return list(parse_page("risks/page", text).citations)


def urls(text: str) -> list[str | None]:
    return [found.url for found in cited(text)]


def problems(text: str) -> list[tuple[int | None, str]]:
    return list(parse_page("risks/page", text).problems)


@dataclass(frozen=True)
class One:
    """A page with one citation, and what is to be found."""

    name: str
    text: str
    syntax: Syntax
    names: str  # the URL, or the resource of an <R> tag
    line: int
    column: int
    claim: str
    link_text: str = ""
    label: str | None = None
    section: tuple[str, ...] = ()


U = "https://a.org/x"
R = "0123456789abcdef"

ONES = [
    One("link", f"See [a b]({U}) now.", Syntax.LINK, U, 1, 5, "See a b now.", "a b"),
    One("link with a title", f'[a]({U} "T").', Syntax.LINK, U, 1, 1, "a.", "a"),
    One("link in pointed brackets", f"[a](<{U}>)", Syntax.LINK, U, 1, 1, "a", "a"),
    One("emphasis and code in a link", f"[**a** `b`]({U})", Syntax.LINK, U, 1, 1, "a b", "a b"),
    One("link over two lines", f"One\n[a\nb]({U})", Syntax.LINK, U, 2, 1, "One a b", "a b"),
    One("reference", f"[a][r] b\n\n[r]: {U}", Syntax.LINK, U, 1, 1, "a b", "a", "r"),
    One("short reference", f"[r] b\n\n[r]: {U}", Syntax.LINK, U, 1, 1, "r b", "r", "r"),
    One("autolink", f"On <{U}>.", Syntax.AUTOLINK, U, 1, 4, f"On {U}."),
    One("bare URL", f"On {U} there.", Syntax.BARE_URL, U, 1, 4, f"On {U} there."),
    One("bare URL, upper case", "HTTPS://A.org/X", Syntax.BARE_URL, "HTTPS://A.org/X", 1, 1,
        "HTTPS://A.org/X"),
    One("quoted block", f"> On {U} there.", Syntax.BARE_URL, U, 1, 6, f"On {U} there."),
    One("list item", f"- one\n- [a]({U}) two", Syntax.LINK, U, 2, 3, "a two", "a"),
    One("second sentence", f"First. Then [a]({U}) it is. Third.", Syntax.LINK, U, 1, 13,
        "Then a it is.", "a"),
    One("abbreviation", f"Bai et al. 2022 say so [a]({U}).", Syntax.LINK, U, 1, 24,
        "Bai et al. 2022 say so a.", "a"),
    One("after multi-byte text", f"Naïve “é” 😀 [ü]({U})", Syntax.LINK, U, 1, 13, "Naïve “é” 😀 ü",
        "ü"),
    One("multi-byte lines above", f"é😀\n\né😀 {U}", Syntax.BARE_URL, U, 3, 4, f"é😀 {U}"),
    One("Windows line ends", f"One\r\n\r\n[a]({U})", Syntax.LINK, U, 3, 1, "a", "a"),
    One("old Mac line ends", f"One\r\r[a]({U})", Syntax.LINK, U, 3, 1, "a", "a"),
    One("section", f"# A\n\n## B\n\n### C\n\n## D\n\n{U}", Syntax.BARE_URL, U, 9, 1, U,
        section=("A", "D")),
    One("in a heading", f"# A\n\n## B [a]({U})", Syntax.LINK, U, 3, 6, "B a", "a",
        section=("A", "B a")),
    One("setext heading", f"A\n=\n\n{U}", Syntax.BARE_URL, U, 4, 1, U, section=("A",)),
    One("table cell", f"| Who | What |\n|--|--|\n| Ann | [a]({U}) |", Syntax.LINK, U, 3, 9,
        "Ann | What: a", "a"),
    One("table head", f"| Who | [a]({U}) |\n|--|--|\n| b | c |", Syntax.LINK, U, 1, 9, "Who: a",
        "a"),
    One("first column", f"| Who | What |\n|--|--|\n| {U} | c |", Syntax.BARE_URL, U, 3, 3,
        f"{U} | What: c"),
    One("resource tag", f'As <R id="{R}">the paper</R> says.', Syntax.RESOURCE_TAG, R, 1, 4,
        "As the paper says.", "the paper"),
    One("resource tag, id as a template", f"As <R id={{`{R}`}}>p</R> says.", Syntax.RESOURCE_TAG, R,
        1, 4, "As p says.", "p"),
    One("resource tag, closed at once", f"As <R id='{R}' /> says.", Syntax.RESOURCE_TAG, R, 1, 4,
        "As says."),
    One("resource tag, JSX string", f'As <R id={{"{R}"}}>p</R>.', Syntax.RESOURCE_TAG, R, 1, 4,
        "As p.", "p"),
    One("resource tag, other attributes", f'As <R n="1" id="{R}">p</R>.', Syntax.RESOURCE_TAG, R,
        1, 4, "As p.", "p"),
    One("resource tag at a line's start", f'<R id="{R}">p</R> says.', Syntax.RESOURCE_TAG, R, 1,
        1, "p says.", "p"),
    One("resource tag in a table", f'| W | S |\n|--|--|\n| Ann | <R id="{R}">p</R> |',
        Syntax.RESOURCE_TAG, R, 3, 9, "Ann | S: p", "p"),
    One("resource tag never closed", f'As <R id="{R}">p', Syntax.RESOURCE_TAG, R, 1, 4, "As p",
        "p"),
    One("footnote", f"One. Two.[^n] Three.\n\n[^n]: [a]({U})", Syntax.FOOTNOTE, U, 1, 10, "Two.",
        "a", "n"),
    One("footnote in a section", f"# A\n\nTwo.[^n]\n\n# B\n\n[^n]: {U}", Syntax.FOOTNOTE, U, 3, 5,
        "Two.", "", "n", ("A",)),
    One("footnote defined before", f"[^n]: {U}\n\nTwo.[^n]", Syntax.FOOTNOTE, U, 3, 5, "Two.", "",
        "n"),
    One("footnote with a resource", f'Two.[^n]\n\n[^n]: <R id="{R}">p</R>', Syntax.FOOTNOTE, R, 1,
        5, "Two.", "p", "n"),
    One("footnote in a table", f"| W |\n|--|\n| x[^n] |\n\n[^n]: {U}", Syntax.FOOTNOTE, U, 3, 4,
        "W: x", "", "n"),
    One("href", f'<a href="{U}">p</a>', Syntax.ATTRIBUTE, U, 1, 10, "p", "p"),
    One("href in a sentence", f'One. It is <a href="{U}">the *p*</a>. Three.', Syntax.ATTRIBUTE, U,
        1, 21, "It is the p.", "the p"),
    One("href with an escaped text", rf'<a href="{U}">\$5 &amp; \*</a>', Syntax.ATTRIBUTE, U, 1, 10,
        "$5 & *", "$5 & *"),
    One("property with an escaped title", f'<X y={{{{ title: "A \\"b\\"", url: "{U}" }}}} />',
        Syntax.PROPERTY, U, 1, 33, 'A "b"', 'A "b"'),
    One("href in braces", f'<X href={{"{U}"}} />', Syntax.ATTRIBUTE, U, 1, 11, ""),
    One("href in a footnote", f'One.[^n]\n\n[^n]: <a href="{U}">p</a>', Syntax.FOOTNOTE, U, 1, 5,
        "One.", "p", "n"),
    One("resource tag over two lines", f'As <R\n  id="{R}"\n>p</R> says.', Syntax.RESOURCE_TAG, R,
        1, 4, "As p says.", "p"),
    One("resource tag, > in an attribute", f'As <R t="a > b | c" id="{R}">p</R>.',
        Syntax.RESOURCE_TAG, R, 1, 4, "As p.", "p"),
    One("indented between tags", f"<A>\n  <B>\n    On [a]({U}).\n  </B>\n</A>", Syntax.LINK, U, 3,
        8, "On a.", "a"),
    One("indented between tags, below a blank line", f"<A>\n\n\tOn {U}.\n\n</A>", Syntax.BARE_URL,
        U, 3, 5, f"On {U}."),
    One("a sentence that begins with import", f"import duties rose, says {U}", Syntax.BARE_URL, U,
        1, 26, f"import duties rose, says {U}"),
    One("below a module with a blank line", f"export const a = [\n  1,\n\n  2\n]\n\n{U}",
        Syntax.BARE_URL, U, 7, 1, U),
    One("footnote in another case", f"One.[^Ab]\n\n[^aB]: {U}", Syntax.FOOTNOTE, U, 1, 5, "One.",
        "", "Ab"),
    One("footnote of a footnote", f"One.[^a]\n\n[^a]: See[^b].\n\n[^b]: {U}", Syntax.FOOTNOTE, U,
        3, 10, "See.", "", "b"),
    One("name of a style in code", f"`Strong` is {U}", Syntax.BARE_URL, U, 1, 13,
        f"Strong is {U}"),
    One("words parted by a tag", f"one<br/>two<b>s</b> {U}", Syntax.BARE_URL, U, 1, 21,
        f"one twos {U}"),
    One("attribute with a title", f'# A\n\n<Row\n  title="T"\n  url="{U}" />', Syntax.ATTRIBUTE,
        U, 5, 8, "T", "T", section=("A",)),
    One("attribute in braces' shadow", f"<Row n={{1 > 0}} url='{U}' />", Syntax.ATTRIBUTE, U, 1,
        21, ""),
    One("property", f'# A\n\n## B\n\n<Refs items={{[{{ title: "T", url: "{U}" }}]}} />',
        Syntax.PROPERTY, U, 5, 35, "T", "T", section=("A", "B")),
    One("property, quoted name", f"<Refs items={{[{{ 'url': '{U}' }}]}} />", Syntax.PROPERTY, U, 1,
        25, ""),
    One("Markdown between tags", f"<Box>\n\nOn [a]({U}).\n\n</Box>", Syntax.LINK, U, 3, 4, "On a.",
        "a"),
    One("Markdown right below a tag", f"<Box>\nOn [a]({U}).\n</Box>", Syntax.LINK, U, 2, 4,
        "On a.", "a"),
    One("beside a tag", f"One <b>two</b> [a]({U}).", Syntax.LINK, U, 1, 16, "One two a.", "a"),
    One("cell that only names the source",
        f"| Who | What | Source |\n|--|--|--|\n| Ann | b | [a]({U}) |",
        Syntax.LINK, U, 3, 13, "Ann | What: b | Source: a", "a"),
    One("cell that says something", f"| Who | Source |\n|--|--|\n| Ann | 5% by [a]({U}) |",
        Syntax.LINK, U, 3, 15, "Ann | Source: 5% by a", "a"),
    One("cell under another head", f"| Who | Outcome |\n|--|--|\n| Ann | [died]({U}) |",
        Syntax.LINK, U,
        3, 9, "Ann | Outcome: died", "died"),
    One("sentence that leads to a list", f"One. It is, says [a]({U}):\n\n- b\n- c\n  - d\n\ne",
        Syntax.LINK,
        U, 1, 18, "It is, says a: b; c; d", "a"),
    One("footnote of what leads to a list", f"It is:[^n]\n- b\n- c\n\n[^n]: {U}", Syntax.FOOTNOTE,
        U, 1,
        7, "It is: b; c", "", "n"),
    One("item that leads to its own list", f"- a [b]({U}):\n  - c\n- d", Syntax.LINK, U, 1, 5,
        "a b: c", "b"),
    One("sentence that leads to a table", f"As [a]({U}) has it:\n\n| b | c |\n|--|--|\n| d | e |",
        Syntax.LINK, U, 1, 4, "As a has it: b | c; d | e", "a"),
    One("a colon, and no list", f"As [a]({U}) has it:\n\nb\n\n- c", Syntax.LINK, U, 1, 4,
        "As a has it:", "a"),
    One("line that only names the source", f"It is so. It was.\n\n*Source: [a]({U})*", Syntax.LINK,
        U,
        3, 10, "It is so. It was.", "a"),
    One("item that only names the source", f"- b\n- c\n- **Source**: [a]({U})", Syntax.LINK, U, 3,
        15,
        "b; c", "a"),
    One("source of a table", f"| b |\n|--|\n| c |\n\nSee [a]({U}).", Syntax.LINK, U, 5, 5, "b; c",
        "a"),
    One("source of nothing", f"# A\n\nSource: [a]({U})", Syntax.LINK, U, 3, 9, "Source: a", "a",
        section=("A",)),
    One("full stop in a link's words", f"As [a. B c]({U}) says. D.", Syntax.LINK, U, 1, 4,
        "As a. B c says.", "a. B c"),
    One("entry of a bibliography", f"- Doe, A. and Roe, B. (2024). [C d]({U}). Nature.",
        Syntax.LINK, U,
        1, 31, "Doe, A. and Roe, B. (2024). C d. Nature.", "C d"),
    One("arXiv", "As arXiv:2401.02843v2 says.", Syntax.IDENTIFIER,
        "https://arxiv.org/abs/2401.02843",
        1, 4, "As arXiv:2401.02843v2 says."),
    One("arXiv, old", "(arXiv: hep-th/9901001)", Syntax.IDENTIFIER,
        "https://arxiv.org/abs/hep-th/9901001", 1, 2, "(arXiv: hep-th/9901001)"),
    One("arXiv without a scheme", "On arxiv.org/abs/2401.02843.", Syntax.IDENTIFIER,
        "https://arxiv.org/abs/2401.02843", 1, 4, "On arxiv.org/abs/2401.02843."),
    One("DOI", r"A (DOI: 10.1000/S1\_8(08)2).", Syntax.IDENTIFIER,
        "https://doi.org/10.1000/S1_8(08)2",
        1, 4, "A (DOI: 10.1000/S1_8(08)2)."),
    One("DOI in a footnote", "One.[^n]\n\n[^n]: Doe. doi:10.1000/182.", Syntax.FOOTNOTE,
        "https://doi.org/10.1000/182", 1, 5, "One.", "", "n"),
    One("address without a scheme", "On www.a.org/x.", Syntax.BARE_URL, "http://www.a.org/x", 1, 4,
        "On www.a.org/x."),
    One("address as a resource's words", f'On <R id="{R}">{U}</R>.', Syntax.RESOURCE_TAG, R, 1, 4,
        f"On {U}.", U),
    One("identifier beside a link", f"[a]({U}), arXiv:2401.02843", Syntax.LINK, U, 1, 1,
        "a, arXiv:2401.02843", "a"),
    One("identifier beside a footnote", f"On doi:10.1000/182.[^n]\n\n[^n]: {U}", Syntax.FOOTNOTE, U,
        1,
        20, "On doi:10.1000/182.", "", "n"),
    One("identifier beside a link, in an entry", f"- [a]({U}). Nature. DOI: 10.1000/182",
        Syntax.LINK,
        U, 1, 3, "a. Nature. DOI: 10.1000/182", "a"),
    One("identifier in another column", f"| [a]({U}) | DOI:10.1000/182 |\n|--|--|", Syntax.LINK, U,
        1,
        3, "a", "a"),
    One("identifier beside a link in a footnote", f"One.[^n]\n\n[^n]: [a]({U}). arXiv:2401.02843.",
        Syntax.FOOTNOTE, U, 1, 5, "One.", "a", "n"),
    One("after front matter", f"---\ntitle: é\n---\n\n[a]({U})", Syntax.LINK, U, 5, 1, "a", "a"),
]  # fmt: skip


@pytest.mark.parametrize("case", ONES, ids=[case.name for case in ONES])
def test_one_citation(case: One) -> None:
    tag = case.names == R
    assert cited(case.text) == [
        FoundCitation(
            case.syntax,
            None if tag else case.names,
            R if tag else None,
            case.label,
            case.line,
            case.column,
            case.section,
            case.claim,
            case.link_text,
        )
    ]
    assert problems(case.text) == []


WRITTEN = [
    ("parentheses in a link", "[a](https://a.org/x_(y))", "https://a.org/x_(y)"),
    ("nested parentheses", "[a](https://a.org/x_(y(z)))", "https://a.org/x_(y(z))"),
    ("escaped parenthesis", r"[a](https://a.org/x\)y)", "https://a.org/x)y"),
    ("emphasis written into the address", "[a**](https://a.org**)", "https://a.org"),
    ("DOI", "[a](https://doi.org/10.1016/S0065-2458(08)60520-3)",
     "https://doi.org/10.1016/S0065-2458(08)60520-3"),
    ("bare, in parentheses", "(see https://a.org/x)", "https://a.org/x"),
    ("bare, with parentheses", "https://a.org/x_(y), and", "https://a.org/x_(y)"),
    ("bare, both", "(https://a.org/x_(y))", "https://a.org/x_(y)"),
    ("full stop", "On https://a.org/x.", "https://a.org/x"),
    ("ellipsis and quote", "“https://a.org/x...”", "https://a.org/x"),
    ("comma", "https://a.org/x, and", "https://a.org/x"),
    ("question mark", "https://a.org/x?", "https://a.org/x"),
    ("query", "https://a.org/x?b=1&c=2.", "https://a.org/x?b=1&c=2"),
    ("strong", "**https://a.org/x**", "https://a.org/x"),
    ("underscores inside", "https://a.org/x_y_z", "https://a.org/x_y_z"),
    ("a star inside", "https://a.org/x*y", "https://a.org/x*y"),
    ("entity in a link", "[a](https://a.org/x?b=1&amp;c=2)", "https://a.org/x?b=1&c=2"),
    ("entity in a bare URL", "https://a.org/x?b=1&amp;c=2", "https://a.org/x?b=1&c=2"),
    ("entity behind a bare URL", "https://a.org/x&quot;", "https://a.org/x"),
    ("entity in an attribute", '<a href="https://a.org/x?b=1&amp;c=2">', "https://a.org/x?b=1&c=2"),
    ("escape in a bare URL", r"https://a.org/x\_y", "https://a.org/x_y"),
    ("non-ASCII", "https://a.org/é/日本.", "https://a.org/é/日本"),
    ("code next to it", "https://a.org/x`b`", "https://a.org/x"),
    ("escaped bracket is no link", r"\[a](https://a.org/x)", "https://a.org/x"),
    ("double quote", 'url: "https://a.org/x"}', "https://a.org/x"),
    ("brace", "{https://a.org/x}", "https://a.org/x"),
    ("full-width stop", "https://a.org/日本。次", "https://a.org/日本"),
    ("tag behind a DOI", "<A>doi:10.1000/1</A>", "https://doi.org/10.1000/1"),
    ("tag in a link's address", "[a](<https://a.org/<b>c>)", "https://a.org/"),
    ("dash", "https://a.org/x—and", "https://a.org/x"),
    ("ellipsis", "https://a.org/x… and", "https://a.org/x"),
    ("between comments of expressions", "{/* a */ b} https://a.org/x {/* c */}", "https://a.org/x"),
    ("not a footnote's", "[^no]: https://a.org/x", "https://a.org/x"),
]  # fmt: skip


def test_an_identifier_of_its_own_sentence_cites_beside_others() -> None:
    text = f"[a]({U}) is. So is arXiv:2401.02843. And doi.org/10.1000/182."
    assert urls(text) == [U, "https://arxiv.org/abs/2401.02843", "https://doi.org/10.1000/182"]


def test_a_resource_in_the_words_of_another() -> None:
    found = cited(f'As <R id="{R}">a <R id="0">b</R> c</R> says.')
    assert [(one.resource, one.link_text) for one in found] == [(R, "a b c"), ("0", "b")]


@pytest.mark.parametrize(
    "code",
    [
        "- ```\n  [^1]\n  ```",
        "1. a\n   - ~~~js\n     ```\n     ~~~",
        "- ```\n  <a\n\nb",
        "> - ```\n>   <a\n>\n> b",
    ],
)
def test_code_in_an_item_ends_with_it_at_the_latest(code: str) -> None:
    assert urls(f'{code}\n\n<A>\n[x]({U})\n</A> <a href="{U}2">y</a>') == [U, f"{U}2"]


def test_an_address_in_a_resource_that_is_never_closed_cites() -> None:
    assert urls(f'As <R id="{R}">p {U}') == [None, U]


@pytest.mark.parametrize(("name", "text", "url"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_where_a_url_ends(name: str, text: str, url: str) -> None:
    assert urls(text) == [url]


NOTHING = [
    ("empty page", ""),
    ("image", "![a](https://a.org/x.png)"),
    ("image's source", '<img src="https://a.org/x.png" />'),
    ("logo property", '<X items={[{ logo: "https://a.org/x.png" }]} />'),
    ("internal link", "[a](/knowledge-base/x) [b](./y) [c](#z)"),
    ("mail", "[a](mailto:a@a.org) <a@a.org> ftp://a.org/x"),
    ("code span", "`https://a.org/x` ``[a](https://a.org/x)``"),
    ("fenced code", "```js\nhttps://a.org/x\n```"),
    ("fence never closed", "~~~\nhttps://a.org/x\n\n[a](https://a.org/x)"),
    ("indented code", "One\n\n    https://a.org/x"),
    ("mermaid", "```mermaid\ngraph TD\n  A-->|https://a.org/x| B\n```"),
    ("tag in code", '```\n<a href="https://a.org/x">\n```'),
    ("template in JSX", "<Mermaid chart={`A --> B[https://a.org/x]\nurl: 'https://a.org/x'`} />"),
    ("HTML comment", "a <!-- https://a.org/x\n\n[a](https://a.org/x) --> b"),
    ("JSX comment", "{/* https://a.org/x\n\n[a](https://a.org/x) */}"),
    ("JSX comment with blanks", "{ /* https://a.org/x */ }"),
    ("JSX comments in one brace", "{/* https://a.org/x */ /* [a](https://a.org/x) */}"),
    ("link in an image's words", "![a [b](https://a.org/x) www.a.org](https://a.org/x.png)"),
    ("code tag", "<code>https://a.org/x</code>"),
    ("script", "<script>\n\nlet a = 'https://a.org/x'\n\n</script>"),
    ("import lines", "import {A} from 'https://a.org/x';\n\nexport const a = 'https://a.org/x';"),
    ("module over blank lines", "export const a = f([\n\n  'https://a.org/x',\n\n]);"),
    (
        "module of two kinds",
        "import a, {\n  b\n} from 'https://a.org/x'\nexport default 'https://a.org'",
    ),
    ("fence between tags", "<A>\n  <B>\n    ```\n    https://a.org/x\n    ```\n  </B>\n</A>"),
    ("tag in indented code", 'One\n\n    x <a href="https://a.org/x">y</a>'),
    ("unused reference", "[r]: https://a.org/x"),
    ("scheme alone", "https:// http://."),
    ("front matter", "---\nurl: https://a.org/x\n---\n"),
    ("numbers that are no identifiers", "2401.02843, 10.1000/182, arXiv: 12.3, a doi of 10 years"),
    ("identifier in code", "`arXiv:2401.02843`"),
    ("resource without id", "As <R>p</R> and <R id=''>q</R>."),
]


@pytest.mark.parametrize(("name", "text"), NOTHING, ids=[row[0] for row in NOTHING])
def test_not_cited(name: str, text: str) -> None:
    assert cited(text) == []


def test_footnote_with_two_sources_used_twice() -> None:
    found = cited("One.[^n]\n\nTwo.[^n]\n\n[^n]: [a](https://a.org), https://b.org")
    assert [(c.url, c.line, c.claim) for c in found] == [
        ("https://a.org", 1, "One."),
        ("https://b.org", 1, "One."),
        ("https://a.org", 3, "Two."),
        ("https://b.org", 3, "Two."),
    ]


def test_unused_footnote_cites_where_it_stands() -> None:
    text = "One.\n\n[^n]: In [a](https://a.org)."
    (found,) = cited(text)
    assert (found.syntax, found.label, found.line, found.column) == (Syntax.FOOTNOTE, "n", 3, 10)
    assert (found.claim, found.link_text) == ("In a.", "a")
    assert problems(text) == [(3, "the footnote [^n] is defined and never used")]


def test_dangling_footnote() -> None:
    assert cited("One.\n\nTwo.[^n]") == []
    assert problems("One.\n\nTwo.[^n]") == [(3, "the footnote [^n] has no definition")]


def test_footnote_defined_twice_cites_both() -> None:
    text = "One.[^n]\n\n[^n]: https://a.org\n\n[^n]: https://b.org"
    assert [(c.url, c.line) for c in cited(text)] == [("https://a.org", 1), ("https://b.org", 5)]
    assert problems(text) == [(5, "the footnote [^n] is defined a second time")]


def test_footnotes_that_name_each_other_end() -> None:
    assert urls("One.[^a]\n\n[^a]: [^b] https://a.org\n\n[^b]: [^a] https://b.org") == [
        "https://a.org",
        "https://b.org",
    ]


def test_citations_come_in_the_order_of_the_text() -> None:
    text = (
        'One[^n] <https://b.org> <A url="https://c.org" /> [d](https://d.org)\n\n'
        "| a |\n|--|\n| https://e.org |\n\n[^n]: https://a.org"
    )
    assert urls(text) == [f"https://{name}.org" for name in "abcde"]


def test_front_matter() -> None:
    page = parse_page(
        "a/b",
        "---\ntitle: ' T '\nentityType: risk\nentityId: E1\nquality: 71.5\nimportance: 3\n"
        "readerImportance: 40\nlastEdited: 2026-01-02\n---\n# H\n",
    )
    assert (page.title, page.entity_type, page.entity_id) == ("T", "risk", "E1")
    assert (page.quality, page.importance, page.last_edited) == (71.5, 40.0, "2026-01-02")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: T\n---\n# H", "T"),
        ("one\n\n## H *i*\n\n# I", "H i"),
        ("no heading", "page"),
        ("---\ntitle: [a]\n---", "page"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert parse_page("risks/page", text).title == title


@pytest.mark.parametrize("quality", ["nan", "inf", "1e400", "high", "[1]", "''"])
def test_a_figure_that_is_none(quality: str) -> None:
    assert parse_page("p", f"---\nquality: {quality}\n---\n").quality is None


BROKEN_FRONT_MATTER = [
    ("not closed", "---\ntitle: a\n", 1, "is opened and never closed"),
    ("not YAML", "---\na: b\nc: [\n---\n", 4, "cannot be read"),
    ("a text", "---\nhello\n---\n", 1, "is not a list of"),
    ("alias", "---\na: &x [b]\nc: *x\n---\n", 1, "uses a YAML alias"),
    ("deep", "---\na: " + "[" * 900 + "\n---\n", 1, "is nested over"),
    ("deep blocks", "---\na:\n " + "- " * 900 + "\n---\n", 1, "is nested over"),
    ("huge", "---\na: " + "b" * 100_001 + "\n---\n", 1, "is over 100,000 characters"),
]


@pytest.mark.parametrize(
    ("name", "text", "line", "what"), BROKEN_FRONT_MATTER, ids=[r[0] for r in BROKEN_FRONT_MATTER]
)
def test_front_matter_that_cannot_be_read(name: str, text: str, line: int, what: str) -> None:
    found = problems(text)
    assert len(found) == 1
    assert found[0][0] == line
    assert what in found[0][1]


def test_body_is_read_below_broken_front_matter() -> None:
    assert urls("---\na: [\n---\nhttps://a.org") == ["https://a.org"]


def test_escaped_footnote_is_none() -> None:
    assert problems(r"One.\[^1] and \[^1\]") == []


def test_cells_beyond_the_tables_head() -> None:
    text = f'| A |\n|--|\n| b | c | On <R id="{R}">p</R> {U}[^n] |\n\n[^n]: https://b.org'
    assert [(c.url or c.resource, c.line, c.column) for c in cited(text)] == [
        (R, 3, 14),
        (U, 3, 45),
        ("https://b.org", 3, 60),
    ]
    assert problems(text) == [(3, "the row has more cells than its table's head")]


def test_a_note_that_multiplies_is_cut_short() -> None:
    text = "[^1] " * 1_000 + "\n\n[^1]: " + "https://a.org/x " * 1_000
    assert len(cited(text)) == 100_000
    assert problems(text) == [(None, "there are over 100,000 citations; the rest was left out")]


def test_claims_are_cut() -> None:
    (found,) = cited("word " * 1_000 + "https://a.org")
    assert len(found.claim) == 1_000
    assert found.claim.endswith("…")


SIZE = 100_000

HOSTILE = [
    "[", "![", "[^", "[^1]", "x[^1] ", "[^a]: [^a]: ", "[^1]: https://a.b\n\n", "(", "<", "</",
    "<a>",
    "<A b={", "<A b={{`", '<A b="', "<A b", "<A ", "<a href='https://b.c'>", "<!-- ", "{/* ",
    "<?<R ",
    f'<R id="{R}">', "<R id=", "<pre>", "`", "`` ` ", "```\n", "~", "*", "*a_", "> ", "- ", "1. ",
    " ", "\n", "\\", "&", "&amp;", "|", "|a|b|\n|-|-|\n", "https://", "https://b.c/x ", "http://a)",
    "[a](https://b.c) ", "[a](", "[a]: https://b.c\n", "# a\n<a b='https://b.c'/>\n",
    "import a\n\n", "---\n", "\x00", "\x01", "\x02", "\ud800", "é", "a: '", "A. ", "“",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_repetition_ends(unit: str) -> None:
    """A quadratic reader would need minutes for any of these."""
    parse_page("p", (unit * (SIZE // len(unit) + 1))[:SIZE])


@pytest.mark.parametrize(
    "text",
    [
        "<A b={" + "a" * SIZE + "}>",
        "<A b={" + "`\\" * (SIZE // 2) + "}>",
        "<A b={" + "a " * (SIZE // 2) + "}>",
        "<A b={" + "a:'\\" * (SIZE // 4) + "}>",
        "<A" + " " * SIZE,
        "<A" + " b" * (SIZE // 2),
        "https://a.b/" + ")" * SIZE,
        "https://a.b/" + "&a;" * (SIZE // 3),
        "x[^1] " * (SIZE // 6) + "\n\n[^1]: https://a.b",
        "".join(f"[^{n}] " for n in range(20_000)),
        "".join(f"[^{n}]: a\n\n" for n in range(20_000)),
        "---\n" + "a: {" * 20_000 + "\n---\n",
        "---\n" + "? " * 40_000 + "\n---\n",
        " ".join("`" * (n % 300 + 1) for n in range(5_000)),
        "export const a = {\n\n" * (SIZE // 20),
        "<A>\n\n    " * (SIZE // 10) + "</A>" * (SIZE // 10),
        "".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(10_000)) + "[^0] " * 10_000,
    ],
    ids=range(17),
)
def test_hostile_shape_ends(text: str) -> None:
    parse_page("p", text)


_PIECES = st.sampled_from(
    ["---\n", "title: a\n", "# h\n", "[", "]", "(", ")", "[^1]", "[^1]: ", "<R id='", R, "'>",
     "</R>",
     "<A ", "url=", '"', "{", "}", "/>", "<!--", "-->", "`", "```\n", "| a ", "|\n", "|-|\n", "> ",
     "- ", "\n", "\n\n", "\r\n", " ", "https://a.org/x", "é😀", "\ud800", "\x01", "\\", "&amp;",
     "!",
     "*", "import a\n", "$", "~~", "- [ ] ", "    "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(st.characters()), st.lists(_PIECES, max_size=30).map("".join)))
def test_never_raises_and_points_into_the_page(text: str) -> None:
    page = parse_page("p", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in page.citations:
        assert (found.url is None) != (found.resource is None)
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
        assert not {"\x01", "\x02"} & set(found.claim + found.link_text)
    for line, _ in page.problems:
        assert line is None or 1 <= line <= len(lines)
    assert parse_page("p", text) == page


_WORDS = st.text(st.sampled_from("abcdé 😀日.,"), max_size=30)


@settings(deadline=None)
@given(_WORDS, _WORDS, st.integers(0, 3))
def test_the_column_is_the_bracket(before: str, after: str, lines: int) -> None:
    text = "é\n\n" * lines + f"x{before}[a]({U}){after}"
    (found,) = cited(text)
    assert text.split("\n")[found.line - 1][found.column - 1 :].startswith(f"[a]({U})")
