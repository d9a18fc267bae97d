"""The formats of a card."""

from collections.abc import Callable

from citewiki.domain.cards import Card
from citewiki.export import card_html, card_json, card_markdown, card_text

_RENDERERS: dict[str, Callable[[Card], str]] = {
    "text": card_text.render,
    "json": card_json.render,
    "md": card_markdown.render,
    "mdx": card_markdown.render_mdx,
    "html": card_html.render,
    "yaml": card_json.render_yaml,
}
FORMATS: tuple[str, ...] = tuple(_RENDERERS)
ENDINGS: dict[str, str] = {"text": "txt"} | {name: name for name in FORMATS if name != "text"}
"""The ending of a file in each format."""


def render(card: Card, format_: str) -> str:
    """The card in one of FORMATS, with a newline at its end."""
    return _RENDERERS[format_](card)
