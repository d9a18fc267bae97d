"""JSON from outside: bounded, and read by what it is instead of by what it should be."""

import json
from collections.abc import Mapping
from typing import Any

from citewiki.domain.errors import UnreadableAnswer

MAX_BYTES = 4_000_000
"""A work's record with all its references stays far below this."""

MAX_DEPTH = 64
"""Brackets in brackets; no provider's answer goes beyond a dozen."""


def read_object(body: bytes) -> Mapping[str, Any]:
    """The object that an answer is. Raises UnreadableAnswer."""
    if len(body) > MAX_BYTES:
        raise UnreadableAnswer(f"the answer is larger than {MAX_BYTES:,} bytes")
    try:
        text = body.decode("utf-8-sig")
        if _too_deep(text):
            raise UnreadableAnswer(f"the answer is nested more than {MAX_DEPTH} deep")
        found = json.loads(text)
    except (ValueError, RecursionError):  # of which UnicodeDecodeError and JSONDecodeError are
        raise UnreadableAnswer("the answer is no JSON") from None
    if not isinstance(found, dict):
        raise UnreadableAnswer("the answer is no JSON object")
    return found


def as_object(found: object) -> Mapping[str, Any]:
    """The object, or an empty one."""
    return found if isinstance(found, dict) else {}


def as_list(found: object) -> list[Any]:
    """The list, or an empty one."""
    return found if isinstance(found, list) else []


def as_text(found: object) -> str | None:
    """The text; of a list of texts the first, for some providers put a title in a list."""
    if isinstance(found, list) and found:
        found = found[0]
    return found if isinstance(found, str) else None


def _too_deep(text: str) -> bool:
    """Whether brackets stand more than MAX_DEPTH deep; those in strings do not count."""
    depth = 0
    parts = text.replace("\\\\", "").replace('\\"', "").split('"')
    for outside in parts[::2]:
        for mark in outside:
            if mark in "[{":
                depth += 1
                if depth > MAX_DEPTH:
                    return True
            elif mark in "]}":
                depth -= 1
    return False
