"""Plain text: as it stands."""

from citewiki.domain.extraction import MetadataValue, ReadOutcome
from citewiki.domain.sources import Field
from sources.extract.charset import decode
from sources.extract.cleaning import TEXT_BYTES, clean, fits, one_line
from sources.extract.reading import Reading

MAX_BYTES = 10_000_000


def read(body: bytes, media_type: str) -> Reading:
    """The decoded text; its first line that has a letter is a weak guess at the title."""
    whole = clean(decode(body[:MAX_BYTES], media_type))
    text = fits(whole)
    if not text.strip():
        return Reading(ReadOutcome.NO_TEXT, detail="The file is empty.")
    first = next((line for line in text.splitlines()[:50] if any(map(str.isalpha, line))), "")
    title = one_line(first.strip("#*=- \t"), 300)
    metadata = (MetadataValue(Field.TITLE, title, "first line", 0.3),) if title else ()
    if len(body) > MAX_BYTES or len(text) < len(whole):
        return Reading(
            ReadOutcome.PARTIAL,
            text,
            metadata=metadata,
            detail=f"Only the first {min(MAX_BYTES, TEXT_BYTES) // 1_000_000} MB were read.",
        )
    return Reading(ReadOutcome.OK, text, metadata=metadata)
