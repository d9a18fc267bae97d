"""An Extraction as JSON, and back again out of hands that are not to be trusted."""

import json

from citewiki.domain.extraction import Extraction, MetadataValue, ReadOutcome, SavedFrom
from citewiki.domain.sources import LIST_FIELDS, Field, Value
from citewiki.domain.times import iso, parse_iso
from citewiki.domain.urls import MAX_LENGTH
from sources.extract.cleaning import clean, one_line

_VALUE_LIMIT = 10_000
_MAX_VALUES = 200


def encode(extraction: Extraction) -> bytes:
    """UTF-8 JSON; the text is clean, so there is no lone surrogate to trip over."""
    saved = extraction.saved_from
    document = {
        "outcome": extraction.outcome.value,
        "text": extraction.text,
        "page_starts": extraction.page_starts,
        "metadata": [
            [value.field.value, value.value, value.found_in, value.confidence]
            for value in extraction.metadata
        ],
        "media_type": extraction.media_type,
        "extractor": extraction.extractor,
        "version": extraction.version,
        "detail": extraction.detail,
        "language": extraction.language,
        "saved_from": None
        if saved is None
        else [saved.tool, saved.url, None if saved.at is None else iso(saved.at)],
    }
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")


def decode(data: bytes, extractor: str, version: str) -> Extraction:
    """Checked and cleaned once more. Raises ValueError for anything `encode` does not write.

    Who read it is what the caller says, not what the child claims.
    """
    try:
        document = json.loads(data)
        outcome = ReadOutcome(document["outcome"])
        text = clean(_text(document["text"]))
        starts = tuple(int(start) for start in document["page_starts"])
        metadata = tuple(_metadata(*item) for item in document["metadata"][:_MAX_VALUES])
        language = document["language"]
        saved = document.get("saved_from")
        return Extraction(
            outcome=outcome,
            text=text,
            page_starts=_checked(starts, len(text)),
            metadata=metadata,
            media_type=one_line(_text(document["media_type"]), 100),
            extractor=extractor,
            version=version,
            detail=one_line(_text(document["detail"]), 500),
            language=None if language is None else one_line(_text(language), 20),
            saved_from=None if saved is None else _saved_from(*saved),
        )
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"not an extraction: {error!r}"[:200]) from error


def _metadata(field: str, value: object, found_in: str, confidence: float) -> MetadataValue:
    known = Field(field)
    checked: Value
    if known in LIST_FIELDS:
        if not isinstance(value, list):
            raise ValueError(f"{field} is no list")
        checked = tuple(one_line(_text(item), _VALUE_LIMIT) for item in value[:_MAX_VALUES])
    else:
        checked = one_line(_text(value), _VALUE_LIMIT)
    bounded = min(1.0, max(0.0, float(confidence)))
    return MetadataValue(known, checked, one_line(_text(found_in), 100), bounded)


def _saved_from(tool: object, url: object, at: object) -> SavedFrom:
    return SavedFrom(
        tool=one_line(_text(tool), 100),
        url=None if url is None else one_line(_text(url), MAX_LENGTH),
        at=None if at is None else parse_iso(_text(at)),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was due, not {type(value).__name__}")
    return value


def _checked(starts: tuple[int, ...], length: int) -> tuple[int, ...]:
    if any(not 0 <= start <= length for start in starts) or list(starts) != sorted(starts):
        raise ValueError("page offsets outside the text")
    return starts
