"""What was read out of one file, as JSON values and as lines."""

from citewiki.domain.extraction import Extraction, MetadataValue
from citewiki.domain.fields import show_value
from citewiki.domain.sources import LIST_FIELDS, Field

SHOWN = (Field.TITLE, Field.AUTHORS, Field.PUBLISHED, Field.VENUE, Field.TYPE, Field.ABSTRACT)


def as_json(read: Extraction) -> dict[str, object]:
    """`pages` holds the character at which each page of a paged document begins; `found_in` the
    place and the certainty (0-1) of each field's value, and `others` the values that lost."""
    best = _best(read)
    values: dict[str, object] = {
        field.value: _plain(best[field]) if field in best else [] if field in LIST_FIELDS else None
        for field in SHOWN
    }
    return {
        **values,
        "language": read.language,
        "media_type": read.media_type,
        "outcome": read.outcome.value,
        "detail": read.detail,
        "extractor": f"{read.extractor} {read.version}",
        "found_in": {
            field.value: {"place": one.found_in, "confidence": one.confidence}
            for field, one in best.items()
        },
        "others": [
            {
                "field": one.field.value,
                "value": _plain(one),
                "place": one.found_in,
                "confidence": one.confidence,
            }
            for one in read.metadata
            if one is not best[one.field]
        ],
        "pages": list(read.page_starts),
        "text": read.text,
    }


def as_lines(read: Extraction) -> list[str]:
    """The metadata alone, a line each."""
    said = f": {read.detail}" if read.detail else ""
    pages = f", {len(read.page_starts)} pages" if read.page_starts else ""
    out = [f"{read.media_type}, {read.outcome.value}{said}, {len(read.text):,} characters{pages}"]
    best = _best(read)
    for one in read.metadata:
        mark = "*" if one is best[one.field] else " "
        out.append(
            f"{mark} {one.field.value}: {show_value(one.value)}  "
            f"({one.found_in}, {one.confidence:.0%} sure)"
        )
    return out


def _best(read: Extraction) -> dict[Field, MetadataValue]:
    best: dict[Field, MetadataValue] = {}
    for one in read.metadata:
        if one.field not in best or one.confidence > best[one.field].confidence:
            best[one.field] = one
    return best


def _plain(one: MetadataValue) -> object:
    return list(one.value) if isinstance(one.value, tuple) else one.value
