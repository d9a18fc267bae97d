"""Pages for the recognisers, as sites make them, and a way to make more."""

import httpx

from sources.fetching.refusals import Page

URL = "https://example.org/research/reward-hacking"
PARAGRAPH = (
    "<p>We trained a reward model on <em>comparisons</em> between answers, and found that in one "
    "run in five the policy learned an answer that people liked and that was <a href='/x'>wrong"
    "</a>.</p>\n"
)
ARTICLE = PARAGRAPH * 12


def page(
    body: str = "",
    status: int = 200,
    *,
    title: str = "Reward hacking",
    head: str = "",
    headers: dict[str, str] | None = None,
    asked: str = URL,
    url: str | None = None,
) -> Page:
    """An answer with an HTML page."""
    whole = f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body>"
    return Page(
        httpx.URL(asked), httpx.URL(url or asked), status, httpx.Headers(headers), whole.encode()
    )
