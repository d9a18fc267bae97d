"""The card as a page of its own: no script, nothing loaded from elsewhere."""

from citewiki.domain.cards import Card
from citewiki.domain.sources import Field
from citewiki.export import phrases
from citewiki.export.escaping import html_text as text
from citewiki.export.escaping import link

_STYLE = """
:root { color-scheme: light dark; --soft: color-mix(in srgb, currentColor 20%, transparent) }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2.5rem auto;
  padding: 0 1rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .3rem }
h2 { font-size: 1.05rem; margin: 1.8rem 0 .5rem }
.facts, .ids { opacity: .7; font-size: .9rem; overflow-wrap: anywhere }
.rating { border: 1px solid var(--soft); border-radius: .6rem; padding: .8rem 1rem;
  margin: 1.2rem 0 }
.rating h2 { margin-top: 0 }
.rating strong { font-size: 1.25rem }
.rating p { margin: .3rem 0 0 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--soft) }
.n { text-align: right }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.5 ui-monospace, monospace;
  padding: .8rem; border-radius: .6rem; border: 1px solid var(--soft) }
.notice { border-left: .3rem solid #b3261e; padding: .4rem .8rem; font-weight: 600 }
.tag { display: inline-block; border: 1px solid var(--soft); border-radius: 1rem;
  padding: 0 .6rem; margin: 0 .3rem .3rem 0; font-size: .85rem }
"""


def render(card: Card) -> str:
    source = card.source
    title = text(source.title)
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{title}</title><style>{_STYLE}</style></head><body><article>",
            f"<h1>{title}</h1>",
            f'<p class="facts">{_facts(card)}</p>',
            *(f'<p class="notice" role="note">{text(one)}</p>' for one in phrases.notices(card)),
            _rating(card),
            _prose("", source.text(Field.CONTEXT_NOTE)),
            _signals(card),
            _metadata(card),
            _prose("Abstract", source.text(Field.ABSTRACT)),
            _prose("Summary", source.text(Field.SUMMARY)),
            _points(card),
            _prose("Review", source.text(Field.REVIEW)),
            _cited_by(card),
            _content(card),
            f'<p class="ids">Resource ID: {source.id} | Stable ID: {text(source.stable_id)}</p>',
            "</article></body></html>",
            "",
        ]
    )


def _facts(card: Card) -> str:
    source = card.source
    url = link(source.url)
    shown = (
        f'<a rel="noopener nofollow" href="{text(url)}">{text(source.url)}</a>'
        if url
        else text(source.url)
    )
    facts = [source.text(Field.TYPE), source.text(Field.PUBLISHED)]
    if card.venue is not None:
        facts.append(card.venue.name + (" (peer-reviewed)" if card.venue.peer_reviewed else ""))
    facts.append(", ".join(source.texts(Field.AUTHORS)) or None)
    return " · ".join([*(text(fact) for fact in facts if fact), shown])


def _signals(card: Card) -> str:
    found = "".join(f"<li>{text(one)}</li>" for one in phrases.signals(card))
    return f"<h2>Beside the rating</h2><ul>{found}</ul>" if found else ""


def _rating(card: Card) -> str:
    given = card.credibility
    figure = f"<strong>{given.rating}/5</strong> {given.label}" if given.rating else ""
    meaning = f"<p>{text(given.meaning)}</p>" if given.meaning else ""
    return (
        f'<section class="rating"><h2>Credibility Rating</h2>{figure}{meaning}'
        f"<p>{text(phrases.basis(card))}</p></section>"
    )


def _prose(title: str, value: str | None) -> str:
    if not value:
        return ""
    paragraphs = "".join(f"<p>{text(one)}</p>" for one in value.split("\n\n") if one.strip())
    return (f"<h2>{title}</h2>" if title else "") + paragraphs


def _metadata(card: Card) -> str:
    found = [text(one) for one in phrases.metadata(card)]
    tags = "".join(f'<span class="tag">{text(tag)}</span>' for tag in card.source.texts(Field.TAGS))
    reviewed = phrases.reviewed(card)
    if not (found or tags or reviewed):
        return ""
    return f"<h2>Metadata</h2><p>{' · '.join(found)}</p><p>{tags}</p>" + (
        f"<p>{text(reviewed)}</p>" if reviewed else ""
    )


def _points(card: Card) -> str:
    points = card.source.texts(Field.KEY_POINTS)
    items = "".join(f"<li>{text(point)}</li>" for point in points)
    return f"<h2>Key Points</h2><ul>{items}</ul>" if points else ""


def _cited_by(card: Card) -> str:
    head = f"<h2>{phrases.cited_by(card)}</h2>"
    if not card.cited_by:
        return head
    rows = "".join(
        f"<tr><td>{text(c.page.title)}</td><td>{text(phrases.page_type(c.page.type))}</td>"
        f'<td class="n">{phrases.quality(c.page.quality)}</td></tr>'
        for c in card.cited_by
    )
    return (
        f'{head}<table><thead><tr><th>Page</th><th>Type</th><th class="n">Quality</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _content(card: Card) -> str:
    if card.snapshot is None:
        return ""
    line = " · ".join(text(one) for one in phrases.content_line(card))
    preview = f"<pre>{text(card.preview)}</pre>" if card.preview else ""
    more = f"<p>{text(phrases.more(card))}</p>" if card.truncated else ""
    return f"<h2>Cached Content Preview</h2><p>{line}</p>{preview}{more}"
