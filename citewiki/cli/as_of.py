"""`citewiki show --at`: one version, its metadata and its text."""

from citewiki.cli import output
from citewiki.cli.context import Context
from citewiki.domain.errors import UsageError
from citewiki.domain.fields import show_value
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.times import end_of, iso
from citewiki.usecases.sources import find
from citewiki.usecases.texts import text_of
from citewiki.usecases.versions import AsOf, as_of


def show_at(context: Context, source: str, time: str, as_json: bool) -> None:
    """Print what was current then. Raises NotFound where there was nothing, or it was pruned."""
    try:
        at = end_of(time)
    except ValueError:
        raise UsageError(f"{time!r} is no time; give one like 2026-03-15T08:30") from None
    with context.open(read_only=True) as ports:
        found = as_of(ports, find(ports, source), at)
        text = text_of(ports, found.snapshot)
    if as_json:
        output.document(_document(found, text))
        return
    one = found.snapshot
    output.line(f"on {iso(at)} version {one.id} was current: {_came(one)}")
    if found.followed_by is None:
        output.line("it is so still")
    else:
        output.line(f"version {found.followed_by.id} followed it: {_came(found.followed_by)}")
    output.line(f"from {one.final_url}")
    output.line(f"{one.media_type}, {one.body.size:,} bytes, sha256 {one.body.sha256}")
    for value in one.metadata:
        output.line(f"{value.field.value}: {show_value(value.value)}  ({value.found_in})")
    output.line()
    output.lines(text.rstrip("\n"))


def _came(one: Snapshot) -> str:
    by = f" by {one.by}" if one.by else ""
    original = f", a copy of {iso(one.original_at)}" if one.original_at else ""
    return f"{one.how.value}{by} {iso(one.at)}{original}"


def _document(found: AsOf, text: str) -> dict[str, object]:
    one = found.snapshot
    return {
        "asked_for": iso(found.at),
        "version": {
            "id": one.id,
            "at": iso(one.at),
            "how": one.how.value,
            "by": one.by,
            "note": one.note,
            "original_at": iso(one.original_at) if one.original_at else None,
            "http_status": one.http_status,
            "final_url": one.final_url,
            "media_type": one.media_type,
            "body_bytes": one.body.size,
            "sha256": one.body.sha256,
            "extractor": f"{one.extractor} {one.extractor_version}",
        },
        "followed_by": found.followed_by.id if found.followed_by else None,
        "metadata": [
            {
                "field": value.field.value,
                "value": list(value.value) if isinstance(value.value, tuple) else value.value,
                "found_in": value.found_in,
                "confidence": value.confidence,
            }
            for value in one.metadata
        ],
        "text": text,
    }
