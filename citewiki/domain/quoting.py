"""Anchors: where a passage stands in a snapshot's text (W3C Web Annotation, section 4.2)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage pinned to one snapshot's text.

    `start` and `end` are character offsets into that text, end exclusive; `exact` is the text
    between them; `prefix` and `suffix` are up to 32 characters on either side, by which the
    passage is found again in a later snapshot.
    """

    snapshot_id: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
