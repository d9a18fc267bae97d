"""What the panes of a source's screen say: its card, citations and history as documents."""

from citewiki.domain.cards import Card
from citewiki.domain.credibility import Basis
from citewiki.domain.notices import GRAVE
from citewiki.domain.sources import Field
from citewiki.export import phrases
from tui.columns import link_tone, rating_tone
from tui.document import Document, Writer
from tui.dossier import Dossier
from tui.text import plain, typed

MOST = 20_000
"""Characters of one field; an abstract is a hundredth of that."""


def card_pane(dossier: Dossier) -> Document:
    """The card as an editor needs it: with the state of its link and where each value is from."""
    card = dossier.card
    source = card.source
    out = Writer().line(plain(source.title), "title")
    facts = [source.text(Field.TYPE), source.text(Field.PUBLISHED)]
    if card.venue is not None:
        facts.append(card.venue.name + (" (peer-reviewed)" if card.venue.peer_reviewed else ""))
    out.add("".join(f"{plain(fact)} · " for fact in facts if fact))
    out.line(source.link_state.value.replace("_", " "), link_tone(source.link_state))
    if authors := source.texts(Field.AUTHORS):
        out.line(plain(", ".join(authors)))
    out.line(plain(source.url, 2_000), "soft")
    for one, told in zip(card.notices, phrases.notices(card), strict=True):
        out.line(plain(told, MOST), "bad" if one.kind in GRAVE else "warn")
    _rating(out, card)
    _paragraphs(out, "", source.text(Field.CONTEXT_NOTE))
    if signals := phrases.signals(card):
        out.heading("Beside the rating")
        for signal in signals:
            out.line(f"  • {plain(signal, MOST)}")
    _metadata(out, card)
    for field in (Field.ABSTRACT, Field.SUMMARY):
        _paragraphs(out, field.value.capitalize(), source.text(field))
    if points := source.texts(Field.KEY_POINTS):
        out.heading("Key points")
        for point in points:
            out.line(f"  • {plain(point, MOST)}")
    _paragraphs(out, "Review", source.text(Field.REVIEW))
    _notes(out, dossier)
    _cited_by(out, card)
    _content(out, card)
    _origins(out, card)
    out.line().line(f"Resource ID {source.id} · Stable ID {plain(source.stable_id)}", "soft")
    return out.document()


def text_pane(dossier: Dossier) -> Document:
    """The cached text itself, character by character: passages are counted in it."""
    if dossier.text:
        return Document(dossier.text)
    out = Writer().line("There is no text of this source yet.", "heading")
    one = dossier.card.source.id
    out.line(f"“citewiki fetch {one}” gets it;", "soft")
    out.line(f"“citewiki attach {one} FILE” takes a copy that you saved.", "soft")
    return out.document()


def citations_pane(dossier: Dossier) -> Document:
    """Every citation, by page: line, section, claim. Each is an item, in the dossier's order."""
    out = Writer()
    if not dossier.citations:
        return out.line("No page cites this source.", "soft").document()
    page = None
    for one in dossier.citations:
        if one.page_id != page:
            if page is not None:
                out.line()
            page = one.page_id
            out.add(plain(one.page_title), "title").line(f"  {plain(page)}", "soft")
        section = " › ".join(plain(part) for part in one.section)
        label = f" [^{plain(one.label)}]" if one.label else ""
        kind = one.syntax.value.replace("_", " ")
        out.item().add(f"  line {one.line}", "accent").add(f" · {kind}{label}", "soft")
        out.line(f" · {section}" if section else "", "soft")
        if one.claim:
            out.line(f"    {plain(one.claim, 2_000)}")
    return out.document()


def history_pane(dossier: Dossier) -> Document:
    """Who did what and when, newest first. Each line is an item, in the dossier's order."""
    out = Writer()
    for told in dossier.history:
        out.item().add(f"{told.at:%Y-%m-%d %H:%M}", "accent")
        out.add(f"  {plain(told.by)}" if told.by else "  citewiki", "" if told.by else "soft")
        changed = told.version is not None and told.version.id in dossier.changes
        out.line("  ⏎ what changed" if changed else "", "soft")
        out.line(f"    {plain(told.what, MOST)}")
    return out.document()


def _rating(out: Writer, card: Card) -> None:
    given = card.credibility
    out.heading("Credibility")
    if given.rating is not None:
        stars = "★" * given.rating + "☆" * (5 - given.rating)
        out.line(f"  {stars} {given.rating}/5 {given.label}", rating_tone(given.rating))
        out.line(f"  {given.meaning}")
    out.line(f"  {plain(phrases.basis(card), MOST)}", "soft")
    if given.basis is Basis.VENUE and given.because:
        out.line(f"  {plain(given.because, MOST)}", "soft")


def _metadata(out: Writer, card: Card) -> None:
    found = [plain(one) for one in phrases.metadata(card)]
    tags = card.source.texts(Field.TAGS)
    reviewed = phrases.reviewed(card)
    if not (found or tags or reviewed):
        return
    out.heading("Metadata")
    if found:
        out.line("  " + " · ".join(found))
    if tags:
        out.line("  Tags: " + ", ".join(plain(tag) for tag in tags))
    if reviewed:
        out.line(f"  {plain(reviewed, MOST)}", "warn" if card.changed_since_review else "good")


def _paragraphs(out: Writer, heading: str, text: str | None) -> None:
    if not text:
        return
    if heading:
        out.heading(heading)
    else:
        out.line()
    for paragraph in text[:MOST].split("\n\n"):
        if paragraph.strip():
            out.line(f"  {plain(paragraph, MOST)}")


def _notes(out: Writer, dossier: Dossier) -> None:
    if not dossier.annotations:
        return
    out.heading("Notes")
    for note in dossier.annotations:
        out.line(f"  “{plain(note.anchor.exact)}”", "note")
        out.add(f"  {plain(note.note, MOST)}")
        out.line(f" ({plain(note.by)} {note.at:%Y-%m-%d})", "soft")


def _cited_by(out: Writer, card: Card) -> None:
    out.heading(phrases.cited_by(card))
    for citing in card.cited_by:
        facts = [plain(phrases.page_type(citing.page.type)), phrases.quality(citing.page.quality)]
        said = " · ".join(fact for fact in facts if fact)
        out.add(f"  {plain(citing.page.title)}").line(f"  {said}", "soft")


def _content(out: Writer, card: Card) -> None:
    if card.snapshot is None:
        return
    out.heading("Cached content")
    out.line("  " + " · ".join(plain(one) for one in phrases.content_line(card)), "soft")
    if card.preview:
        out.line().line(typed(card.preview))
    if card.truncated:
        out.line(phrases.more(card), "soft")


def _origins(out: Writer, card: Card) -> None:
    """Law 1: which value is from whom and when."""
    if not card.source.fields:
        return
    out.heading("Where it comes from")
    for field, value in sorted(card.source.fields.items()):
        out.line(f"  {field.value.replace('_', ' ')}: {plain(phrases.whence(value))}", "soft")
