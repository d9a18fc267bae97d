"""The state of a source's link, judged from the attempts to fetch it."""

from enum import StrEnum


class LinkState(StrEnum):
    """What an editor is told about a source's link."""

    UNCHECKED = "unchecked"
    LIVE = "live"
    MOVED = "moved"
    BLOCKED = "blocked"
    PAYWALLED = "paywalled"
    SOFT_404 = "soft_404"
    SUSPECT = "suspect"
    UNREACHABLE = "unreachable"
    GONE = "gone"
    WITHDRAWN = "withdrawn"
