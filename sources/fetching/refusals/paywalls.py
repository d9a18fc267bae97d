"""Paywalls: a page that says it is not free, and shows no more than a teaser."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from citewiki.domain.outcomes import Outcome
from sources.fetching.refusals.markup import Markup, take_apart
from sources.fetching.refusals.page import Page, Refusal

TEASER = 1_500
"""Characters of prose; a teaser has a paragraph or three, an article many more."""

MAX_BYTES = 2 * 1024 * 1024
"""Of a longer page nothing is said: it is no teaser, or too long to look through here."""

_JSON_BYTES = 500_000
_JSON_NODES = 500
_ARTICLE = re.compile(r"article|posting|report$|webpage$|creativework$", re.IGNORECASE)
_LANDING = re.compile(r"scholarly|dataset|thesis|book", re.IGNORECASE)
"""Works whose page is an abstract, which is free and is what is cited."""

_NOT_FREE = frozenset({"false", "http://schema.org/false", "https://schema.org/false", "no"})
_MICRODATA = re.compile(
    r"<meta\b(?=[^>]{0,300}\bitemprop=[\"']?isaccessibleforfree)"
    r"(?=[^>]{0,300}\bcontent=[\"']?(?:false|https?://schema\.org/false))"
)


@dataclass(frozen=True, slots=True)
class _Publisher:
    """A publisher's own signs of a page that is cut off, all of them needed."""

    name: str
    marks: tuple[str, ...]
    title: re.Pattern[str] | None = None


_PUBLISHERS = (
    _Publisher("Financial Times", ("ft.com",), re.compile(r"subscribe to read\b", re.IGNORECASE)),
    _Publisher("Substack", ("substackcdn.com", 'data-testid="paywall"')),
    _Publisher("Medium", ("cdn-client.medium.com", '"islockedpreviewonly":true')),
    _Publisher("New York Times", ("nytimes.com", 'id="gateway-content"')),
    _Publisher("Wall Street Journal", ("wsj.com", "wsj-snippet-login")),
    _Publisher("Piano", ("tinypass.com", 'class="paywall-active')),
)


def worth_a_look(body: bytes) -> bool:
    """Whether a page could be a paywall at all; cheap, for every page is asked."""
    if len(body) > MAX_BYTES:
        return False
    lower = body.lower()
    return b"isaccessibleforfree" in lower or any(
        all(mark.encode() in lower for mark in one.marks) for one in _PUBLISHERS
    )


def paywall(page: Page) -> Refusal | None:
    """The paywall that this page is; a whole article that is marked as not free is a page."""
    if not worth_a_look(page.body):
        return None
    markup = take_apart(page.body.decode("utf-8", "replace"))
    if markup.prose > TEASER:
        return None
    by, sign = _sign(markup)
    if not sign:
        return None
    return Refusal(Outcome.PAYWALLED, by, f"{sign}, and {markup.prose} characters of prose")


def _sign(markup: Markup) -> tuple[str, str]:
    for one in _PUBLISHERS:
        by_title = one.title is None or one.title.match(markup.title)
        if by_title and all(mark in markup.machinery for mark in one.marks):
            return f"paywall ({one.name})", f"the mark {one.marks[-1]}"
    if _MICRODATA.search(markup.machinery) or _says_not_free(markup.scripts):
        return "paywall", "isAccessibleForFree is false"
    return "", ""


def _says_not_free(scripts: tuple[str, ...]) -> bool:
    """By the JSON-LD of the page's own article; a list of others may hold some that are not."""
    budget = _JSON_BYTES
    for script in scripts:
        if "isAccessibleForFree" not in script:
            continue
        budget -= len(script)
        if budget < 0:
            return False
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        if any(_is_not_free(node) for node in _articles(data)):
            return True
    return False


def _articles(data: object) -> Iterator[dict[str, object]]:
    queue = [data]
    for _ in range(_JSON_NODES):
        if not queue:
            return
        value = queue.pop()
        if isinstance(value, list):
            queue.extend(value[:_JSON_NODES])
        elif isinstance(value, dict):
            kinds = " ".join(_words(value.get("@type")))
            if _LANDING.search(kinds):
                continue
            if any(_ARTICLE.search(kind) for kind in kinds.split()):
                yield value
            queue.extend(value[key] for key in ("@graph", "mainEntity") if key in value)


def _words(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def _is_not_free(node: dict[str, object]) -> bool:
    said = node.get("isAccessibleForFree")
    return said is False or (isinstance(said, str) and said.strip().lower() in _NOT_FREE)
