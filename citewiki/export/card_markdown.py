"""The card for a wiki of Markdown or MDX pages."""

from citewiki.domain.cards import Card
from citewiki.domain.sources import Field
from citewiki.export import phrases
from citewiki.export.card_json import scalar
from citewiki.export.escaping import link, markdown


def render(card: Card) -> str:
    """CommonMark with a GFM table."""
    return "\n".join(_lines(card)) + "\n"


def render_mdx(card: Card) -> str:
    """The same as an MDX page: with front matter, whose texts are quoted as JSON."""
    source = card.source
    head = {
        "title": source.title,
        "resourceId": source.id,
        "stableId": source.stable_id,
        "url": source.url,
        "credibility": card.credibility.rating,
    }
    front = "".join(f"{name}: {scalar(value)}\n" for name, value in head.items())
    return f"---\n{front}---\n\n{render(card)}"


def _lines(card: Card) -> list[str]:
    source, given = card.source, card.credibility
    url = link(source.url)
    shown = (
        f"[{markdown(source.url)}](<{url.replace('&', '&amp;')}>)" if url else markdown(source.url)
    )
    facts = [source.text(Field.TYPE), source.text(Field.PUBLISHED)]
    if card.venue is not None:
        facts.append(card.venue.name + (" (peer-reviewed)" if card.venue.peer_reviewed else ""))
    out = [f"# {markdown(source.title)}", ""]
    out += [" · ".join([*(markdown(fact) for fact in facts if fact), shown]), ""]
    if authors := source.texts(Field.AUTHORS):
        out += [markdown(", ".join(authors)), ""]
    for one in phrases.notices(card):
        out += [f"**{markdown(one)}**", ""]
    out += ["## Credibility Rating", ""]
    if given.rating is not None:
        out += [f"**{given.rating}/5 {given.label}**", "", markdown(given.meaning or ""), ""]
    out += [markdown(phrases.basis(card)), ""]
    if note := source.text(Field.CONTEXT_NOTE):
        out += [*_paragraphs(note)]
    if signals := phrases.signals(card):
        out += ["## Beside the rating", "", *(f"- {markdown(one)}" for one in signals), ""]
    if found := phrases.metadata(card):
        out += ["## Metadata", "", " · ".join(markdown(one) for one in found), ""]
    if tags := source.texts(Field.TAGS):
        out += ["Tags: " + ", ".join(markdown(tag) for tag in tags), ""]
    if reviewed := phrases.reviewed(card):
        out += [markdown(reviewed), ""]
    for title, field in (("Abstract", Field.ABSTRACT), ("Summary", Field.SUMMARY)):
        if text := source.text(field):
            out += [f"## {title}", "", *_paragraphs(text)]
    if points := source.texts(Field.KEY_POINTS):
        out += ["## Key Points", "", *(f"- {markdown(point)}" for point in points), ""]
    if text := source.text(Field.REVIEW):
        out += ["## Review", "", *_paragraphs(text)]
    out += [f"## {phrases.cited_by(card)}", ""]
    if card.cited_by:
        out += ["| Page | Type | Quality |", "| --- | --- | ---: |"]
        for citing in card.cited_by:
            page = citing.page
            cells = (page.title, phrases.page_type(page.type), phrases.quality(page.quality))
            out.append("| " + " | ".join(markdown(cell) for cell in cells) + " |")
        out.append("")
    if card.snapshot is not None:
        out += ["## Cached Content Preview", ""]
        out += [" · ".join(markdown(one) for one in phrases.content_line(card)), ""]
        for block in card.preview.split("\n\n"):
            lines = [markdown(line) for line in block.split("\n") if line.strip()]
            if lines:
                out += ["> " + "\\\n> ".join(lines), ""]
        if card.truncated:
            out += [markdown(phrases.more(card)), ""]
    out.append(f"Resource ID: {source.id} | Stable ID: {markdown(source.stable_id)}")
    return out


def _paragraphs(text: str) -> list[str]:
    out = []
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            out += [markdown(paragraph), ""]
    return out
