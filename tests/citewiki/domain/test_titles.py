"""Which titles are only the words of a link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.titles import as_title, is_only_link_text


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
        ("**One** and **two**", "One and two"),
        ("Review of *Doing Good*, twice", "Review of Doing Good, twice"),
        ("FAT* Conference", "FAT* Conference"),
        ("A* and B* search", "A* and B* search"),
        (r"\*not set apart\*", "*not set apart*"),
        ("What&#x27;s new &amp; next", "What's new & next"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("** a **", "** a **"),
        ("****", "****"),
    ],
)
def test_markup_of_a_page(written: str, reads: str) -> None:
    assert as_title(written) == reads


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("OECD Policy Observatory (https://oecd.example/en/)", "OECD Policy Observatory"),
        ('Tracx, "Funding of a Lab" (https://tracx.example/d/comp...', "Funding of a Lab"),
        ("Ardi et al., *One Direction*, ICLR (https://x.example/a", "One Direction"),
        ("*The Tax* (https://x.example/the-t...", "The Tax"),
        ("Uni, “On Harm” (https://x.example/)", "On Harm"),
        ("Pledge profile: https://pledge.example/p?", "Pledge profile"),
        ("Drawn from: Q4 Earnings (CNBC, https://x.example/", "Drawn from: Q4 Earnings"),
        ('["Two Resign [Updated]"](https://x.example/posts/J...', "Two Resign [Updated]"),
        ("Rates of *PLOS*, found at (https://x.example/", "Rates of PLOS, found at"),
        ('The "1 in 6" figure is from (https://x.example/', 'The "1 in 6" figure is from'),
        ('"On Circuits." Press of Uni.', "On Circuits"),
        ('"Funded by a Fund" (Dec 5, 2023)', "Funded by a Fund"),
        ('Casp, S., et al. (2024). "Access Is \'Not\' Enough."', "Access Is 'Not' Enough"),
        ('Times, "Key to a Lab," January 2026', "Key to a Lab"),
        ('Times, "Inside a Lab" (Feb.', "Inside a Lab"),
        ('Vox: "Bots Say It"', "Bots Say It"),
        ('A Bank - "Chips and Surge"', "Chips and Surge"),
        ("https://x.example/a", "https://x.example/a"),
        ("Welcome to https://x.example/", "Welcome to https://x.example/"),
        ("Wikipedia (disambiguation)", "Wikipedia (disambiguation)"),
    ],
)  # fmt: skip
def test_an_entry_is_the_work_that_it_names(written: str, reads: str) -> None:
    assert as_title(written) == reads


@pytest.mark.parametrize(
    "title",
    [
        '"bitter lesson" phenomenon', '"The Files" reveals deep concerns', "Ada's \"Drive\" report",
        'Stop the Lie — "Experts" Have Said It', 'The case against "Why It Will"', '""', '"."',
        'Jan resigns, posts "safety has taken a backseat"', 'Translate: English for "gwern"',
    ],
)  # fmt: skip
def test_a_title_that_quotes_is_no_entry(title: str) -> None:
    assert as_title(title) == title


def test_a_quoted_link_text_is_one_without_its_quotes_too() -> None:
    assert is_only_link_text("alignment faking", frozenset({'"alignment faking"'}))


@given(st.text(alphabet='a *_\\"“”()[],:&#;x27https/.', max_size=120))
def test_a_title_never_vanishes(written: str) -> None:
    """What has a letter has one afterwards."""
    assert not any(c.isalnum() for c in written) or any(c.isalnum() for c in as_title(written))
