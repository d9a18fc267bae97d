"""Telling who a person is."""

from citewiki.domain.errors import UsageError


def named(by: str | None) -> str:
    """An editor's name, without which nothing editorial is written. Raises UsageError."""
    name = (by or "").strip()
    if not name:
        raise UsageError("who are you? give --as NAME, or set CITEWIKI_EDITOR or git's user.name")
    return name
