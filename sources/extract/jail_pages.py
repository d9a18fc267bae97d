"""What the server for web pages loads, and what its children do."""

from collections.abc import Mapping

from sources.extract import web_page
from sources.extract.result_json import encode


def done(request: Mapping[str, object], content: bytes) -> bytes:
    """The child's answer."""
    media_type, url = str(request["media_type"]), request["url"]
    reading = web_page.read(content, media_type, None if url is None else str(url))
    return encode(reading.as_extraction(media_type))
