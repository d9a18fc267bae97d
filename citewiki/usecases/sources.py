"""Finding the source that a person means."""

from citewiki.domain.identity import parse_source_ref
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports


def find(ports: Ports, text: str) -> SourceId:
    """The source that an id or a URL names. Raises UsageError, UnknownSource."""
    return ports.library.sources.resolve(parse_source_ref(text))
