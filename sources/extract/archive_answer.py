"""What was taken out of a web archive, as bytes, and back again out of hands not to be trusted."""

import json
from collections.abc import Sequence

from citewiki.domain.errors import InputError
from citewiki.domain.times import iso, parse_iso
from citewiki.domain.urls import MAX_LENGTH
from citewiki.domain.web_archives import ArchivedPage
from sources.extract.cleaning import one_line

_MAX_NOTES = 10


def encode(page: ArchivedPage) -> bytes:
    """A line of JSON, then the body."""
    head = {
        "url": page.url,
        "at": None if page.at is None else iso(page.at),
        "content_type": page.content_type,
        "notes": page.notes,
    }
    return json.dumps(head).encode() + b"\n" + page.content


def refused(why: str, urls: Sequence[str], more: int) -> bytes:
    """A line of JSON that says why there is no page, and what else there is (see NotChosen)."""
    return json.dumps({"refused": why, "urls": list(urls), "more": more}).encode()


def decode(data: bytes) -> ArchivedPage:
    """Checked and cleaned. Raises InputError for a refusal, ValueError for anything that the
    other two do not write."""
    line, _, content = data.partition(b"\n")
    try:
        head = json.loads(line)
        if "refused" in head:
            raise InputError(_refusal(head))
        return ArchivedPage(
            content=content,
            url=one_line(_text(head["url"]), MAX_LENGTH),
            at=None if head["at"] is None else parse_iso(_text(head["at"])),
            content_type=_maybe(head["content_type"]),
            notes=tuple(one_line(_text(note), 300) for note in head["notes"][:_MAX_NOTES]),
        )
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"not a page out of an archive: {error!r}"[:200]) from error


def _refusal(head: dict[str, object]) -> str:
    """ "… holds no copy of the page, but these: A, B and 3 more; choose one with --url"."""
    why = one_line(_text(head["refused"]), 300)
    urls, more = head["urls"], head["more"]
    if not isinstance(urls, list) or not isinstance(more, int):
        raise TypeError("a list and a number were due")
    shown = ", ".join(one_line(_text(url), 200) for url in urls[:10])
    if not shown:
        return why
    rest = f" and {more} more" if more > 0 else ""
    return f"{why}, but these: {shown}{rest}; `--url URL` chooses one"


def _maybe(value: object) -> str | None:
    return None if value is None else one_line(_text(value), 200)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was due, not {type(value).__name__}")
    return value
