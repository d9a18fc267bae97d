"""Soft 404s: what is surely none, what is to be looked into, and what is a page."""

from dataclasses import replace

import pytest

from citewiki.domain.refusals import Nowhere, Reading, same_as_nowhere, soft_404, suspicion

ARTICLE = (
    "We trained a reward model on comparisons between answers and looked for hacking of it.\n\n"
    "In one run in five the policy found an answer that people liked and that was wrong.\n\n"
) * 12
EXCUSE = "Sorry, the page you are looking for may have been moved. Back to the home page."
URL = "https://example.org/research/2024/reward-hacking"
HOME = "https://example.org/"


def reading(
    text: str = ARTICLE,
    *titles: str,
    asked: str = URL,
    final: str | None = None,
    last: str | None = None,
) -> Reading:
    return Reading(asked, final or asked, titles or ("Reward hacking",), text, last)


SURE = {
    "a title and an excuse": reading(EXCUSE, "Page not found | Example"),
    "a heading and an excuse": reading(EXCUSE, "Example", "404"),
    "the text's first line": reading(f"Page not found\n{EXCUSE}", "Example"),
    "even where we had it before": reading(EXCUSE, "Page not found", last=EXCUSE),
    "German": reading("Diese Seite existiert nicht. Zur Startseite", "Seite nicht gefunden"),
    "sent to the root": reading(final=HOME),
    "sent to the root of www": reading(final="https://www.example.org/"),
    "sent to the front page": reading(final="https://example.org/en/index.html"),
    "sent to the root, other text before": reading("Our work.", final=HOME, last=ARTICLE),
    "sent to /404": reading(final="https://example.org/404"),
    "sent to /404.html": reading(final="https://example.org/404.html"),
    "sent to another host's /404": reading(final="https://example.com/404"),
    "sent to /errors/not-found": reading(EXCUSE, final="https://example.org/errors/not-found"),
    "sent to /page-not-found": reading(EXCUSE, final="https://example.org/page-not-found"),
}


@pytest.mark.parametrize("name", SURE)
def test_surely_no_page(name: str) -> None:
    assert soft_404(SURE[name])


PAGES = {
    "an article": reading(),
    "an article that changed a little": reading(ARTICLE + "A correction.", last=ARTICLE),
    "an article about missing pages": reading(
        ARTICLE + EXCUSE, "Page not found: why links rot | Example"
    ),
    "a long text with such a title": reading(ARTICLE, "Page not found"),
    "words of excuse in an article": reading(ARTICLE + EXCUSE),
    "a move to another path": reading(final="https://example.org/blog/reward-hacking"),
    "a move to another site": reading(final="https://example.com/reward-hacking"),
    "a move to the root, same text": reading(final=HOME, last=ARTICLE + "And more."),
    "a page under /?p=": reading(final="https://example.org/?p=1234"),
    "an entrance": reading("Welcome.", asked=HOME, last=None),
    "an entrance that changed": reading("Welcome.", asked=HOME, last=ARTICLE),
    "an entrance in English": reading("Welcome.", asked=HOME, final="https://example.org/en/"),
    "http to https": reading(asked="http://example.org", final=HOME),
    "episode 404": reading(
        asked="https://example.org/ep/404", final="https://example.org/episodes/404"
    ),
    "a long episode 404": reading(final="https://example.org/episodes/404"),
    "a long page at first": reading(last=None),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_not_even_suspicious(name: str) -> None:
    assert soft_404(PAGES[name]) is None
    assert suspicion(PAGES[name]) is None


def test_what_a_page_calls_itself_is_made_harmless() -> None:
    said = soft_404(reading(EXCUSE, "Page not found | \x1b]52;c;eA==\x07"))
    assert said is not None
    assert said.isprintable()


SUSPICIOUS = {
    "a short title that says so": reading("A poem of four lines.", "Page not found"),
    "short at first": reading("You need to enable JavaScript to run this app."),
    "another text altogether": reading("Choose your country. " * 30, last=ARTICLE),
    "a shallow page sent to the root": reading(asked="https://example.org/about", final=HOME),
    "sent to another site's root": reading(final="https://example.com/"),
}


@pytest.mark.parametrize("name", SUSPICIOUS)
def test_to_be_looked_into(name: str) -> None:
    assert soft_404(SUSPICIOUS[name]) is None
    assert suspicion(SUSPICIOUS[name])


def test_the_same_text_as_nowhere() -> None:
    page = reading(f"{URL} was lost at 12:01. Choose another page of ours instead.")
    asked = "https://example.org/citewiki-S1"
    same = Nowhere(asked, asked, f"{asked} was lost at 12:02. Choose another page of ours instead.")
    assert same_as_nowhere(page, same)
    assert same_as_nowhere(page, replace(same, text=None)) is None
    assert same_as_nowhere(page, replace(same, text=ARTICLE)) is None
    assert same_as_nowhere(reading(), same) is None
