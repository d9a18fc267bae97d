"""The card as JSON, whose names others script against, and as YAML with the same names."""

import json
import re
from collections.abc import Mapping, Sequence

from citewiki.domain.cards import Card
from citewiki.domain.credibility import Credibility
from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.notices import Notice
from citewiki.domain.signals import Signal
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import Field, Source
from citewiki.domain.times import iso

_HIDDEN = re.compile(
    r"[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)
"""Controls, bidi marks and lone surrogates, which JSON may hold and a terminal must not get."""

_NOT_ASCII = re.compile(r"[^\x00-\x7e]")


def as_json(card: Card) -> dict[str, object]:
    """The card as plain JSON values; what is unknown is null or empty."""
    source = card.source
    venue = card.venue
    return {
        "id": source.id,
        "stable_id": source.stable_id,
        "url": source.url,
        "title": source.title,
        "type": source.text(Field.TYPE),
        "authors": list(source.texts(Field.AUTHORS)),
        "published": source.text(Field.PUBLISHED),
        "venue": None
        if venue is None
        else {"id": venue.id, "name": venue.name, "peer_reviewed": venue.peer_reviewed},
        "credibility": credibility_json(card.credibility),
        "notices": [notice_json(one) for one in card.notices],
        "signals": [signal_json(one) for one in card.signals],
        "importance": importance(source),
        "subtype": source.text(Field.SUBTYPE),
        "purpose": source.text(Field.PURPOSE),
        "context_note": source.text(Field.CONTEXT_NOTE),
        "tags": list(source.texts(Field.TAGS)),
        "abstract": source.text(Field.ABSTRACT),
        "summary": source.text(Field.SUMMARY),
        "key_points": list(source.texts(Field.KEY_POINTS)),
        "review": source.text(Field.REVIEW),
        "cited_by": [
            {
                "page": citing.page.id,
                "title": citing.page.title,
                "type": citing.page.type,
                "quality": citing.page.quality,
                "citations": citing.citations,
            }
            for citing in card.cited_by
        ],
        "link": {
            "state": source.link_state.value,
            "checked_at": iso(source.link_checked_at) if source.link_checked_at else None,
        },
        "content": None if card.snapshot is None else _content(card, card.snapshot),
        "reviewed": None
        if card.review is None
        else {
            "outcome": card.review.outcome.value,
            "by": card.review.by,
            "at": iso(card.review.at),
            "changed_since": card.changed_since_review,
        },
        "provenance": provenance_json(source),
        "revision": card.revision,
    }


def credibility_json(given: Credibility) -> dict[str, object]:
    """A rating and all that defends it."""
    return {
        "rating": given.rating,
        "label": given.label,
        "meaning": given.meaning,
        "basis": given.basis.value,
        "because": given.because,
        "by": given.by,
        "at": iso(given.at) if given.at else None,
    }


def notice_json(one: Notice) -> dict[str, object]:
    """A notice on the work, and who tells of it."""
    return {
        "kind": one.kind.value,
        "on": one.on.isoformat() if one.on else None,
        "because": one.because,
        "doi": one.doi,
        "notice_doi": one.notice_doi,
        "told_by": one.told_by,
        "record": one.record,
        "file": one.file,
        "heard_at": iso(one.heard_at),
    }


def signal_json(one: Signal) -> dict[str, object]:
    """A fact beside the rating, and where it is known from."""
    return {
        "name": one.name,
        "sentence": one.sentence,
        "source": one.source,
        "at": iso(one.at) if one.at else None,
    }


def provenance_json(source: Source) -> dict[str, object]:
    """Field -> where its value came from."""
    return {
        field.value: {
            "from": value.origin.value,
            "by": value.by,
            "at": iso(value.at) if value.at else None,
        }
        for field, value in sorted(source.fields.items())
    }


def importance(source: Source) -> int | None:
    """0-100, or None."""
    found = source.fields.get(Field.IMPORTANCE)
    return found.value if found is not None and isinstance(found.value, int) else None


def render(card: Card) -> str:
    whole = json.dumps(as_json(card), ensure_ascii=False, indent=2)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", whole) + "\n"


def render_yaml(card: Card) -> str:
    """YAML in block style; every text is quoted as JSON, which YAML reads as it is meant."""
    return "".join(f"{line}\n" for line in _yaml(as_json(card), ""))


def _content(card: Card, snapshot: Snapshot) -> dict[str, object]:
    return {
        "http_status": snapshot.http_status,
        "fetched_at": iso(snapshot.at),
        "original_at": iso(snapshot.original_at) if snapshot.original_at else None,
        "media_type": snapshot.media_type,
        "body_bytes": snapshot.body.size,
        "text_bytes": snapshot.text.size if snapshot.text is not None else 0,
        "preview": card.preview,
        "truncated": card.truncated,
        "sha256": snapshot.body.sha256,
        "how": snapshot.how.value,
        "by": snapshot.by,
        "note": snapshot.note,
        "partial": snapshot.detail if snapshot.read is ReadOutcome.PARTIAL else None,
    }


def _yaml(value: Mapping[str, object], indent: str) -> list[str]:
    lines = []
    for name, one in value.items():
        if isinstance(one, Mapping) and one:
            lines += [f"{indent}{name}:", *_yaml(one, f"{indent}  ")]
        elif isinstance(one, Sequence) and not isinstance(one, str) and one:
            lines.append(f"{indent}{name}:")
            for item in one:
                if isinstance(item, Mapping):
                    first, *rest = _yaml(item, f"{indent}    ")
                    lines += [f"{indent}  - {first.strip()}", *rest]
                else:
                    lines.append(f"{indent}  - {scalar(item)}")
        else:
            lines.append(f"{indent}{name}: {scalar(one)}")
    return lines


def scalar(value: object) -> str:
    """A text, number, truth, null or empty list in YAML.

    ASCII only, for YAML's printable set is narrower than JSON's; and YAML does not join the two
    halves in which JSON writes a character beyond U+FFFF.
    """
    plain = json.dumps(value, ensure_ascii=False)
    return _NOT_ASCII.sub(
        lambda found: (
            f"\\u{ord(found[0]):04x}" if found[0] <= "\uffff" else f"\\U{ord(found[0]):08x}"
        ),
        plain,
    )
