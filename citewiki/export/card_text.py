"""The card for a terminal of 80 columns; every text from outside is made harmless."""

import textwrap
import unicodedata

from citewiki.domain.cards import Card
from citewiki.domain.display import harmless, harmless_lines
from citewiki.domain.sources import Field
from citewiki.export import phrases

WIDTH = 80


def render(card: Card) -> str:
    source = card.source
    out = [*_wrapped(source.title), ""]
    facts = [
        source.text(Field.TYPE),
        source.text(Field.PUBLISHED),
        _venue(card),
        source.link_state.value.replace("_", " "),
    ]
    out += [*_wrapped(" · ".join(fact for fact in facts if fact)), *_wrapped(source.url)]
    if authors := source.texts(Field.AUTHORS):
        out += _wrapped(", ".join(authors))
    for notice in phrases.notices(card):
        out += ["", *_wrapped(notice)]
    out += ["", *_rating_box(card)]
    out += _section("", source.text(Field.CONTEXT_NOTE))
    if signals := phrases.signals(card):
        out += ["", "Beside the rating", ""]
        for signal in signals:
            out += _wrapped(signal, "  • ", "    ")
    if found := phrases.metadata(card):
        out += ["", "Metadata", "", *_wrapped(" · ".join(found), "  ")]
    if tags := source.texts(Field.TAGS):
        out += ["", *_wrapped("Tags: " + ", ".join(tags), "  ")]
    if line := phrases.reviewed(card):
        out += ["", *_wrapped(line, "  ")]
    out += _section("Abstract", source.text(Field.ABSTRACT))
    out += _section("Summary", source.text(Field.SUMMARY))
    if points := source.texts(Field.KEY_POINTS):
        out += ["", "Key Points", ""]
        for point in points:
            out += _wrapped(point, "  • ", "    ")
    out += _section("Review", source.text(Field.REVIEW))
    out += ["", phrases.cited_by(card), *_cited_by(card)]
    if card.snapshot is not None:
        out += ["", "Cached Content Preview", ""]
        out += _wrapped(" · ".join(phrases.content_line(card)), "  ")
        if card.preview:
            out += ["", *harmless_lines(card.preview).split("\n")]
        if card.truncated:
            out += ["", phrases.more(card)]
    out += ["", f"Resource ID: {source.id} | Stable ID: {harmless(source.stable_id)}"]
    return "".join(f"{line.rstrip()}\n" for line in out)


def _venue(card: Card) -> str | None:
    if card.venue is None:
        return None
    return f"{card.venue.name} (peer-reviewed)" if card.venue.peer_reviewed else card.venue.name


def _rating_box(card: Card) -> list[str]:
    given = card.credibility
    inner = WIDTH - 4
    lines = ["Credibility Rating"]
    if given.rating is not None:
        stars = "★" * given.rating + "☆" * (5 - given.rating)
        lines.append(f"{given.rating}/5  {stars}  {given.label}")
        lines += _wrapped(given.meaning or "", width=inner)
    lines += _wrapped(phrases.basis(card), width=inner)
    rule = "─" * (WIDTH - 2)
    return [f"╭{rule}╮", *(f"│ {_padded(line, inner)} │" for line in lines), f"╰{rule}╯"]


def _cited_by(card: Card) -> list[str]:
    if not card.cited_by:
        return []
    rows = [
        (
            harmless(c.page.title),
            harmless(phrases.page_type(c.page.type)),
            phrases.quality(c.page.quality),
        )
        for c in card.cited_by
    ]
    kinds = max(len("Type"), *(_width(kind) for _, kind, _ in rows))
    titles = max(4, min(max(_width(t) for t, _, _ in rows), WIDTH - kinds - 14))
    head = [("Page", "Type", "Quality")]
    return ["", *(
        f"  {_padded(title, titles)}  {_padded(kind, kinds)}  {figure:>7}"
        for title, kind, figure in head + rows
    )]  # fmt: skip


def _section(title: str, text: str | None) -> list[str]:
    if not text:
        return []
    out = ["", title, ""] if title else [""]
    for paragraph in text.split("\n\n"):
        out += [*_wrapped(paragraph, "  "), ""]
    return out[:-1]


def _wrapped(text: str, first: str = "", rest: str | None = None, width: int = WIDTH) -> list[str]:
    """Lines of at most so many columns."""
    wrapper = textwrap.TextWrapper(
        width,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_on_hyphens=False,
    )
    text = harmless(text)
    lines = wrapper.wrap(text)
    # textwrap counts characters; wide ones take two columns
    while wrapper.width > width // 2 and any(_width(line) > width for line in lines):
        wrapper.width -= 1
        lines = wrapper.wrap(text)
    return lines


def _width(text: str) -> int:
    """Columns that a terminal gives a text."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _padded(text: str, width: int) -> str:
    """Exactly so many columns: filled, or cut with an ellipsis."""
    while _width(text) > width:
        text = text[:-2] + "…"
    return text + " " * (width - _width(text))
