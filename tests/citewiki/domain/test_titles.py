"""Which titles are only the words of a link."""

import pytest

from citewiki.domain.titles import is_only_link_text, without_markup


@pytest.mark.parametrize(
    "title",
    [
        "$580M investment in Anthropic", "Good 1965", "Finn et al. (2017)", "TechCrunch, 2024",
        "Kaplan & Garrick (1981)", "alignment faking", "78% of tests", "113+ current employees",
        "evaluations.metr.org", "https://example.com/a.pdf", "arXiv:2503.14499",
        "Carnegie Endowment analysis", "McKinsey finds 57%", "Semantic Scholar's",
    ],
)  # fmt: skip
def test_link_texts(title: str) -> None:
    assert is_only_link_text(title, frozenset({title}))
    assert not is_only_link_text(title, frozenset()), "nothing in the wiki links with these words"


@pytest.mark.parametrize(
    "title",
    [
        "GPT-4 technical report", "AI 2027", "80,000 Hours", "Superintelligence", "EU AI Act",
        "xAI strikes GSA deal for Grok", "The Hanson-Yudkowsky AI-Foom Debate", "2023 AI Index",
        "Concrete Problems in AI Safety", "o3 System Card", "1984", "",
        "Montreal Protocol", "Anthropic's Responsible Scaling Policy",
    ],
)  # fmt: skip
def test_titles(title: str) -> None:
    assert not is_only_link_text(title, frozenset({title}))


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        (r"\$10 billion \[sic\]", "$10 billion [sic]"),
        (r"Claude \ Anthropic", r"Claude \ Anthropic"),
        (r"On $\alpha$", r"On $\alpha$"),
        ("plain", "plain"),
        ("**EU AI Office**", "EU AI Office"),
        ("__init__", "__init__"),
        (r"**\$1 billion**", "$1 billion"),
        ("**One** and **two**", "**One** and **two**"),
        ("** a **", "** a **"),
        ("****", "****"),
    ],
)
def test_markup_of_a_page(written: str, reads: str) -> None:
    assert without_markup(written) == reads
