"""What the data of JSX expressions and exported constants cites, and for which claim."""

from dataclasses import dataclass

import pytest

from citewiki.domain.citations import Syntax
from citewiki.wiki.markdown import parse_page

A, B = "https://a.org/1", "https://b.org/2"


@dataclass(frozen=True)
class Data:
    """A page, and (URL, link text, claim) of each of its citations."""

    text: str
    found: tuple[tuple[str, str, str], ...]


CITED = {
    "claim beside the address": Data(
        f'<T rows={{[\n  {{ claim: "It rose.", url: "{A}" }},\n'
        f'  {{ url: "{B}", claim: "It fell.", by: "Ann" }},\n]}} />',
        ((A, "", "It rose."), (B, "", "It fell.")),
    ),
    "row of several properties": Data(
        f'<T rows={{[{{ year: 2020, event: "GPT-3 came", title: "OpenAI", url: "{A}" }}]}} />',
        ((A, "OpenAI", "2020 | event: GPT-3 came | title: OpenAI"),),
    ),
    "event with a date": Data(
        f'<Timeline title="AI" items={{[{{ date: "2023", title: "GPT-4 came", url: "{A}" }}]}} />',
        ((A, "GPT-4 came", "2023 | title: GPT-4 came"),),
    ),
    "paper with a date": Data(
        f'<Q question="Is it so?" relevantResearch={{[{{ title: "A paper", author: "Ann Lee",'
        f' year: 2023, url: "{A}" }}]}} />',
        ((A, "A paper", "Is it so?"),),
    ),
    "source below a question": Data(
        f'<Q id="q" question="Is it so?" weight="high" description="Whether it is."'
        f' refs={{[{{ title: "T", url: "{A}" }}]}} />',
        ((A, "T", "Is it so? | description: Whether it is."),),
    ),
    "sources of a claim": Data(
        f'<T rows={{[{{ claim: "It rose.", sources: ["{A}", {{ url: "{B}" }}] }}]}} />',
        ((A, "", "It rose."), (B, "", "It rose.")),
    ),
    "sources of a titled point": Data(
        f'<T points={{[{{ title: "Growth", refs: [{{ title: "T", url: "{A}" }}] }}]}} />',
        ((A, "T", "Growth"),),
    ),
    "title alone": Data(f'<T items={{[{{ title: "T", url: "{A}" }}]}} />', ((A, "T", "T"),)),
    "array of addresses": Data(
        f'<T sources={{["{A}", \'{B}\']}} />', ((A, "", ""), (B, "", ""))
    ),
    "template literals": Data(
        f"<T sources={{[`{A}`, {{ url: `{B}` }}]}} />", ((A, "", ""), (B, "", ""))
    ),
    "address in braces": Data(f"<T url={{`{A}`}} />", ((A, "", ""),)),
    "spread": Data(f'<T {{...{{ url: "{A}" }}}} />', ((A, "", ""),)),
    "choice": Data(f'<T a={{[{{ url: x ? "{A}" : "{B}" }}]}} />', ((A, "", ""), (B, "", ""))),
    "comments": Data(
        f'<T a={{[ /* {{ url: "{B}" }} */\n// {{ url: "{B}" }}\n{{ url: "{A}" }}]}} />',
        ((A, "", ""),),
    ),
    "quotes in strings": Data(
        f'<T a={{[{{ note: "it\'s }} a \\"b\\"", url: "{A}" }}]}} />', ((A, "", 'it\'s } a "b"'),)
    ),
    "pattern": Data(f"<T a={{[{{ is: /[\"']/, url: '{A}' }}]}} />", ((A, "", ""),)),
    "tags in an expression": Data(
        f'<T note={{<>It\'s in <a href="{A}" rel="nofollow">Bob\'s</a> book</>}} />',
        ((A, "Bob's", "It's in Bob's book"),),
    ),
    "card with a description": Data(
        f'<LinkCard title="T" href="{A}" description="What it is." />',
        ((A, "T", "T | description: What it is."),),
    ),
    "exported constant": Data(
        f'export const sources = [\n  {{ title: "T", url: "{A}" }},\n\n'
        f'  {{ claim: "It fell.", url: "{B}" }},\n]\n\nText.',
        ((A, "T", "T"), (B, "", "It fell.")),
    ),
    "exported constant with a type": Data(
        f'export const sources: Source[] = [{{ url: "{A}" }}]\n\nText.', ((A, "", ""),)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CITED)
def test_data_cites(name: str) -> None:
    case = CITED[name]
    found = parse_page("risks/page", case.text).citations
    assert tuple((one.url, one.link_text, one.claim) for one in found) == case.found


NOT_CITED = {
    "images": f'<G images={{["{A}"]}} items={{[{{ src: "{A}", poster: "{B}" }}]}} />',
    "call": f'<S go={{() => window.open("{A}")}} />',
    "assignment": f'<S go={{() => {{ window.location = "{A}" }}}} />',
    "part of a template": f"<S a={{[{{ url: `{A}/${{id}}` }}]}} />",
    "words of a template": f"<M chart={{`A --> B\nurl: '{A}'`}} />",
    "sentence with an address": f'<S a={{[{{ note: "See {A} there" }}]}} />',
    "exported address": f'export const home = "{A}"\n\nText.',
    "exported metadata": f'export const metadata = {{ title: "T", url: "{A}" }}\n\nText.',
    "exported function": f'export function f() {{ return [{{ url: "{A}" }}] }}\n\nText.',
    "import": f'import a from "{A}"\n\nText.',
}


@pytest.mark.parametrize("name", NOT_CITED)
def test_data_that_cites_nothing(name: str) -> None:
    assert parse_page("risks/page", NOT_CITED[name]).citations == ()


def test_the_place_is_the_address() -> None:
    found = parse_page("risks/page", f'# A\n\n<T a={{[\n  {{ url: "{A}" }},\n]}} />\n').citations
    assert [(one.syntax, one.line, one.column, one.section) for one in found] == [
        (Syntax.PROPERTY, 4, 11, ("A",))
    ]


def test_a_resource_in_an_expression_cites() -> None:
    text = '<Card note={<>As <R id="0123456789abcdef">the paper</R> says</>} />'
    (found,) = parse_page("risks/page", text).citations
    assert (found.syntax, found.resource) == (Syntax.RESOURCE_TAG, "0123456789abcdef")
    assert (found.column, found.link_text) == (18, "the paper")
    assert found.claim == "As the paper says"


def test_a_source_far_inside_asks_only_so_far_outwards() -> None:
    nested = '{ about: "It rose by half.", a: ' * 3_000 + f'["{A}"]' + " }" * 3_000
    assert len(parse_page("risks/page", f"<T a={{{nested}}} />").citations) == 1
