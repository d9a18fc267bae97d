"""Finding the source that a person means, and telling who a person is."""

from citewiki.domain.errors import UsageError
from citewiki.domain.identity import parse_source_ref
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports


def find(ports: Ports, text: str) -> SourceId:
    """The source that an id or a URL names. Raises UsageError, UnknownSource."""
    return ports.library.sources.resolve(parse_source_ref(text))


def named(by: str | None) -> str:
    """An editor's name, without which nothing editorial is written. Raises UsageError."""
    name = (by or "").strip()
    if not name:
        raise UsageError("who are you? give --as NAME, or set CITEWIKI_EDITOR or git's user.name")
    return name
