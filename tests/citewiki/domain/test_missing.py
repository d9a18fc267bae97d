"""How sites say that a page is not there, and titles that only mention it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.missing import excuses_itself, says_missing


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Not Found",
        "404 Not Found",
        "Error 404",
        "HTTP 404",
        "404 - Page Not Found",
        "404 page",
        "Page not found",
        "Page not found | Example",
        "Example \u2013 Page Not Found",
        "Example: Page not found",
        "Oops! Page not found.",
        "404: This page could not be found.",
        "The page you requested could not be found",
        "This page doesn\u2019t exist",
        "This page isn't available",
        "Page no longer available",
        "Sorry, we can't find that page",
        "We couldn't find the page you're looking for",
        "Page introuvable",
        "Seite nicht gefunden \u2013 Universit\u00e4t Beispiel",
        "P\u00e1gina no encontrada",
        "Pagina non trovata",
        "P\u00e1gina n\u00e3o encontrada",
        "Pagina niet gevonden",
        "Sidan hittades inte",
        "Strona nie istnieje",
        "Str\u00e1nka nenalezena",
        "Sayfa bulunamad\u0131",
        "Страница не найдена",
        "ページが見つかりません",
        "页面不存在",
        "페이지를 찾을 수 없습니다",
        "الصفحة غير موجودة",
    ],
)
def test_says_so(title: str) -> None:
    assert says_missing(title)
    assert says_missing(title.upper()) or not title.isascii()


@pytest.mark.parametrize(
    "title",
    [
        "",
        "|",
        "Page not found: a history of the 404",
        "How to make a 404 page",
        "Error 404 handling in nginx",
        "404 Media",
        "404 | Film | Review",
        "Room 404",
        "Not found in the training data",
        "Evidence not found for an effect",
        "Existence is not found: on deceptive alignment",
        "The defendant was not found guilty",
        "Content not available to models: a study",
        "A page that does not exist and how we found it",
        "The Missing Page",
        "Why links rot",
        "Nothing found",
    ],
)
def test_only_mentions_it(title: str) -> None:
    assert not says_missing(title)


def test_what_excuses_go_on_with() -> None:
    assert excuses_itself("Sorry, the page you are looking for may have been moved.")
    assert excuses_itself("Diese Seite existiert nicht. Zur Startseite")
    assert not excuses_itself("Reinforcement learning from human feedback trains a reward model.")


@given(st.text(max_size=5_000))
def test_any_title_is_answered(title: str) -> None:
    assert isinstance(says_missing(title), bool)
